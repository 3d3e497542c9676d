"""Workers as processes: told to stop, and killed."""

import asyncio
import signal

import pytest

from contracts.statuses import ReportStatus
from tests.integration.validator.processes import worker, worker_process
from tests.integration.validator.queue import JobQueue, report
from tests.stack import Servers, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Long enough in work to be interrupted.
LARGE = 20_000_000


async def test_a_worker_that_is_told_to_stop_finishes_what_it_has_in_hand(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    job = await jobs.job(report(size=LARGE))
    with worker_process(servers, broker) as process:
        await jobs.ask(job)
        await eventually(jobs.is_taken, seconds=30)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 60) == 0
    # Nobody else was there to judge it.
    assert (await jobs.verdict(job)).status is ReportStatus.ACCEPTED
    assert await jobs.is_idle()


async def test_a_worker_that_is_killed_in_mid_job_loses_nothing(
    servers: Servers, broker: TestNats, jobs: JobQueue
) -> None:
    job = await jobs.job(report(size=LARGE))
    with worker_process(servers, broker) as process:
        await jobs.ask(job)
        await eventually(jobs.is_taken, seconds=30)
        process.kill()
        await asyncio.to_thread(process.wait)
    assert not [one for one in jobs.heard if one.submission_id == job.submission_id]
    async with worker(servers, broker):
        finished = await jobs.verdict(job)
        await eventually(jobs.is_idle)
    assert finished.status is ReportStatus.ACCEPTED
    assert len(await jobs.verdicts(job.submission_id)) == 1
