"""Explaining and disputing a trigger that fired, the SRO's answer, and what is shown as explained afterwards."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.base import ById
from contracts.disputes import (
    ANSWER_DISPUTE,
    DISPUTE_ANSWERED,
    DISPUTE_OPENED,
    DISPUTES_OF_SUBMISSION,
    LIST_DISPUTES,
    OPEN_DISPUTE,
    AnswerDispute,
    DisputeKind,
    DisputePage,
    DisputeQuery,
    DisputeState,
    DisputeView,
    OpenDispute,
    SubmissionDisputes,
)
from contracts.identity import Identity
from contracts.periods import PeriodKind, period_of
from contracts.prechecks import BUCKET, PRECHECK, Precheck
from contracts.reports import Receipt
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.validator import Counts
from tests.integration.reports.scene import YEAR, Owed, Scene, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")

TODAY = clock.moscow_date(clock.now())
NEXT_YEAR = TODAY + timedelta(days=365)


async def fired(scene: Scene, owed: Owed, *codes: str) -> Receipt:
    """A version in which these triggers fired."""
    receipt = await scene.submit(owed)
    job = await scene.job_of(receipt.submission_id)
    await scene.judge(
        receipt,
        status=ReportStatus.ACCEPTED_WITH_ERRORS,
        rule_set=job.rule_set,
        counts=Counts(held=7, fired=len(codes)),
        fired=codes,
    )
    return receipt


async def say(scene: Scene, submission_id: UUID, who: Identity, **changes: Any) -> DisputeView:
    values: dict[str, Any] = {
        "trigger": "П-01",
        "trigger_title": "Итог равен сумме",
        "kind": DisputeKind.EXPLAIN,
        "text": "Округление в филиале",
        "until": NEXT_YEAR,
    }
    request = OpenDispute(submission_id=submission_id, **values | changes)
    return await scene.asker.ask(OPEN_DISPUTE, request, who)


async def answer(
    scene: Scene, dispute: DisputeView, outcome: DisputeState = DisputeState.ACCEPTED, **changes: Any
) -> DisputeView:
    values: dict[str, Any] = {"answer": "Согласны", "valid_until": NEXT_YEAR} | changes
    request = AnswerDispute(id=dispute.id, outcome=outcome, **values)
    return await scene.asker.ask(ANSWER_DISPUTE, request, staff(Role.METHODOLOGIST))


async def seen(scene: Scene, receipt: Receipt, who: Identity) -> SubmissionDisputes:
    return await scene.asker.ask(DISPUTES_OF_SUBMISSION, ById(id=receipt.submission_id), who)


async def marks(scene: Scene, receipt: Receipt, who: Identity) -> list[str]:
    return [explained.trigger for explained in (await seen(scene, receipt, who)).explained]


async def counted(scene: Scene, owed: Owed, receipt: Receipt) -> tuple[int, int, int]:
    """How many triggers are explained, by the list, the report and the version."""
    submission = await scene.submission(receipt.submission_id, owed.member)
    listed_report = await scene.owed_by(owed.card, owed.form)
    return listed_report.report.explained, (await scene.report(owed)).explained, submission.explained


async def refusal(asked: Any) -> ServiceError:
    with pytest.raises(ServiceError) as refused:
        await asked
    return refused.value


async def test_an_accepted_explanation_is_shown_on_this_and_on_later_verdicts(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01", "П-02")
    opened = await say(scene, receipt.submission_id, owed.member)
    assert (opened.state, opened.version, opened.current) == (DisputeState.OPEN, 1, True)
    assert opened.rule_set is not None
    assert opened.rule_set.id == owed.form.rule_sets[0].id
    assert await marks(scene, receipt, owed.member) == []
    accepted = await answer(scene, opened)
    assert (accepted.state, accepted.valid_until, accepted.answer) == (DisputeState.ACCEPTED, NEXT_YEAR, "Согласны")
    assert await marks(scene, receipt, owed.member) == ["П-01"]
    # The status word stays, and says beside it how many are explained.
    assert (await scene.report(owed)).status is ReportStatus.ACCEPTED_WITH_ERRORS
    assert await counted(scene, owed, receipt) == (1, 1, 1)
    later = await fired(scene, owed, "П-01", "П-03")
    assert await marks(scene, later, owed.member) == ["П-01"]
    assert await counted(scene, owed, later) == (1, 1, 1)
    assert (await seen(scene, later, owed.member)).items == ()


async def test_it_is_remembered_for_this_member_form_and_trigger_alone(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    await answer(scene, await say(scene, receipt.submission_id, owed.member))
    colleague = await scene.member()
    await scene.open(owed.form, colleague)
    others = await scene.owed_by(colleague, owed.form)
    assert await marks(scene, await fired(scene, others, "П-01"), others.member) == []
    other_form = await scene.form()
    await scene.open(other_form, owed.card)
    same_member = await scene.owed_by(owed.card, other_form)
    receipt = await fired(scene, same_member, "П-01")
    assert await marks(scene, receipt, same_member.member) == []
    assert await counted(scene, same_member, receipt) == (0, 0, 0)
    next_period = period_of(PeriodKind.QUARTER, YEAR, 4)
    await scene.open(owed.form, owed.card, period=next_period)
    (row,) = await scene.rows(
        "SELECT id FROM obligations WHERE member_id = :member AND form_code = :form AND starts_on = :start",
        member=owed.card.id,
        form=owed.form.code,
        start=next_period.start,
    )
    later = replace(owed, report=owed.report.model_copy(update={"id": row.id}))
    receipt = await scene.submit(later, owed.file(period=next_period))
    await scene.judge(receipt, status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(fired=1), fired=("П-01",))
    assert await marks(scene, receipt, owed.member) == ["П-01"]


async def test_after_its_end_date_it_is_not_shown_on_new_verdicts(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    accepted = await answer(scene, await say(scene, receipt.submission_id, owed.member), valid_until=TODAY)
    assert await marks(scene, await fired(scene, owed, "П-01"), owed.member) == ["П-01"]
    await scene.change(
        "UPDATE disputes SET valid_until = :past WHERE id = :id", past=TODAY - timedelta(days=1), id=accepted.id
    )
    assert await marks(scene, await fired(scene, owed, "П-01"), owed.member) == []


async def test_a_refused_one_changes_nothing_and_can_be_said_again(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    opened = await say(scene, receipt.submission_id, owed.member, kind=DisputeKind.DISPUTE)
    refused = await answer(scene, opened, DisputeState.REFUSED, answer="Не подтверждено", valid_until=NEXT_YEAR)
    assert (refused.state, refused.valid_until, refused.answer) == (DisputeState.REFUSED, None, "Не подтверждено")
    assert await marks(scene, receipt, owed.member) == []
    again = await say(scene, receipt.submission_id, owed.member, text="Приложили расчет письмом")
    assert again.id != opened.id
    assert [one.state for one in (await seen(scene, receipt, owed.member)).items] == ["open", "refused"]


async def test_the_history_names_both_steps_and_no_name_of_the_sros_people(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    await answer(scene, await say(scene, receipt.submission_id, owed.member), valid_until=date(2099, 12, 31))
    timeline = (await scene.submission(receipt.submission_id, owed.member)).timeline[-2:]
    assert [(entry.code, entry.actor) for entry in timeline] == [
        ("dispute_opened", owed.member.person_name),
        ("dispute_accepted", "СРО"),
    ]
    assert timeline[0].text == "Пояснен триггер П-01, ждет ответа СРО"
    assert timeline[1].text == "Пояснение по триггеру П-01 принято, действует до 31.12.2099"
    for_member = (await seen(scene, receipt, owed.member)).items[0]
    for_staff = (await seen(scene, receipt, staff(Role.SUPERVISOR))).items[0]
    assert (for_member.answered_by, for_staff.answered_by) == ("СРО", "Анна Петрова")


async def test_both_steps_are_told_once_with_all_that_the_health_of_triggers_needs(scene: Scene) -> None:
    opened_heard, answered_heard = await scene.listen(DISPUTE_OPENED), await scene.listen(DISPUTE_ANSWERED)
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-07")
    opened = await say(scene, receipt.submission_id, owed.member, trigger="П-07", kind=DisputeKind.DISPUTE)
    again = await say(scene, receipt.submission_id, owed.member, trigger="П-07", kind=DisputeKind.DISPUTE)
    assert again.id == opened.id
    await answer(scene, opened)
    async with asyncio.timeout(10):
        told, answered = await opened_heard.get(), await answered_heard.get()
    assert opened_heard.empty()
    assert (told.dispute_id, told.form.code, told.trigger) == (opened.id, owed.form.code, "П-07")
    assert (answered.outcome, answered.kind, answered.valid_until) == (
        DisputeState.ACCEPTED,
        DisputeKind.DISPUTE,
        NEXT_YEAR,
    )
    assert answered.rule_set is not None
    assert answered.rule_set.id == owed.form.rule_sets[0].id
    assert answered.member.id == owed.card.id


async def test_what_cannot_be_said(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    id = receipt.submission_id
    wrong = {
        "trigger": await refusal(say(scene, id, owed.member, trigger="П-99")),
        "text": await refusal(say(scene, id, owed.member, text="  ")),
        "until": await refusal(say(scene, id, owed.member, until=TODAY - timedelta(days=1))),
    }
    assert {error.fields[0].field: error.fields[0].code for error in wrong.values()} == {
        "trigger": "not_fired",
        "text": "required",
        "until": "date_past",
    }
    await say(scene, id, owed.member)
    assert (await refusal(say(scene, id, owed.member, text="Другими словами"))).code == "dispute_open"
    checking = await scene.submit(owed)
    assert (await refusal(say(scene, checking.submission_id, owed.member))).code == "conflict"


async def test_what_cannot_be_answered(scene: Scene) -> None:
    owed = await scene.owed()
    opened = await say(scene, (await fired(scene, owed, "П-01")).submission_id, owed.member)
    for outcome, changes, field, code in (
        (DisputeState.ACCEPTED, {"valid_until": None}, "valid_until", "required"),
        (DisputeState.ACCEPTED, {"valid_until": TODAY - timedelta(days=1)}, "valid_until", "date_past"),
        (DisputeState.REFUSED, {"answer": " "}, "answer", "required"),
    ):
        wrong = await refusal(answer(scene, opened, outcome, **changes))
        assert (wrong.fields[0].field, wrong.fields[0].code) == (field, code)
    outcomes = await asyncio.gather(*(answer(scene, opened) for _ in range(4)), return_exceptions=True)
    codes = sorted(one.code if isinstance(one, ServiceError) else "ok" for one in outcomes)
    assert codes == ["dispute_answered"] * 3 + ["ok"]
    absent = opened.model_copy(update={"id": uuid4()})
    assert (await refusal(answer(scene, absent))).code == "not_found"


async def listed(scene: Scene, **query: Any) -> DisputePage:
    return await scene.asker.ask(LIST_DISPUTES, DisputeQuery(**query), staff(Role.SUPERVISOR))


async def test_the_list_of_the_sro_is_filtered_and_walked_page_by_page(scene: Scene) -> None:
    owed = await scene.owed()
    codes = [f"П-{number:02}" for number in range(5)]
    receipt = await fired(scene, owed, *codes)
    opened = [await say(scene, receipt.submission_id, owed.member, trigger=code) for code in codes]
    await answer(scene, opened[0])
    waiting = [one.id for one in opened[1:]]
    first = await listed(scene, state=DisputeState.OPEN, form=owed.form.code, limit=3)
    rest = await listed(scene, state=DisputeState.OPEN, form=owed.form.code, limit=3, cursor=first.next)
    assert [one.id for one in (*first.items, *rest.items)] == waiting  # the oldest waits longest
    assert (first.next is not None, rest.next) == (True, None)
    assert first.waiting >= len(waiting)
    everything = await listed(scene, member=owed.card.id)
    assert [one.id for one in everything.items] == [one.id for one in reversed(opened)]
    assert [one.id for one in (await listed(scene, member=owed.card.id, trigger="П-03")).items] == [opened[3].id]
    assert (await listed(scene, member=owed.card.id, kind=DisputeKind.DISPUTE)).items == ()
    assert (await refusal(listed(scene, cursor="elsewhere"))).fields[0].code == "cursor"


async def test_a_check_without_handing_in_knows_what_is_explained(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await fired(scene, owed, "П-01")
    await answer(scene, await say(scene, receipt.submission_id, owed.member))
    stored = await scene.reports.storage.put_bytes(BUCKET, owed.file(fired=["П-01", "П-02"]))
    request = Precheck(report_id=owed.report.id, object=stored, file_name="отчет.xtdd")
    checked = await scene.asker.ask(PRECHECK, request, owed.member)
    assert [explained.trigger for explained in checked.explained] == ["П-01"]
