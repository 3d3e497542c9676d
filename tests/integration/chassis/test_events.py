"""Events through the outbox and the inbox, on real NATS and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import asyncpg
import nats as client
import pytest
from nats.js.errors import NotFoundError

from chassis.bus import Bus, DriftError, PublishError
from chassis.database import UnitOfWork
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


def news(name: str = "Анна") -> PersonChanged:
    return PersonChanged(
        person_id=uuid4(),
        revision=1,
        name=name,
        email="a@example.test",
        organisation_id=None,
        roles=(Role.CLERK,),
        active=True,
    )


@dataclass
class Seen:
    """What the handler was given; it fails as often as it is told to."""

    failures: int = 0
    names: list[str] = field(default_factory=list)
    tries: int = 0

    async def handle(self, uow: UnitOfWork, event: PersonChanged) -> None:
        self.tries += 1
        if self.tries <= self.failures:
            raise RuntimeError("not this time")
        self.names.append(event.name)

    async def count(self) -> int:
        return len(self.names)


@asynccontextmanager
async def consuming(settings: ServiceSettings, seen: Seen) -> AsyncIterator[Platform[ServiceSettings]]:
    async def build(platform: Platform[ServiceSettings]) -> None:
        platform.consume(CONSUMER, seen.handle)

    async with running("messaging", settings, build) as platform:
        yield platform


async def rows(database: TestDatabase, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(database.plain_url)
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


async def test_a_repeat_has_no_second_effect(settings: ServiceSettings, auth: Bus) -> None:
    seen = Seen()
    async with consuming(settings, seen):
        # Two subjects of de-duplication at once: the broker drops the first repeat, the inbox any later one.
        await auth.publish(PERSON_CHANGED, news("раз"), message_id="one")
        await eventually(seen.count)
        await auth.publish(PERSON_CHANGED, news("другой"), message_id="two")
        await eventually(lambda: _reached(seen, 2))
    assert seen.names == ["раз", "другой"]


async def test_the_inbox_absorbs_what_the_broker_delivers_again(
    settings: ServiceSettings, auth: Bus, nats: TestNats, database: TestDatabase
) -> None:
    seen = Seen()
    async with consuming(settings, seen):
        await auth.publish(PERSON_CHANGED, news(), message_id="one")
        await eventually(seen.count)
    nats.kill()
    nats.wipe()
    nats.start()
    async with connected("auth", nats) as fresh, consuming(settings, seen):
        await fresh.declare_own_streams()
        await fresh.publish(PERSON_CHANGED, news(), message_id="one")
        await fresh.publish(PERSON_CHANGED, news("вторая"), message_id="two")
        await eventually(lambda: _reached(seen, 2))
    assert seen.names == ["Анна", "вторая"]
    assert len(await rows(database, "SELECT * FROM inbox")) == 2


async def _reached(seen: Seen, number: int) -> bool:
    return len(seen.names) >= number


async def test_a_failing_handler_is_tried_again(settings: ServiceSettings, auth: Bus) -> None:
    seen = Seen(failures=2)
    async with consuming(settings, seen):
        await auth.publish(PERSON_CHANGED, news(), message_id="one")
        await eventually(seen.count)
    assert (seen.tries, seen.names) == (3, ["Анна"])


async def test_what_cannot_be_read_becomes_a_dead_letter(settings: ServiceSettings, auth: Bus, nats: TestNats) -> None:
    seen = Seen()
    async with consuming(settings, seen):
        await auth.publish_raw(PERSON_CHANGED.subject, b"{broken", {"Nats-Msg-Id": "bad"})
        await auth.publish(PERSON_CHANGED, news(), message_id="good")
        await eventually(seen.count)
        assert await eventually(lambda: dead_letters(nats)) == [("dead.messaging." + CONSUMER.name, "undecodable")]


async def dead_letters(nats: TestNats) -> list[tuple[str, str]]:
    connection = await client.connect(nats.url, **nats.credentials())
    try:
        js = connection.jetstream()
        info = await js.stream_info("DEAD")
        found = [await js.get_msg("DEAD", n + 1) for n in range(info.state.messages)]
        return [(str(m.subject), (m.headers or {})["Kabinet-Dead-Reason"]) for m in found]
    finally:
        await connection.close()


async def test_the_effects_and_the_inbox_row_are_one_transaction(
    settings: ServiceSettings, auth: Bus, database: TestDatabase
) -> None:
    seen = Seen(failures=1)
    async with consuming(settings, seen):
        await auth.publish(PERSON_CHANGED, news(), message_id="one")
        await eventually(lambda: _tried(seen, 1))
        assert await rows(database, "SELECT * FROM inbox") == [] or seen.names
        await eventually(seen.count)


async def _tried(seen: Seen, number: int) -> bool:
    return seen.tries >= number


async def test_nothing_leaves_when_the_transaction_fails(settings: ServiceSettings, database: TestDatabase) -> None:
    async with running("messaging", settings, _nothing) as platform:
        with pytest.raises(RuntimeError, match="the change failed"):
            await _emit_and_fail(platform)
    assert await rows(database, "SELECT * FROM outbox") == []


async def _emit_and_fail(platform: Platform[ServiceSettings]) -> None:
    async with platform.database.transaction(EVERYTHING) as uow:
        await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=uuid4(), member_id=uuid4()))
        raise RuntimeError("the change failed")


async def _nothing(platform: Platform[ServiceSettings]) -> None:
    return None


async def _emit(platform: Platform[ServiceSettings]) -> None:
    async with platform.database.transaction(EVERYTHING) as uow:
        await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=uuid4(), member_id=uuid4()))


def _waiting(database: TestDatabase) -> Callable[[], Awaitable[bool]]:
    async def none_left() -> bool:
        return not await rows(database, "SELECT * FROM outbox WHERE published_at IS NULL")

    return none_left


async def test_the_outbox_waits_out_a_dead_broker(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    async with running("messaging", settings, _nothing) as platform:
        nats.kill()
        for _ in range(5):
            await _emit(platform)
        assert len(await rows(database, "SELECT * FROM outbox WHERE published_at IS NULL")) == 5
        nats.start()
        await eventually(_waiting(database), seconds=30)
    assert await stored(nats, "EVT_MESSAGING") == 5


async def stored(nats: TestNats, stream: str) -> int:
    connection = await client.connect(nats.url, **nats.credentials())
    try:
        return int((await connection.jetstream().stream_info(stream)).state.messages)
    finally:
        await connection.close()


async def test_a_wiped_broker_is_filled_again(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    async with running("messaging", settings, _nothing) as platform:
        for _ in range(3):
            await _emit(platform)
        await eventually(_waiting(database))
        nats.kill()
        nats.wipe()
        nats.start()
        await eventually(lambda: _refilled(nats, 3), seconds=30)


async def _refilled(nats: TestNats, number: int) -> bool:
    connection = await client.connect(nats.url, **nats.credentials())
    try:
        return bool((await connection.jetstream().stream_info("EVT_MESSAGING")).state.messages == number)
    except NotFoundError:
        return False
    finally:
        await connection.close()


async def test_two_relays_publish_each_row_once(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    async with running("messaging", settings, _nothing) as one, running("messaging", settings, _nothing) as two:
        await asyncio.gather(*(_emit(platform) for platform in [one, two] * 40))
        await eventually(_waiting(database))
    assert await stored(nats, "EVT_MESSAGING") == 80
    assert {row["attempts"] for row in await rows(database, "SELECT attempts FROM outbox")} == {1}


async def test_a_stream_that_differs_from_the_registry_is_refused(nats: TestNats) -> None:
    connection = await client.connect(nats.url, **nats.credentials())
    await connection.jetstream().add_stream(name="EVT_AUTH", subjects=["evt.auth.>"], max_bytes=1024)
    await connection.close()
    async with connected("auth", nats) as auth:
        with pytest.raises(DriftError, match="EVT_AUTH"):
            await auth.declare_own_streams()


async def test_a_foreign_event_cannot_be_published(auth: Bus, nats: TestNats) -> None:
    with pytest.raises(PublishError):
        await auth.publish(NOTICE_CREATED, NoticeCreated(notice_id=uuid4(), member_id=uuid4()), message_id="x")
    with pytest.raises(PermissionError):
        await auth.check()
