"""The list of reports: its order, its pages, its filters and its cost."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.util import await_only

from chassis import clock
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.calendar import WorkingDaysPublished
from contracts.members import MemberCard
from contracts.periods import Period, PeriodKind, period_of
from contracts.reports import LIST_OBLIGATIONS, ObligationPage, ObligationQuery
from contracts.statuses import Cause, ReportStatus, Timeliness
from contracts.terms import WorkingYear
from contracts.validator import Reason
from services.reports.usecases import copies
from tests.integration.reports.scene import Owed, Scene, member_of, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")
TODAY = clock.moscow_date(clock.now())
MOST_BYTES = 256 * 1024


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def calendar(scene: Scene) -> None:
    years = tuple(WorkingYear(year=year, holidays=()) for year in range(TODAY.year - 1, TODAY.year + 2))
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await copies.keep_working_days(uow, WorkingDaysPublished(revision=20, years=years))


async def page_of(scene: Scene, card: MemberCard, **query: Any) -> ObligationPage:
    return await scene.asker.ask(LIST_OBLIGATIONS, ObligationQuery(**query), member_of(card))


async def walk(scene: Scene, card: MemberCard, **query: Any) -> list[UUID]:
    """The ids of all pages, in order."""
    seen: list[UUID] = []
    cursor: str | None = None
    while True:
        page = await page_of(scene, card, cursor=cursor, **query)
        seen += [item.id for item in page.items]
        if page.next is None:
            return seen
        cursor = page.next


def quarters(count: int) -> list[Period]:
    last = period_of(PeriodKind.QUARTER, TODAY.year - 1, 4)
    return [period_of(PeriodKind.QUARTER, last.start.year - n // 4, 4 - n % 4) for n in range(count)]


async def judged(scene: Scene, owed: Owed, status: ReportStatus, *causes: Cause) -> None:
    reasons = tuple(Reason(code="x", cause=cause, text="x") for cause in causes)
    await scene.judge(await scene.submit(owed), status=status, reasons=reasons)


async def test_what_needs_an_act_comes_first(scene: Scene) -> None:
    card = await scene.member()
    dues = {
        "overdue long": TODAY - timedelta(days=40),
        "overdue": TODAY - timedelta(days=1),
        "due today": TODAY,
        "due soon": TODAY + timedelta(days=3),
        "with errors": TODAY - timedelta(days=60),
        "bad file": TODAY - timedelta(days=50),
        "later": TODAY + timedelta(days=60),
        "our failure": TODAY - timedelta(days=20),
        "accepted": TODAY - timedelta(days=30),
    }
    names: dict[UUID, str] = {}
    for name, due in reversed(dues.items()):
        form = await scene.form()
        await scene.open(form, card, due_date=due)
        owed = await scene.owed_by(card, form)
        names[owed.report.id] = name
        if name == "with errors":
            await judged(scene, owed, ReportStatus.ACCEPTED_WITH_ERRORS)
        elif name == "bad file":
            await judged(scene, owed, ReportStatus.CHECK_FAILED, Cause.FILE)
        elif name == "our failure":
            await judged(scene, owed, ReportStatus.CHECK_FAILED, Cause.SYSTEM)
        elif name == "accepted":
            await judged(scene, owed, ReportStatus.ACCEPTED)
    assert [names[report] for report in await walk(scene, card)] == list(dues)
    for limit in (1, 2, 4):
        assert [names[report] for report in await walk(scene, card, limit=limit)] == list(dues)


async def test_a_list_tells_how_it_stands_with_the_term(scene: Scene) -> None:
    card, form = await scene.member(), await scene.form()
    monday = TODAY + timedelta(days=7 - TODAY.weekday())
    await scene.open(form, card, due_date=monday)
    item = (await page_of(scene, card)).items[0]
    assert item.timeliness is Timeliness.DUE_SOON
    assert item.working_days_left == len([n for n in range(1, 8 - TODAY.weekday()) if (TODAY.weekday() + n) % 7 < 5])


async def test_a_moved_term_is_told_as_such(scene: Scene) -> None:
    owed = await scene.owed()
    await scene.change(
        "UPDATE obligations SET extended_to = :day WHERE id = :id", day=TODAY + timedelta(days=2), id=owed.report.id
    )
    report = await scene.report(owed)
    assert (report.timeliness, report.due_date) == (Timeliness.EXTENDED, TODAY + timedelta(days=2))


async def test_filters_narrow_the_list(scene: Scene) -> None:
    card, form, other = await scene.member(), await scene.form(), await scene.form()
    for period in quarters(5):
        await scene.open(form, card, period=period)
    await scene.open(other, card)
    await judged(scene, await scene.owed_by(card, other), ReportStatus.ACCEPTED)
    year = TODAY.year - 1
    assert len(await walk(scene, card)) == 6
    assert len(await walk(scene, card, year=year)) == 5
    assert len(await walk(scene, card, year=year - 1)) == 1
    assert len(await walk(scene, card, form=form.code)) == 5
    assert len(await walk(scene, card, status=ReportStatus.ACCEPTED)) == 1
    assert len(await walk(scene, card, status=ReportStatus.NOT_SUBMITTED, year=year)) == 4
    chosen = await scene.asker.ask(LIST_OBLIGATIONS, ObligationQuery(member=card.id), staff())
    assert {item.member.inn for item in chosen.items} == {card.inn}
    assert len(chosen.items) == 6


async def test_pages_lose_and_double_nothing_where_terms_are_equal(scene: Scene) -> None:
    card = await scene.member()
    for period in quarters(9):
        await scene.open(await scene.form(), card, period=period, due_date=TODAY - timedelta(days=1))
    everything = await walk(scene, card, limit=200)
    assert await walk(scene, card, limit=2) == everything
    assert len(set(everything)) == 9


async def test_a_cursor_of_another_list_is_refused(scene: Scene) -> None:
    with pytest.raises(ServiceError) as refused:
        await page_of(scene, await scene.member(), cursor="bm9uc2Vuc2U=")
    assert (refused.value.code, refused.value.fields[0].code) == ("invalid", "cursor")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Everything that is asked of the database within the block."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_a_longer_list_asks_the_database_no_more_often(scene: Scene) -> None:
    card = await scene.member()
    counts = []
    for _ in range(2):
        for period in quarters(6):
            await scene.open(await scene.form(), card, period=period, due_date=TODAY - timedelta(days=1))
        with statements() as asked:
            assert (await page_of(scene, card)).items
        counts.append(len([statement for statement in asked if "FROM obligations" in statement]))
    assert counts[0] == counts[1] <= 4


async def test_the_longest_page_stays_within_what_the_bus_carries(scene: Scene) -> None:
    form = await scene.form(title="Отчет о микрофинансовой деятельности микрокредитной компании " * 2)
    card = await scene.member(short_name="МКК «Самое длинное сокращенное наименование организации»")
    for period in quarters(80):
        await scene.open(form, card, period=period, due_date=TODAY - timedelta(days=1))
    await scene.change(
        """
        INSERT INTO obligations (id, member_id, form_code, period_kind, starts_on, ends_on, ordinal, due_date)
        SELECT gen_random_uuid(), member_id, form_code, period_kind, starts_on, ends_on, 2 + extra, due_date
        FROM obligations, generate_series(0, 1) AS extra WHERE form_code = :form
        """,
        form=form.code,
    )
    page = await page_of(scene, card, limit=200)
    assert len(page.items) == 200
    assert len(page.model_dump_json().encode()) < MOST_BYTES


@contextmanager
def after_the_first_group(act: Callable[[], Awaitable[None]]) -> Iterator[None]:
    """Somebody else commits `act` while a page is read: after its first group, before the others."""
    waiting = True

    def on_executed(_: object, __: object, statement: str, *___: object) -> None:
        nonlocal waiting
        if waiting and statement.startswith("SELECT obligations.id"):
            waiting = False
            await_only(act())

    event.listen(Engine, "after_cursor_execute", on_executed)
    try:
        yield
    finally:
        event.remove(Engine, "after_cursor_execute", on_executed)
    assert not waiting


_MOVES = {
    "handed in": "UPDATE obligations SET submitted_at = now(), status = 'accepted' WHERE id = :id",
    "taken back": "UPDATE obligations SET submitted_at = NULL, status = 'not_submitted' WHERE id = :id",
}


@pytest.mark.parametrize("move", _MOVES)
async def test_a_report_that_changes_its_group_meanwhile_is_listed_once(scene: Scene, move: str) -> None:
    """Seen in a browser: a row stood twice after an upload, and stayed so."""
    owed = await scene.owed(period=quarters(1)[0])
    if move == "taken back":
        await scene.change(_MOVES["handed in"], id=owed.report.id)
    with after_the_first_group(lambda: scene.change(_MOVES[move], id=owed.report.id)):
        page = await page_of(scene, owed.card)
    assert [item.id for item in page.items] == [owed.report.id]
