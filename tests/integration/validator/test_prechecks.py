"""A check without handing in, at the catalogue: a worker's verdict, after those who handed in, and for so long only."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psutil
import pytest

from chassis.errors import ServiceError
from contracts.prechecks import BUCKET, PRECHECK_FILE, PrecheckedFile, PrecheckFile
from contracts.roles import Role
from contracts.statuses import ReportStatus
from tests.integration.validator.asking import Asking, asking
from tests.integration.validator.processes import worker
from tests.integration.validator.queue import FORM, JobQueue, declare_workers, job_queue, report
from tests.stack import Servers, TestDatabase, TestNats

pytestmark = pytest.mark.asyncio


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("validator")


class Both:
    """The catalogue, and the queue of what was handed in."""

    def __init__(self, ask: Asking, queue: JobQueue) -> None:
        self.ask = ask
        self.queue = queue

    async def check(self, content: bytes, **changes: Any) -> PrecheckedFile:
        stored = await self.queue.storage.put_bytes(BUCKET, content)
        job = await self.queue.job(stored, **changes)
        return await self.ask.as_role(PRECHECK_FILE, PrecheckFile(job=job), Role.MEMBER_USER)

    async def refusal(self, content: bytes) -> ServiceError:
        with pytest.raises(ServiceError) as refused:
            await self.check(content)
        return refused.value


@asynccontextmanager
async def both(servers: Servers, nats: TestNats, database: TestDatabase, **own: Any) -> AsyncIterator[Both]:
    async with job_queue(servers, nats) as queue, asking(servers, nats, database, **own) as ask:
        await declare_workers(nats)
        yield Both(ask, queue)


async def test_the_verdict_is_a_workers_byte_for_byte(servers: Servers, nats: TestNats, database: TestDatabase) -> None:
    content = report(faults=["П-01"])
    async with both(servers, nats, database) as here, worker(servers, nats):
        finished = await here.queue.verdict(await here.queue.ask_about(content))
        checked = await here.check(content)
        assert checked.status is finished.status is ReportStatus.ACCEPTED_WITH_ERRORS
        assert (checked.counts, checked.reasons, checked.fired) == (
            finished.counts,
            finished.reasons,
            finished.fired,
        )
        assert checked.verdict is not None
        assert checked.verdict.bucket == BUCKET
        assert await here.queue.storage.read(checked.verdict) == await here.queue.bytes_of(finished)
        assert checked.inspection.form == FORM


async def test_without_a_rule_set_the_cause_is_a_rule(servers: Servers, nats: TestNats, database: TestDatabase) -> None:
    async with both(servers, nats, database) as here:
        checked = await here.check(report(), rule_set=None)
        assert (checked.status, checked.verdict) == (ReportStatus.CHECK_FAILED, None)
        assert [reason.code for reason in checked.reasons] == ["no_rule_set"]


async def test_a_file_is_refused_in_the_words_of_an_upload(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with both(servers, nats, database) as here:
        assert (await here.refusal(b"<a><b></a>")).code == "not_xml"
        assert (await here.refusal(b"<a>" * 300 + b"</a>" * 300)).code == "xml_limits"
        # A reader that has refused goes on.
        assert (await here.check(report())).status is ReportStatus.ACCEPTED


async def test_it_does_not_overtake_what_was_handed_in(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with both(servers, nats, database, precheck_patience=0.5) as here:
        await here.queue.ask_about(report())
        refused = await here.refusal(report())
        assert (refused.code, refused.params["seconds"]) == ("precheck_busy", "30")
    async with both(servers, nats, database) as here:
        waiting = asyncio.create_task(here.check(report()))
        async with worker(servers, nats):
            # The queue is empty once a worker has taken the job: then it goes.
            assert (await waiting).status is ReportStatus.ACCEPTED


async def test_more_than_a_few_who_wait_are_sent_away_at_once(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with both(servers, nats, database, precheck_patience=3, precheck_waiting=1) as here:
        await here.queue.ask_about(report())
        outcomes = await asyncio.gather(*(here.check(report()) for _ in range(4)), return_exceptions=True)
        assert [error.code for error in outcomes if isinstance(error, ServiceError)] == ["precheck_busy"] * 4
        # Two of them waited, and their places are free again.
        async with worker(servers, nats):
            assert (await here.check(report())).status is ReportStatus.ACCEPTED


async def test_large_and_slow_files_get_a_clear_answer(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with both(servers, nats, database, precheck_max_size=1 << 20) as here:
        refused = await here.refusal(report(size=2 << 20))
        assert (refused.code, refused.params["limit"]) == ("precheck_too_large", "1 МБ")
    async with both(servers, nats, database, precheck_seconds=0.0001) as here:
        assert (await here.refusal(report())).code == "precheck_failed"


async def test_its_readers_leave_the_processor_to_others(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with both(servers, nats, database) as here:
        await here.check(report())
        readers = [c for c in psutil.Process().children() if "services.validator.isolation.reader" in c.cmdline()]
        own = psutil.Process().nice()
        # Those of inspections and of forms as on paper keep their share: uploads and people wait for them.
        assert sorted(reader.nice() for reader in readers) == [own, own, 19]
