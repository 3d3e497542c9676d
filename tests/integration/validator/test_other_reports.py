"""A worker fetches the other reports that a job names, verified by their hashes."""

import pytest

from contracts.statuses import Cause, ReportStatus
from contracts.validator import OtherReport, OtherReports
from contracts.verdict import Outcome, VerdictDocument
from services.validator.sampler import sample_report
from tests.integration.validator.processes import worker
from tests.integration.validator.queue import FORM, INN, PERIOD, JobQueue, report
from tests.stack import Servers, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def previous(jobs: JobQueue, content: bytes, **changes: str) -> OtherReports:
    job = await jobs.job(content)
    stored = job.object.model_copy(update=changes)
    named = OtherReport(
        submission_id=job.submission_id, object=stored, file_name="a.xtdd", form=FORM, period=PERIOD.previous
    )
    return OtherReports(previous=named)


async def judged(jobs: JobQueue, others: OtherReports) -> tuple[ReportStatus, dict[str, str], VerdictDocument]:
    job = await jobs.ask_about(report(faults=["ДВ-06"]), others=others)
    finished = await jobs.verdict(job)
    document = VerdictDocument.model_validate_json(await jobs.bytes_of(finished))
    outcomes = {one.code: one.outcome.value for one in document.findings}
    return finished.status, outcomes, document


async def test_the_report_before_is_compared_with(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    others = await previous(jobs, sample_report(FORM, PERIOD.previous, INN))
    async with worker(servers, broker) as store:
        status, outcomes, document = await judged(jobs, others)
        assert (status, outcomes["ДВ-06"]) == (ReportStatus.ACCEPTED_WITH_ERRORS, Outcome.FIRED)
        finding = next(one for one in document.findings if one.code == "ДВ-06")
        assert (finding.difference, [cell.elsewhere for cell in finding.cells]) == ("1000", [False, True])
        assert others.previous is not None
        assert store.opened.count(others.previous.object.key) == 1


async def test_the_same_job_gives_the_same_bytes(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    others = await previous(jobs, sample_report(FORM, PERIOD.previous, INN))
    job = await jobs.job(report(faults=["ДВ-06"]), others=others)
    for number in (1, 2):
        async with worker(servers, broker):
            await jobs.ask(job)
            found = await jobs.verdicts(job.submission_id, number)
    first, second = [await jobs.bytes_of(finished) for finished in found]
    assert first == second


async def test_a_lost_or_damaged_report_is_a_failure_of_ours_and_all_else_is_judged(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    damaged = await previous(jobs, sample_report(FORM, PERIOD.previous, INN), sha256="0" * 64)
    gone = await previous(jobs, b"x")
    assert gone.previous is not None
    await jobs.storage.remove(gone.previous.object)
    async with worker(servers, broker):
        for others in (damaged, gone):
            status, outcomes, document = await judged(jobs, others)
            assert (status, outcomes["ДВ-06"]) == (ReportStatus.CHECK_FAILED, Outcome.NOT_EVALUABLE)
            assert [(one.code, one.cause) for one in document.reasons] == [("other_report_lost", Cause.SYSTEM)]
            assert document.counts.held > 90
        await eventually(jobs.is_idle)


async def test_a_report_that_cannot_be_read_is_the_members_to_mend(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    cases = [b"<a><b></a>", sample_report(FORM, PERIOD, INN), sample_report("0420841", PERIOD.previous, INN)]
    async with worker(servers, broker):
        for content in cases:
            status, _, document = await judged(jobs, await previous(jobs, content))
            assert status is ReportStatus.CHECK_FAILED
            assert [(one.code, one.cause) for one in document.reasons] == [("other_report_unreadable", Cause.FILE)]
            assert "II квартал 2026 года" in document.reasons[0].text
