"""A report on its way: owed, handed in, judged, seen."""

import pytest

from contracts.base import ById
from contracts.reports import GET_RECEIPT, LOCATE_FILE, OBLIGATION_CHANGED, SUBMISSION_RECEIVED
from contracts.statuses import Actor, ReportStatus, Timeliness
from contracts.validator import Counts
from tests.integration.reports.scene import PERIOD, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_is_owed_is_listed_before_anything_is_uploaded(scene: Scene) -> None:
    owed = await scene.owed()
    view = owed.report
    assert (view.status, view.status_label) == (ReportStatus.NOT_SUBMITTED, "Не загружался")
    assert (view.timeliness, view.actor) == (Timeliness.OVERDUE, Actor.MEMBER)
    assert view.period.label == PERIOD.label
    assert view.reporting_date == PERIOD.end
    assert (view.submitted_at, view.current_submission_id, view.submissions_count) == (None, None, 0)


async def test_an_upload_gets_its_receipt_and_is_being_checked(scene: Scene) -> None:
    owed = await scene.owed()
    received, changed = await scene.listen(SUBMISSION_RECEIVED), await scene.listen(OBLIGATION_CHANGED)
    receipt = await scene.submit(owed)
    assert (receipt.status, receipt.status_label) == (ReportStatus.CHECKING, "На проверке")
    assert receipt.registration_number.startswith("ОТЧ-")
    assert (receipt.same_as, receipt.repeated) == (None, False)
    assert (await received.get()).submission_id == receipt.submission_id
    assert (await changed.get()).status is ReportStatus.CHECKING
    view = await scene.submission(receipt.submission_id, owed.member)
    assert (view.stage in {"queued", "checking"}, view.current, view.version) == (True, True, 1)
    assert view.queue is not None
    assert view.queue.eta_seconds >= 1
    assert [entry.code for entry in view.timeline] == ["received"]
    assert view.submitted_by == owed.member.person_name


async def test_the_job_carries_all_that_the_verdict_depends_on(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    job = await scene.job_of(receipt.submission_id)
    assert job.member == owed.card
    assert job.rule_set == owed.form.rule_sets[0]
    assert (job.expected.form, job.expected.period, job.expected.inn) == (owed.form.code, PERIOD, owed.card.inn)
    assert (job.attempt, job.object.sha256) == (1, receipt.sha256)


async def test_a_verdict_from_the_bus_is_entered_and_announced(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    rule_set = owed.form.rule_sets[0]
    counts = Counts(held=5, fired=3, warnings=1)
    announced = await scene.judge(receipt, status=ReportStatus.ACCEPTED_WITH_ERRORS, rule_set=rule_set, counts=counts)
    assert (announced.status, announced.current, announced.counts) == ("accepted_with_errors", True, counts)
    report = await scene.report(owed)
    assert (report.status_label, report.actor, report.counts) == ("Принят с ошибками", Actor.MEMBER, counts)
    assert report.timeliness is Timeliness.LATE
    view = await scene.submission(receipt.submission_id, owed.member)
    assert (view.stage, view.queue) == ("done", None)
    assert view.verdict is not None
    assert view.verdict.rule_set is not None
    assert view.verdict.rule_set.version == "1"
    last = view.timeline[-1]
    assert (last.actor, last.rule_set) == ("система", "1")
    assert last.text == "Принят с ошибками (сработало триггеров: 2, предупреждений: 1)"


async def test_the_original_and_the_receipt_can_be_fetched(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed, file_name="итог года.xtdd")
    located = await scene.asker.ask(LOCATE_FILE, ById(id=receipt.submission_id), owed.member)
    assert (located.file_name, located.original.sha256) == ("итог года.xtdd", receipt.sha256)
    assert await scene.reports.storage.exists(located.original)
    signed = await scene.asker.ask(GET_RECEIPT, ById(id=receipt.submission_id), owed.member)
    assert receipt.registration_number in signed.document


async def test_who_comes_later_waits_behind_those_before(scene: Scene) -> None:
    first, second = await scene.owed(), await scene.owed()
    earlier, later = await scene.submit(first), await scene.submit(second)
    ahead = (await scene.submission(earlier.submission_id, first.member)).queue
    behind = (await scene.submission(later.submission_id, second.member)).queue
    assert ahead is not None
    assert behind is not None
    assert behind.position == ahead.position + 1
    await scene.judge(earlier)
    view = await scene.submission(later.submission_id, second.member)
    assert view.queue is not None
    assert view.queue.position == ahead.position
