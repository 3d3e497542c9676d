"""Opening periods: who owes, by when, and that a repeat changes nothing."""

import asyncio
from datetime import date, timedelta
from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.calendar import WorkingDaysPublished
from contracts.forms import FormInfo
from contracts.members import MemberCard, MemberStatus
from contracts.periods import PeriodKind
from contracts.reports import (
    LIST_OBLIGATIONS,
    OPEN_PERIOD,
    ObligationChanged,
    ObligationQuery,
    ObligationView,
    OpenedPeriod,
    OpenPeriod,
)
from contracts.terms import WorkingYear
from services.reports.usecases import copies
from tests.integration.reports.scene import PERIOD, YEAR, Scene, card_of, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")
DUE = PERIOD.end + timedelta(days=21)


async def opened(scene: Scene, form: str, **changes: object) -> OpenedPeriod:
    values = {"form": form, "kind": PeriodKind.QUARTER, "year": YEAR, "number": 3, "due_date": DUE, **changes}
    return await scene.asker.ask(OPEN_PERIOD, OpenPeriod.model_validate(values), staff())


async def owed_of(scene: Scene, form: FormInfo) -> tuple[ObligationView, ...]:
    return (await scene.asker.ask(LIST_OBLIGATIONS, ObligationQuery(form=form.code, limit=200), staff())).items


def owing(items: tuple[ObligationView, ...], card: MemberCard) -> list[ObligationView]:
    return [item for item in items if item.member.id == card.id]


async def test_every_member_in_force_owes_one_report_and_nobody_else(scene: Scene) -> None:
    form, first, second = await scene.form(), await scene.member(), await scene.member()
    others = [await scene.member(status) for status in MemberStatus if status is not MemberStatus.MEMBER]
    answer = await opened(scene, form.code)
    items = await owed_of(scene, form)
    assert (answer.due_date, answer.opened) == (DUE, len(items))
    for card in (first, second):
        assert len(owing(items, card)) == 1
    for card in others:
        assert owing(items, card) == []


async def test_opening_again_adds_nothing_and_keeps_the_term(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member()
    await opened(scene, form.code, members=[card.id])
    again = await opened(scene, form.code, members=[card.id], due_date=DUE + timedelta(days=9))
    assert (again.opened, again.due_date) == (0, DUE)
    assert len(await owed_of(scene, form)) == 1


async def test_opening_at_once_from_many_sides_adds_one_report_a_member(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member()
    answers = await asyncio.gather(*(opened(scene, form.code, members=[card.id]) for _ in range(6)))
    assert sum(answer.opened for answer in answers) == 1
    assert len(await owed_of(scene, form)) == 1


async def test_each_new_obligation_is_announced_in_its_first_revision(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member()
    await opened(scene, form.code, members=[card.id])
    report = (await owed_of(scene, form))[0]
    sent = [ObligationChanged.model_validate_json(m) for m in await scene.emitted("evt.reports.obligation.changed")]
    told = [message for message in sent if message.obligation_id == report.id]
    assert [(message.revision, message.due_date, message.status) for message in told] == [(1, DUE, "not_submitted")]


async def test_the_term_is_counted_by_the_form_when_none_is_given(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member()
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await copies.keep_working_days(
            uow, WorkingDaysPublished(revision=1, years=(WorkingYear(year=YEAR, holidays=(date(YEAR, 11, 4),)),))
        )
    answer = await opened(scene, form.code, members=[card.id], due_date=None)
    # 15 working days after the end of September, none of them a holiday.
    assert answer.due_date == date(YEAR, 9, 30) + timedelta(days=21)


async def test_a_term_in_a_year_that_is_not_loaded_is_not_guessed(scene: Scene) -> None:
    form = await scene.form()
    with pytest.raises(ServiceError) as refused:
        await opened(scene, form.code, year=2090, due_date=None)
    assert (refused.value.code, refused.value.params) == ("year_not_loaded", {"year": "2090"})
    assert await owed_of(scene, form) == ()


async def test_what_does_not_exist_cannot_be_opened(scene: Scene) -> None:
    form, suspended = await scene.form(), await scene.member(MemberStatus.SUSPENDED)
    with pytest.raises(ServiceError, match="unknown_form"):
        await opened(scene, "0000000")
    for wrong, field in (
        ({"kind": PeriodKind.MONTH}, "kind"),
        ({"number": 5}, "number"),
        ({"members": [uuid4()]}, "members"),
        ({"members": [suspended.id]}, "members"),
    ):
        with pytest.raises(ServiceError) as refused:
            await opened(scene, form.code, **wrong)
        assert (refused.value.code, refused.value.fields[0].field) == ("invalid", field)


async def test_who_joins_before_the_term_ends_owes_what_everyone_owes(scene: Scene) -> None:
    everyone, chosen = await scene.form(), await scene.form()
    await opened(scene, everyone.code)
    await opened(scene, chosen.code, members=[(await scene.member()).id])
    in_time, too_late = card_of(included_on=DUE), card_of(included_on=DUE + timedelta(days=1))
    for card in (in_time, too_late):
        await scene.tell(card)
    items = await owed_of(scene, everyone)
    assert [item.due_date for item in owing(items, in_time)] == [DUE]
    assert owing(items, too_late) == []
    assert owing(await owed_of(scene, chosen), in_time) == []


async def test_who_joins_while_a_period_is_opened_owes_too(scene: Scene) -> None:
    for _ in range(8):
        form, card = await scene.form(), card_of()
        await asyncio.gather(opened(scene, form.code), scene.tell(card))
        assert len(owing(await owed_of(scene, form), card)) == 1


async def test_who_comes_back_owes_again_and_never_twice(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member(MemberStatus.SUSPENDED)
    await opened(scene, form.code)
    assert owing(await owed_of(scene, form), card) == []
    for revision in (2, 3):
        await scene.tell(card.model_copy(update={"revision": revision, "status": MemberStatus.MEMBER}))
    assert len(owing(await owed_of(scene, form), card)) == 1


async def test_a_period_of_some_can_be_opened_for_everyone_later(scene: Scene) -> None:
    form, card, other = await scene.form(), await scene.member(), await scene.member()
    await opened(scene, form.code, members=[card.id])
    await opened(scene, form.code)
    newcomer = await scene.member()
    items = await owed_of(scene, form)
    assert all(len(owing(items, each)) == 1 for each in (card, other, newcomer))
