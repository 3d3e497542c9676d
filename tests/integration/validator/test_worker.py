"""A job from the queue to its verdict."""

import asyncio

import pytest

from contracts.statuses import Cause, ReportStatus
from contracts.verdict import Outcome, VerdictDocument
from services.validator import builtin
from tests.integration.validator.processes import worker
from tests.integration.validator.queue import FORM, JobQueue, report
from tests.stack import Servers, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_verdict_is_stored_and_announced(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    async with worker(servers, broker):
        job = await jobs.ask_about(report(faults=["П-01"]))
        finished = await jobs.verdict(job)
        assert (finished.attempt, finished.status) == (1, ReportStatus.ACCEPTED_WITH_ERRORS)
        assert (finished.counts.fired, finished.counts.not_evaluable) == (1, 0)
        assert [(reason.code, reason.cause) for reason in finished.reasons] == [("triggers_fired", Cause.FILE)]
        assert finished.rule_set == jobs.rule_set
        assert len(finished.content_hash or "") == 64
        document = VerdictDocument.model_validate_json(await jobs.bytes_of(finished))
        assert (document.status, document.counts) == (finished.status, finished.counts)
        assert [one.code for one in document.findings if one.outcome is Outcome.FIRED] == ["П-01"]
        await eventually(jobs.is_idle)


async def test_the_same_job_gives_the_same_bytes_from_any_worker(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    job = await jobs.job(report(faults=["П-01", "П-02"]))
    for number in (1, 2):
        async with worker(servers, broker):
            await jobs.ask(job)
            found = await jobs.verdicts(job.submission_id, number)
    first, second = [await jobs.bytes_of(finished) for finished in found]
    assert first == second
    assert found[0].content_hash == found[1].content_hash


async def test_each_job_is_judged_by_the_rules_that_it_names(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    whole = builtin.rule_set(FORM)
    without = whole.model_copy(
        update={"version": "2", "triggers": tuple(one for one in whole.triggers if one.code != "П-01")}
    )
    other = await jobs.publish_rules(without)
    async with worker(servers, broker):
        faulty = report(faults=["П-01"])
        strict, lenient = await jobs.ask_about(faulty), await jobs.ask_about(faulty, rule_set=other)
        assert (await jobs.verdict(strict)).status is ReportStatus.ACCEPTED_WITH_ERRORS
        assert (await jobs.verdict(lenient)).status is ReportStatus.ACCEPTED
        assert (await jobs.verdict(lenient)).rule_set == other


async def test_a_file_that_is_no_report_is_a_matter_of_the_file(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    async with worker(servers, broker):
        finished = await jobs.verdict(await jobs.ask_about(b"<a><b></a>"))
        assert finished.status is ReportStatus.CHECK_FAILED
        assert [(reason.code, reason.cause) for reason in finished.reasons] == [("not_xml", Cause.FILE)]
        document = VerdictDocument.model_validate_json(await jobs.bytes_of(finished))
        assert document.reasons == finished.reasons


async def test_without_a_rule_set_the_sro_is_to_act(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    async with worker(servers, broker) as store:
        job = await jobs.ask_about(report(), rule_set=None)
        finished = await jobs.verdict(job)
        assert finished.status is ReportStatus.CHECK_FAILED
        assert [(reason.code, reason.cause) for reason in finished.reasons] == [("no_rule_set", Cause.RULE)]
        assert finished.verdict is None
        assert store.opened == []
        await eventually(jobs.is_idle)


async def test_a_job_that_cannot_be_read_becomes_a_dead_letter(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    async with worker(servers, broker):
        await jobs.reports.publish_raw("job.validation.requested", b"{broken", {"Nats-Msg-Id": "broken"})
        letter = await jobs.letter(b"{broken")
        assert (letter.consumer, letter.subject, letter.reason) == (
            "workers",
            "job.validation.requested",
            "undecodable",
        )
        await eventually(jobs.is_idle)


async def test_workers_share_the_queue(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    content = await jobs.storage.put_bytes("uploads", report(size=500_000))
    async with worker(servers, broker, worker_slots=1) as one, worker(servers, broker, worker_slots=1) as another:
        asked = await asyncio.gather(*(jobs.ask_about(content) for _ in range(12)))
        found = [await jobs.verdicts(job.submission_id) for job in asked]
        await eventually(jobs.is_idle)
    assert [len(verdicts) for verdicts in found] == [1] * len(asked)
    shares = [store.opened.count(content.key) for store in (one, another)]
    assert sum(shares) == len(asked)
    assert min(shares) > 0
