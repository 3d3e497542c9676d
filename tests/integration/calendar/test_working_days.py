"""The table of working days: loaded at start, announced when it changed, never guessed."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import text

from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.calendar import (
    GET_WORKING_DAYS,
    WORKING_DAYS_PUBLISHED,
    CalendarQuery,
    EntryKind,
    WorkingDaysPublished,
    WorkingDaysQuery,
)
from contracts.terms import WorkingYear
from services.calendar import usecases
from services.calendar.bootstrap import shipped_years
from tests.integration.calendar.scene import Scene, staff

_EDIT = text("UPDATE working_years SET act = 'правка СРО', edited_at = now() WHERE year = 2027")
_PUBLISHED = "SELECT payload FROM outbox WHERE subject = :subject ORDER BY id"


async def announced(scene: Scene) -> list[WorkingDaysPublished]:
    rows = await scene.rows(_PUBLISHED, subject=WORKING_DAYS_PUBLISHED.subject)
    return [WorkingDaysPublished.model_validate_json(bytes(row.payload)) for row in rows]


async def load(scene: Scene, *years: WorkingYear) -> None:
    async with scene.calendar.database.transaction(EVERYTHING) as uow:
        await usecases.load_working_days(uow, years)


async def test_the_shipped_table_is_announced_at_the_first_start(scene: Scene) -> None:
    assert await announced(scene) == [WorkingDaysPublished(revision=1, years=shipped_years())]


async def test_a_start_without_a_change_announces_nothing(scene: Scene) -> None:
    await load(scene, *shipped_years())
    assert len(await announced(scene)) == 1


async def test_a_changed_year_raises_the_revision_and_announces_the_whole_table(scene: Scene) -> None:
    *others, last = shipped_years()
    confirmed = last.model_copy(update={"act": "Постановление", "provisional": False})
    await load(scene, *others, confirmed)
    assert (await announced(scene))[1:] == [WorkingDaysPublished(revision=2, years=(*others, confirmed))]


async def test_a_year_that_was_edited_here_is_not_overwritten(scene: Scene) -> None:
    async with scene.calendar.database.transaction(EVERYTHING) as uow:
        await uow.session.execute(_EDIT)
    await load(scene, *shipped_years())
    kept = await scene.asker.ask(GET_WORKING_DAYS, WorkingDaysQuery(year=2027), staff())
    assert (kept.act, len(await announced(scene))) == ("правка СРО", 1)


async def test_two_starts_at_once_announce_one_revision(scene: Scene) -> None:
    new = WorkingYear(year=2028, act="Постановление", holidays=(date(2028, 1, 3),))
    await asyncio.gather(*(load(scene, new) for _ in range(4)))
    assert [table.revision for table in await announced(scene)] == [1, 2]


async def test_a_loaded_year_is_answered_with_its_act(scene: Scene) -> None:
    year = await scene.asker.ask(GET_WORKING_DAYS, WorkingDaysQuery(year=2025), staff())
    assert year in shipped_years()
    assert year.worked == (date(2025, 11, 1),)


@pytest.mark.parametrize("year", [2022, 2028])
async def test_a_year_that_is_not_loaded_is_never_guessed(scene: Scene, year: int) -> None:
    with pytest.raises(ServiceError) as refused:
        await scene.asker.ask(GET_WORKING_DAYS, WorkingDaysQuery(year=year), staff())
    assert (refused.value.code, refused.value.params) == ("year_not_loaded", {"year": str(year)})


async def test_days_off_and_worked_weekends_stand_in_the_calendar(scene: Scene) -> None:
    page = await scene.calendar_of(staff(), CalendarQuery(first=date(2025, 11, 1), last=date(2025, 11, 30)))
    assert [(entry.date.day, entry.kind) for entry in page.items] == [
        (1, EntryKind.WORKED_WEEKEND),
        (3, EntryKind.DAY_OFF),
        (4, EntryKind.DAY_OFF),
    ]


async def test_a_span_over_new_year_shows_days_of_both_years(scene: Scene) -> None:
    page = await scene.calendar_of(staff(), CalendarQuery(first=date(2026, 12, 31), last=date(2027, 1, 1)))
    assert [entry.title for entry in page.items] == ["Выходной день", "Выходной день (предварительно)"]


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 1, 2), date(2026, 1, 1)), (date(2026, 1, 1), date(2027, 2, 6))]
)
async def test_a_span_that_runs_backwards_or_too_far_is_refused(scene: Scene, first: date, last: date) -> None:
    with pytest.raises(ServiceError) as refused:
        await scene.calendar_of(staff(), CalendarQuery(first=first, last=last))
    assert (refused.value.code, [field.field for field in refused.value.fields]) == ("invalid", ["last"])
