"""Verdicts: entered once, never replaced, always with a reason when they fail."""

import asyncio
from uuid import uuid4

import pytest

from chassis import clock
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.base import ById
from contracts.forms import RuleSetRef
from contracts.periods import PeriodKind, period_of
from contracts.reports import LIST_OBLIGATIONS, LOCATE_FILE, RECHECK, ObligationQuery, Receipt, SubmissionView
from contracts.roles import Role
from contracts.statuses import Actor, Cause, ReportStatus
from contracts.validator import Counts, Reason
from services.reports.usecases import copies, verdicts
from services.reports.usecases.verdicts import UnknownAttemptError
from tests.integration.reports.scene import YEAR, Owed, Scene, finished_of, member_of, report_file, staff
from tests.received import as_received

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def recheck(scene: Scene, receipt: Receipt) -> SubmissionView:
    return await scene.asker.ask(RECHECK, ById(id=receipt.submission_id), staff(Role.METHODOLOGIST))


async def judged(scene: Scene, **verdict: object) -> tuple[Owed, Receipt]:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    await scene.judge(receipt, **verdict)
    return owed, receipt


async def verdicts_of(scene: Scene, receipt: Receipt) -> list[tuple[int, str]]:
    query = "SELECT attempt, status FROM verdicts WHERE submission_id = :id ORDER BY attempt, entered_at"
    return [(row.attempt, row.status) for row in await scene.rows(query, id=receipt.submission_id)]


async def test_a_second_verdict_of_an_attempt_changes_nothing(scene: Scene) -> None:
    owed, receipt = await judged(scene, counts=Counts(held=8))
    announced = await scene.emitted("evt.reports.submission.checked")
    before = await scene.submission(receipt.submission_id, owed.member)
    await scene.finish(receipt, status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(fired=1))
    await scene.finish(receipt, rule_set=owed.form.rule_sets[0], status=ReportStatus.CHECK_FAILED)
    # A later verdict of another report: when it is entered, those before it have been worked off.
    await judged(scene)
    assert await scene.submission(receipt.submission_id, owed.member) == before
    assert await verdicts_of(scene, receipt) == [(1, "accepted")]
    assert len(await scene.emitted("evt.reports.submission.checked")) == len(announced) + 1


async def test_news_of_an_attempt_that_is_over_is_left_aside(scene: Scene) -> None:
    owed, receipt = await judged(scene, status=ReportStatus.CHECK_FAILED, reasons=(reason(Cause.RULE),))
    await recheck(scene, receipt)
    await scene.finish(receipt, attempt=1, status=ReportStatus.ACCEPTED)
    await judged(scene)
    assert (await scene.report(owed)).status is ReportStatus.CHECKING
    await scene.judge(receipt, attempt=2, status=ReportStatus.ACCEPTED_WITH_ERRORS)
    assert await verdicts_of(scene, receipt) == [(1, "check_failed"), (2, "accepted_with_errors")]


async def test_the_database_itself_keeps_verdicts_unique(scene: Scene) -> None:
    _, receipt = await judged(scene)
    copied = """
        INSERT INTO verdicts (id, submission_id, attempt, rule_set_id, status, counts, reasons, finished_at, entered_at)
        SELECT gen_random_uuid(), submission_id, attempt, rule_set_id, 'check_failed', counts, reasons, now(), now()
        FROM verdicts WHERE submission_id = :id ON CONFLICT DO NOTHING
    """
    await scene.change(copied, id=receipt.submission_id)
    assert await verdicts_of(scene, receipt) == [(1, "accepted")]


@pytest.mark.parametrize(
    "denied", [{"counts": Counts(held=7, fired=1)}, {"reasons": (Reason(code="x", cause=Cause.FILE, text="Нет поля"),)}]
)
async def test_a_green_verdict_that_denies_itself_is_a_failure_of_ours(scene: Scene, denied: dict[str, object]) -> None:
    owed, receipt = await judged(scene, status=ReportStatus.ACCEPTED, **denied)
    report = await scene.report(owed)
    assert (report.status, report.actor) == (ReportStatus.CHECK_FAILED, Actor.SYSTEM)
    assert [found.cause for found in report.reasons] == [Cause.SYSTEM]
    (row,) = await scene.rows("SELECT next_recheck_at FROM submissions WHERE id = :id", id=receipt.submission_id)
    assert row.next_recheck_at is not None


async def test_warnings_do_not_take_the_green_away(scene: Scene) -> None:
    owed, _ = await judged(scene, status=ReportStatus.ACCEPTED, counts=Counts(held=6, fired=2, warnings=2))
    assert (await scene.report(owed)).status is ReportStatus.ACCEPTED


async def test_a_verdict_of_an_older_version_does_not_touch_the_report(scene: Scene) -> None:
    owed = await scene.owed()
    older = await scene.submit(owed)
    newer = await scene.submit(owed)
    announced = await scene.judge(older, status=ReportStatus.ACCEPTED)
    assert announced.current is False
    report = await scene.report(owed)
    assert (report.status, report.current_submission_id) == (ReportStatus.CHECKING, newer.submission_id)
    assert [summary.status for summary in report.submissions] == [ReportStatus.CHECKING, ReportStatus.ACCEPTED]


async def test_a_failure_is_never_shown_without_a_reason(scene: Scene) -> None:
    owed, receipt = await judged(scene, status=ReportStatus.CHECK_FAILED)
    report = await scene.report(owed)
    assert (report.reasons[0].cause, report.actor) == (Cause.SYSTEM, Actor.SYSTEM)
    view = await scene.submission(receipt.submission_id, owed.member)
    assert view.verdict is not None
    assert view.verdict.reasons == report.reasons
    assert view.timeline[-1].text.startswith("Не удалось проверить на триггеры: ")


@pytest.mark.parametrize(
    ("cause", "actor"), [(Cause.FILE, Actor.MEMBER), (Cause.RULE, Actor.SRO), (Cause.SYSTEM, Actor.SYSTEM)]
)
async def test_who_acts_follows_from_the_cause(scene: Scene, cause: Cause, actor: Actor) -> None:
    owed, _ = await judged(scene, status=ReportStatus.CHECK_FAILED, reasons=(reason(cause),))
    assert (await scene.report(owed)).actor is actor


async def test_a_recheck_adds_a_verdict_and_keeps_those_before_it(scene: Scene) -> None:
    owed, receipt = await judged(scene, status=ReportStatus.CHECK_FAILED, reasons=(reason(Cause.RULE),))
    newer = owed.form.rule_sets[0].model_copy(update={"version": "2"})
    await new_rules(scene, owed, newer)
    view = await recheck(scene, receipt)
    assert (view.status, view.verdict, view.counts) == (ReportStatus.CHECKING, None, None)
    assert [verdict.attempt for verdict in view.verdicts] == [1]
    assert (await scene.job_of(receipt.submission_id, attempt=2)).rule_set == newer
    await scene.judge(receipt, attempt=2, rule_set=newer)
    view = await scene.submission(receipt.submission_id, owed.member)
    assert [(verdict.attempt, verdict.status) for verdict in view.verdicts] == [(2, "accepted"), (1, "check_failed")]
    assert view.verdict is not None
    assert view.verdict.rule_set is not None
    assert view.verdict.rule_set.version == "2"
    assert [entry.code for entry in view.timeline] == ["received", "check_failed", "recheck_started", "accepted"]
    assert view.timeline[2].actor == "СРО"


async def new_rules(scene: Scene, owed: Owed, *rule_sets: RuleSetRef) -> None:
    changed = owed.form.model_copy(update={"revision": owed.form.revision + 1, "rule_sets": rule_sets})
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await copies.keep_form(uow, changed)


async def test_what_is_being_checked_is_not_started_again(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    with pytest.raises(ServiceError, match="conflict"):
        await recheck(scene, receipt)


async def test_two_rechecks_at_once_start_one_attempt(scene: Scene) -> None:
    _, receipt = await judged(scene)
    outcomes = await asyncio.gather(*(recheck(scene, receipt) for _ in range(4)), return_exceptions=True)
    started = [outcome for outcome in outcomes if isinstance(outcome, SubmissionView)]
    assert len(started) == 1
    attempts = await scene.rows("SELECT attempt FROM attempts WHERE submission_id = :id", id=receipt.submission_id)
    assert sorted(row.attempt for row in attempts) == [1, 2]


async def test_where_no_rules_are_in_force_the_job_says_so(scene: Scene) -> None:
    owed = await scene.owed(rule_sets=())
    receipt = await scene.submit(owed)
    assert (await scene.job_of(receipt.submission_id)).rule_set is None
    await scene.judge(receipt, status=ReportStatus.CHECK_FAILED, reasons=(reason(Cause.RULE),))
    assert (await scene.report(owed)).actor is Actor.SRO


async def test_the_verdicts_object_is_where_the_findings_are_fetched_from(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    assert (await scene.asker.ask(LOCATE_FILE, ById(id=receipt.submission_id), owed.member)).verdict is None
    stored = await scene.reports.storage.put_bytes("verdicts", b"{}")
    await scene.judge(receipt, verdict=stored)
    assert (await scene.asker.ask(LOCATE_FILE, ById(id=receipt.submission_id), owed.member)).verdict == stored


async def test_a_verdict_that_nobody_asked_for_is_told_to_operators_and_changes_nothing(scene: Scene) -> None:
    owed, receipt = await judged(scene)
    before = await scene.report(owed)
    for finished in (finished_of(receipt.submission_id, attempt=2), finished_of(uuid4())):
        with pytest.raises(UnknownAttemptError):
            async with scene.reports.database.transaction(EVERYTHING) as uow:
                await verdicts.enter_all(uow, [as_received(finished)], (), clock.now())
    assert await verdicts_of(scene, receipt) == [(1, "accepted")]
    assert await scene.report(owed) == before


async def test_verdicts_of_two_versions_of_one_report_may_come_together(scene: Scene) -> None:
    owed = await scene.owed()
    first, second = await scene.submit(owed), await scene.submit(owed)
    revision = (await scene.rows("SELECT revision FROM obligations WHERE id = :id", id=owed.report.id))[0].revision
    told = [
        finished_of(first.submission_id),
        finished_of(second.submission_id, status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(held=7, fired=1)),
        finished_of(second.submission_id),  # once more: the attempt has its verdict by now
    ]
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await verdicts.enter_all(uow, [as_received(finished) for finished in told], (), clock.now())
    assert await verdicts_of(scene, first) == [(1, "accepted")]
    assert await verdicts_of(scene, second) == [(1, "accepted_with_errors")]
    report = await scene.report(owed)
    assert report.status is ReportStatus.ACCEPTED_WITH_ERRORS
    assert [version.status for version in report.submissions] == ["accepted_with_errors", "accepted"]
    [row] = await scene.rows("SELECT revision FROM obligations WHERE id = :id", id=owed.report.id)
    assert row.revision == revision + 1


async def test_one_verdict_that_nobody_asked_for_undoes_those_beside_it(scene: Scene) -> None:
    """They are entered one by one after that: `chassis.bus.consumers`."""
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    together = [as_received(finished_of(receipt.submission_id)), as_received(finished_of(uuid4()))]
    with pytest.raises(UnknownAttemptError):
        async with scene.reports.database.transaction(EVERYTHING) as uow:
            await verdicts.enter_all(uow, together, (), clock.now())
    assert await verdicts_of(scene, receipt) == []


def reason(cause: Cause) -> Reason:
    return Reason(code="element_absent", cause=cause, text="Нет элемента «Отчетность.Раздел2»")


async def test_a_trigger_that_comes_back_says_for_how_many_periods(scene: Scene) -> None:
    form, card = await scene.form(), await scene.member()
    for number, fired in ((1, ("А", "Б")), (2, ("А",)), (3, ("А", "Б"))):
        period = period_of(PeriodKind.QUARTER, YEAR, number)
        await scene.open(form, card, period=period)
        page = await scene.asker.ask(LIST_OBLIGATIONS, ObligationQuery(form=form.code), member_of(card))
        report = next(item for item in page.items if item.period.start == period.start)
        owed = Owed(form, card, report, member_of(card))
        receipt = await scene.submit(owed, report_file(form, card, period))
        await scene.judge(receipt, fired=fired, status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=Counts(fired=2))
    located = await scene.asker.ask(LOCATE_FILE, ById(id=receipt.submission_id), member_of(card))
    assert [(repeat.code, repeat.periods) for repeat in located.repeats] == [("А", 2)]
    assert (located.version, located.member and located.member.inn) == (1, card.inn)
