"""A job names the other reports that its rule set looks at: the member's last receipted versions, nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis import clock
from chassis.reach import EVERYTHING
from contracts.base import ById, ObjectRef
from contracts.forms import FormInfo, RuleSetNeeds, RuleSetRef
from contracts.members import MemberCard
from contracts.periods import Period, period_containing, period_of
from contracts.reports import RECHECK, Receipt
from contracts.validator import OtherReports
from services.reports.usecases import repairs
from tests.integration.reports.scene import PERIOD, YEAR, Owed, Scene, member_of, report_file, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def form_that_needs(scene: Scene, **needs: Any) -> FormInfo:
    document = ObjectRef(bucket="rulesets", key="k", sha256="0" * 64, size=1)
    ref = RuleSetRef(
        id=uuid4(), version="1", effective_from=PERIOD.year_ago.start, document=document, needs=RuleSetNeeds(**needs)
    )
    return await scene.form(rule_sets=(ref,))


def after(period: Period) -> Period:
    return period_containing(period.kind, period.end + timedelta(days=1))


async def slot(scene: Scene, form: FormInfo, card: MemberCard, period: Period) -> Owed:
    await scene.open(form, card, period=period)
    wanted = (form.code, period.start)
    found = [one for one in await scene.all_owed(card) if (one.form.code, one.period.start) == wanted]
    return Owed(form, card, found[0], member_of(card))


async def hand_in(scene: Scene, owed: Owed, period: Period, **more: Any) -> Receipt:
    return await scene.submit(owed, report_file(owed.form, owed.card, period, **more))


async def others_of(scene: Scene, receipt: Receipt, attempt: int = 1) -> OtherReports:
    return (await scene.job_of(receipt.submission_id, attempt)).others


async def test_the_last_receipted_versions_are_named(scene: Scene) -> None:
    other = await scene.form()
    form = await form_that_needs(scene, previous=True, year_ago=True, forms=(other.code, "0000000"))
    card = await scene.member()
    handed: dict[str, Receipt] = {}
    for name, owed_form, period in (
        ("previous", form, PERIOD.previous),
        ("year_ago", form, PERIOD.year_ago),
        ("form", other, PERIOD),
        ("too_early", other, PERIOD.previous),
    ):
        owed = await slot(scene, owed_form, card, period)
        await hand_in(scene, owed, period, salt=1)
        handed[name] = await hand_in(scene, owed, period, salt=2)
    mine = await slot(scene, form, card, PERIOD)
    found = await others_of(scene, await hand_in(scene, mine, PERIOD))
    assert found.previous is not None
    assert found.year_ago is not None
    assert found.previous.submission_id == handed["previous"].submission_id
    assert (found.previous.form, found.previous.period) == (form.code, PERIOD.previous)
    assert found.year_ago.submission_id == handed["year_ago"].submission_id
    assert [(one.form, one.submission_id) for one in found.forms] == [(other.code, handed["form"].submission_id)]
    stored = await scene.reports.storage.read(found.previous.object)
    assert b'"salt":2' in stored


async def test_only_what_the_rule_set_asks_for_is_named(scene: Scene) -> None:
    form, card = await form_that_needs(scene, year_ago=True), await scene.member()
    for period in (PERIOD.previous, PERIOD.year_ago):
        await hand_in(scene, await slot(scene, form, card, period), period)
    found = await others_of(scene, await hand_in(scene, await slot(scene, form, card, PERIOD), PERIOD))
    assert (found.previous, found.year_ago is not None, found.forms) == (None, True, ())


async def test_what_was_not_handed_in_or_is_anothers_is_left_out(scene: Scene) -> None:
    form = await form_that_needs(scene, previous=True, year_ago=True)
    card, stranger = await scene.member(), await scene.member()
    await slot(scene, form, card, PERIOD.previous)
    for period in (PERIOD.previous, PERIOD.year_ago):
        await hand_in(scene, await slot(scene, form, stranger, period), period)
    assert await others_of(scene, await hand_in(scene, await slot(scene, form, card, PERIOD), PERIOD)) == OtherReports()


async def test_a_new_check_looks_at_what_is_there_by_then_and_a_repeat_at_the_very_same(scene: Scene) -> None:
    form, card = await form_that_needs(scene, previous=True), await scene.member()
    before = await slot(scene, form, card, PERIOD.previous)
    mine = await slot(scene, form, card, PERIOD)
    receipt = await hand_in(scene, mine, PERIOD)
    await scene.judge(receipt)
    corrected = await hand_in(scene, before, PERIOD.previous)
    await scene.asker.ask(RECHECK, ById(id=receipt.submission_id), staff())
    first, second = [await others_of(scene, receipt, attempt) for attempt in (1, 2)]
    assert first.previous is None
    assert second.previous is not None
    assert second.previous.submission_id == corrected.submission_id


async def wanted_of(scene: Scene, card: MemberCard) -> dict[UUID, str]:
    query = (
        "SELECT w.submission_id, w.why FROM wanted_rechecks w JOIN submissions s ON s.id = w.submission_id"
        " WHERE s.member_id = :member"
    )
    return {row.submission_id: row.why for row in await scene.rows(query, member=card.id)}


async def judged(scene: Scene, owed: Owed, period: Period, **more: Any) -> Receipt:
    receipt = await hand_in(scene, owed, period, **more)
    await scene.judge(receipt)
    return receipt


async def test_a_corrected_report_has_those_checked_again_that_are_compared_with_it(scene: Scene) -> None:
    other = await scene.form()
    form = await form_that_needs(scene, previous=True, year_ago=True, forms=(other.code,))
    card, next_year = await scene.member(), period_of(PERIOD.kind, YEAR + 1, PERIOD.number)
    mine = await slot(scene, form, card, PERIOD)
    periods = {"next": after(PERIOD), "next_year": next_year, "far": after(after(PERIOD))}
    later = {}
    for name, period in periods.items():
        later[name] = await judged(scene, await slot(scene, form, card, period), period)
    of_date = await slot(scene, other, card, PERIOD)
    await scene.change("DELETE FROM wanted_rechecks")

    # Late, and compared with at once: the two that look at it are checked again, and nothing beyond them.
    first = await judged(scene, mine, PERIOD)
    assert await wanted_of(scene, card) == dict.fromkeys(
        (later["next"].submission_id, later["next_year"].submission_id), "other_report"
    )
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        assert await repairs.start(uow, later["next"].submission_id, clock.now())
    found = await others_of(scene, later["next"], 2)
    assert found.previous is not None
    assert found.previous.submission_id == first.submission_id
    await scene.judge(later["next"], attempt=2)
    seen = await scene.submission(later["next"].submission_id, mine.member)
    assert [verdict.attempt for verdict in seen.verdicts] == [2, 1]
    assert seen.timeline[2].text == "Повторная проверка после загрузки отчета, с которым сравнивается этот, попытка 2"

    # Another form of the same date, corrected, touches this one alone.
    await scene.change("DELETE FROM wanted_rechecks")
    await judged(scene, of_date, PERIOD)
    assert await wanted_of(scene, card) == {first.submission_id: "other_report"}


async def test_what_looked_at_the_newest_version_or_at_none_is_left_alone(scene: Scene) -> None:
    looking, blind = await form_that_needs(scene, previous=True), await scene.form()
    card, stranger = await scene.member(), await scene.member()
    for form, who in ((looking, card), (looking, stranger), (blind, card)):
        await judged(scene, await slot(scene, form, who, PERIOD), PERIOD)
    for form in (looking, blind):
        before = await slot(scene, form, card, PERIOD.previous)
        earlier = await hand_in(scene, before, PERIOD.previous)
        if form is looking:
            # Handed in again meanwhile: its check looks at the newest version already.
            await hand_in(scene, await slot(scene, form, card, PERIOD), PERIOD, salt=2)
        await scene.judge(earlier)
    assert await wanted_of(scene, card) == {}
    assert await wanted_of(scene, stranger) == {}
