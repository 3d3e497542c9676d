"""Outages of the broker and of the database, on real servers: nothing vanishes, and nothing is used up in vain."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import asyncpg
import nats as client
import pytest
from nats.aio.client import Client
from nats.js import JetStreamContext

from chassis.bus import Bus
from chassis.bus.connection import Connection
from chassis.bus.consumers import EventConsumer
from chassis.bus.watchdog import StuckError, Watchdog
from chassis.reach import EVERYTHING
from chassis.service import Platform
from chassis.settings import ServiceSettings
from contracts import registry
from contracts.auth import PERSON_CHANGED, PersonChanged
from contracts.messaging import NOTICE_CREATED, NoticeCreated
from contracts.roles import Role
from tests.in_process import connected, running
from tests.stack import TestDatabase, TestNats
from tests.waiting import eventually

CONSUMER = registry.consumer("messaging_person_changed")
_SENT = "INSERT INTO outbox (subject, payload, headers, published_at) VALUES ('x', '', '{}', now() - $1::interval)"
_ENTERED = "INSERT INTO inbox (consumer, message_id, entered_at) VALUES ('x', $1, now() - $2::interval)"
_KEPT = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM inbox)"
PAUSE = f"$JS.API.CONSUMER.PAUSE.{CONSUMER.event.stream}.{CONSUMER.name}"


def news() -> PersonChanged:
    return PersonChanged(
        person_id=uuid4(),
        revision=1,
        name="Анна",
        email="a@x.test",
        organisation_id=None,
        roles=(Role.CLERK,),
        active=True,
    )


@asynccontextmanager
async def admin(nats: TestNats) -> AsyncIterator[tuple[Client, JetStreamContext]]:
    connection = await client.connect(nats.url, **nats.credentials())
    try:
        yield connection, connection.jetstream()
    finally:
        await connection.close()


@asynccontextmanager
async def database_away(database: TestDatabase) -> AsyncIterator[None]:
    """For the length of the block every connection to the database is refused, those that stood are cut."""
    connection = await asyncpg.connect(database.admin_url)
    try:
        await connection.execute(f'ALTER DATABASE "{database.name}" CONNECTION LIMIT 0')
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        yield
        await connection.execute(f'ALTER DATABASE "{database.name}" CONNECTION LIMIT -1')
    finally:
        await connection.close()


async def _nothing(platform: Platform[ServiceSettings]) -> None:
    return None


async def _emit(platform: Platform[ServiceSettings]) -> None:
    async with platform.database.transaction(EVERYTHING) as uow:
        await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=uuid4(), member_id=uuid4()))


async def _stored(nats: TestNats, stream: str) -> int:
    async with admin(nats) as (_, js):
        return int((await js.stream_info(stream)).state.messages)


async def _unsent(database: TestDatabase) -> int:
    connection = await asyncpg.connect(database.plain_url)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM outbox WHERE published_at IS NULL"))
    finally:
        await connection.close()


async def _all_sent(database: TestDatabase) -> bool:
    return await _unsent(database) == 0


async def test_a_wiped_stream_is_filled_again_whoever_declared_it_anew(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    async with running("messaging", settings, _nothing) as platform:
        for _ in range(3):
            await _emit(platform)
        await eventually(lambda: _all_sent(database))
    nats.kill()
    nats.wipe()
    nats.start()
    # A relay that died between the declaration and the announcements leaves just this behind.
    async with connected("messaging", nats) as died:
        await died.declare_own_streams()
    async with running("messaging", settings, _nothing):
        await eventually(lambda: _holds(nats, 3))


async def _holds(nats: TestNats, number: int) -> bool:
    return await _stored(nats, "EVT_MESSAGING") == number


async def test_the_relay_outlives_a_database_that_refuses_connections(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    async with running("messaging", settings, _nothing) as platform:
        async with database_away(database):
            await eventually(lambda: _logged(caplog, "outbox: messages wait"))
        await _emit(platform)
        await eventually(lambda: _holds(nats, 1))


async def _logged(caplog: pytest.LogCaptureFixture, words: str, times: int = 1) -> bool:
    return sum(words in record.message for record in caplog.records) >= times


async def test_an_outage_of_the_database_uses_up_no_deliveries(
    settings: ServiceSettings, auth: Bus, nats: TestNats, database: TestDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    async def handle(uow: object, event: PersonChanged) -> None:
        seen.append(event.name)

    async def build(platform: Platform[ServiceSettings]) -> None:
        platform.consume(CONSUMER, handle)

    async def handled() -> bool:
        return bool(seen)

    async with running("messaging", settings, build):
        async with database_away(database):
            await eventually(lambda: _logged(caplog, "nothing is taken from the queue"))
            await auth.publish(PERSON_CHANGED, news(), message_id="one")
            await eventually(lambda: _logged(caplog, "nothing is taken from the queue", times=4))
        await eventually(handled)
    async with admin(nats) as (_, js):
        info = await js.consumer_info(CONSUMER.event.stream, CONSUMER.name)
    assert info.delivered is not None
    assert info.delivered.consumer_seq == 1


async def test_what_is_given_up_waits_for_its_dead_letter(
    settings: ServiceSettings, auth: Bus, nats: TestNats, caplog: pytest.LogCaptureFixture
) -> None:
    async def handle(uow: object, event: PersonChanged) -> None:
        raise AssertionError("it cannot be read")

    async def build(platform: Platform[ServiceSettings]) -> None:
        platform.consume(CONSUMER, handle)

    async with running("messaging", settings, build) as platform:
        await _emit(platform)
        # By now the relay has declared its streams, and has no reason to look at them again.
        await eventually(lambda: _holds(nats, 1))
        async with admin(nats) as (_, js):
            await js.delete_stream("DEAD")
        await auth.publish_raw(PERSON_CHANGED.subject, b"{broken", {"Nats-Msg-Id": "bad"})
        await eventually(lambda: _logged(caplog, "the dead letter could not be written"))
        await auth.declare_own_streams()
        await eventually(lambda: _has_dead_letter(nats))


async def _has_dead_letter(nats: TestNats) -> bool:
    return await _stored(nats, "DEAD") == 1


async def test_the_end_of_an_outage_brings_no_more_jobs_than_there_are_hands(nats: TestNats) -> None:
    async with connected("reports", nats) as reports, connected("validator", nats) as validator:
        await reports.declare_own_streams()
        await validator.declare_own_streams()
        for number in range(30):
            await reports.publish_raw("job.validation.requested", b"{}", {"Nats-Msg-Id": str(number)})
        jobs = validator.jobs(registry.WORKERS)
        assert len(await jobs.fetch(1)) == 1
        nats.kill()
        pulling = asyncio.create_task(_pulls(jobs, number=6))
        await asyncio.wait({pulling})
        nats.start()
        counts = [len(await jobs.fetch(1)) for _ in range(8)]
        await jobs.close()
    assert sum(counts) > 0
    assert max(counts) == 1


async def _pulls(jobs: object, number: int) -> None:
    for _ in range(number):
        await jobs.fetch(1)  # type: ignore[attr-defined]


@pytest.fixture
async def connection(nats: TestNats, settings: ServiceSettings) -> AsyncIterator[Connection]:
    opened = Connection()
    await opened.open("messaging", settings)
    yield opened
    await opened.client.close()


async def _paused(nats: TestNats, until: datetime) -> None:
    async with admin(nats) as (connection, _):
        answer = await connection.request(PAUSE, f'{{"pause_until":"{until.isoformat()}"}}'.encode())
        assert b'"error"' not in answer.data


async def test_a_consumer_to_which_nothing_is_delivered_ends_its_process(
    connection: Connection, auth: Bus, nats: TestNats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.bus.consumers.Watchdog", partial(Watchdog, stuck_seconds=1.0))

    async def apply(name: str, received: object) -> None:
        raise AssertionError("nothing is delivered")

    async def ready() -> None:
        return None

    consumer = EventConsumer(connection, CONSUMER, apply, ready)
    running_on = asyncio.create_task(consumer.run(asyncio.Event()))
    await eventually(lambda: _stands(nats))
    await _paused(nats, datetime(2100, 1, 1, tzinfo=UTC))
    await auth.publish(PERSON_CHANGED, news(), message_id="one")
    with pytest.raises(StuckError):
        await asyncio.wait_for(running_on, 20)


async def test_what_was_sent_and_entered_long_ago_is_forgotten(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    connection = await asyncpg.connect(database.plain_url)
    try:
        for days in (29, 31):
            await connection.execute(_SENT, timedelta(days=days))
        for days in (59, 61):
            await connection.execute(_ENTERED, str(days), timedelta(days=days))

        async def forgotten() -> bool:
            return [tuple(row) for row in await connection.fetch(_KEPT)] == [(1, 1)]

        async with running("messaging", settings, _nothing):
            await eventually(forgotten)
    finally:
        await connection.close()


async def _stands(nats: TestNats) -> bool:
    async with admin(nats) as (_, js):
        return bool(await js.consumers_info(CONSUMER.event.stream))


async def test_an_idle_consumer_is_not_stuck(connection: Connection, auth: Bus, nats: TestNats) -> None:
    async def apply(name: str, received: object) -> None:
        return None

    async def ready() -> None:
        return None

    stopping = asyncio.Event()
    consumer = EventConsumer(connection, CONSUMER, apply, ready)
    running_on = asyncio.create_task(consumer.run(stopping))
    await eventually(lambda: _stands(nats))
    watchdog = Watchdog(connection, CONSUMER, stuck_seconds=0.0)
    for _ in range(3):
        await watchdog.empty()
    assert not running_on.done()
    stopping.set()
    await running_on
