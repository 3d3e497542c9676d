"""What goes wrong around a job: the store, the object, the broker, the file. No job is lost, none blocks the others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats as nats_client
import pytest
from nats.js import JetStreamContext

from contracts.registry import WORKERS
from contracts.statuses import Cause, ReportStatus
from contracts.validator import ValidationFinished, ValidationRequested
from tests.in_process import connected
from tests.integration.validator.processes import worker
from tests.integration.validator.queue import JobQueue, report
from tests.stack import Child, Servers, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def as_admin(broker: TestNats) -> AsyncIterator[JetStreamContext]:
    client = await nats_client.connect(broker.url, **broker.credentials())
    yield client.jetstream()
    await client.close()


def told(finished: ValidationFinished) -> tuple[str, list[tuple[str, str]]]:
    return finished.status.value, [(reason.code, reason.cause.value) for reason in finished.reasons]


SYSTEM = (ReportStatus.CHECK_FAILED.value, [("check_crashed", Cause.SYSTEM.value)])


async def ended_in_vain(jobs: JobQueue, job: ValidationRequested) -> ValidationFinished:
    """The system verdict of a job whose deliveries are used up, with its dead letter."""
    finished = await jobs.verdict(job)
    letter = await jobs.letter(job.model_dump_json().encode())
    assert (letter.consumer, letter.subject) == (WORKERS.name, WORKERS.event.subject)
    return finished


async def test_a_job_is_not_acked_before_its_verdict_is_announced(
    servers: Servers, broker: TestNats, jobs: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    """The stream of the validator's events is gone, so that nothing can be announced."""
    async with as_admin(broker) as admin, worker(servers, broker):
        await admin.delete_stream("EVT_VALIDATOR")
        job = await jobs.ask_about(report())
        # A publication without its stream is heard by who listens, but it is not confirmed.
        await jobs.verdict(job)
        assert (await admin.stream_info("VALIDATION")).state.messages == 1
        async with connected("validator", broker) as validator:
            await validator.declare_own_streams()
        await eventually(jobs.is_idle)
        assert (await admin.stream_info("VALIDATION")).state.messages == 0
        assert (await admin.stream_info("EVT_VALIDATOR")).state.messages == 1
    assert "delivery 1 of a job failed: PublishError" in caplog.text


async def test_a_job_waits_for_a_store_that_is_away_and_keeps_its_deliveries(
    servers: Servers, broker: TestNats, jobs: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    store: Child = servers.children["s3"]
    async with worker(servers, broker):
        job = await jobs.job(report())
        # Not in a thread: the kernel would end the server with the thread that started it.
        store.kill()
        try:
            await jobs.ask(job)
            await eventually(lambda: said(caplog, "the object store does not answer"))
        finally:
            store.start()
        assert told(await jobs.verdict(job)) == (ReportStatus.ACCEPTED.value, [])
    assert "of a job failed" not in caplog.text


async def said(caplog: pytest.LogCaptureFixture, words: str) -> bool:
    return words in caplog.text


async def test_an_object_that_is_not_what_was_received_ends_as_a_failure_of_ours(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    stored = await jobs.storage.put_bytes("uploads", report())
    gone = await jobs.storage.put_bytes("uploads", report())
    await jobs.storage.remove(gone)
    damaged = stored.model_copy(update={"sha256": "0" * 64})
    async with worker(servers, broker) as store:
        asked = [await jobs.ask_about(ref) for ref in (gone, damaged)]
        for job in asked:
            assert told(await ended_in_vain(jobs, job)) == SYSTEM
        await eventually(jobs.is_idle)
    assert [store.opened.count(ref.key) for ref in (gone, damaged)] == [3, 3]


async def test_a_file_that_kills_its_readers_takes_nothing_else_with_it(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    """The fourth delivery opens no file, writes the verdict and the dead letter; the others go on meanwhile."""
    small = await jobs.storage.put_bytes("uploads", report())
    async with worker(servers, broker, reader_memory_mb=150) as store:
        harmful = await jobs.ask_about(report(size=20_000_000))
        harmless = [await jobs.ask_about(small) for _ in range(8)]
        for job in harmless:
            assert told(await jobs.verdict(job)) == (ReportStatus.ACCEPTED.value, [])
        assert not [one for one in jobs.heard if one.submission_id == harmful.submission_id]
        finished = await ended_in_vain(jobs, harmful)
        assert told(finished) == SYSTEM
        assert finished.verdict is None
        await eventually(jobs.is_idle)
    assert store.opened.count(harmful.object.key) == 3


async def test_a_file_that_takes_too_long_ends_the_same_way(servers: Servers, broker: TestNats, jobs: JobQueue) -> None:
    async with worker(servers, broker, judge_seconds=0.001) as store:
        job = await jobs.ask_about(report())
        assert told(await ended_in_vain(jobs, job)) == SYSTEM
        await eventually(jobs.is_idle)
    assert store.opened.count(job.object.key) == 3
