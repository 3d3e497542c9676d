"""Several events in one transaction, and letters that outlive the process that wrote them; on real servers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg

from chassis import outbox
from chassis.bus import Bus, Pace, Received
from chassis.database import Database, UnitOfWork
from chassis.reach import EVERYTHING
from chassis.service import Platform
from chassis.settings import ServiceSettings
from contracts import registry
from contracts.auth import PERSON_CHANGED, PersonChanged
from contracts.messaging import NOTICE_CREATED, NoticeCreated
from contracts.roles import Role
from tests.in_process import running
from tests.stack import TestDatabase, TestNats
from tests.waiting import eventually

CONSUMER = registry.consumer("messaging_person_changed")


def news(name: str) -> PersonChanged:
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
class Batches:
    """The names of each transaction that was committed or tried; «worm» spoils the transaction that it is in."""

    poisoned: bool = True
    tried: list[list[str]] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)

    async def handle(self, uow: UnitOfWork, batch: Sequence[Received[PersonChanged]]) -> None:
        names = [received.message.name for received in batch]
        self.tried.append(names)
        if self.poisoned and "worm" in names:
            raise RuntimeError("spoilt")
        for received in batch:
            with received.traced():
                notice = NoticeCreated(notice_id=received.message.person_id, member_id=uuid4())
                await uow.emit(NOTICE_CREATED, notice)
        self.entered += names

    async def entered_all(self, *names: str) -> bool:
        return sorted(self.entered) == sorted(names)


@asynccontextmanager
async def consuming(settings: ServiceSettings, batches: Batches) -> AsyncIterator[Platform[ServiceSettings]]:
    async def build(platform: Platform[ServiceSettings]) -> None:
        platform.consume_together(CONSUMER, batches.handle, Pace(together=16))

    async with running("messaging", settings, build) as platform:
        yield platform


async def column(database: TestDatabase, query: str) -> list[object]:
    connection = await asyncpg.connect(database.plain_url)
    try:
        return [row[0] for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_what_waits_together_is_entered_together(
    settings: ServiceSettings, auth: Bus, database: TestDatabase
) -> None:
    batches = Batches()
    for name in ("раз", "два", "три"):
        await auth.publish(PERSON_CHANGED, news(name), message_id=name)
    async with consuming(settings, batches):
        await eventually(lambda: batches.entered_all("раз", "два", "три"))
    assert batches.tried == [["раз", "два", "три"]]
    assert len(await column(database, "SELECT DISTINCT xmin::text FROM inbox")) == 1
    assert len(await column(database, "SELECT id FROM outbox")) == 3


async def test_one_at_fault_does_not_keep_the_others(settings: ServiceSettings, auth: Bus) -> None:
    batches = Batches()
    for name in ("раз", "worm", "три"):
        await auth.publish(PERSON_CHANGED, news(name), message_id=name)
    async with consuming(settings, batches):
        await eventually(lambda: batches.entered_all("раз", "три"))
        batches.poisoned = False
        await eventually(lambda: batches.entered_all("раз", "три", "worm"))
    assert batches.tried[:4] == [["раз", "worm", "три"], ["раз"], ["worm"], ["три"]]


async def test_a_repeat_among_many_has_no_second_effect(
    settings: ServiceSettings, auth: Bus, database: TestDatabase
) -> None:
    batches = Batches()
    for name in ("раз", "два"):
        await auth.publish(PERSON_CHANGED, news(name), message_id=name)
    connection = await asyncpg.connect(database.plain_url)
    await connection.execute("INSERT INTO inbox (consumer, message_id) VALUES ($1, 'раз')", CONSUMER.name)
    await connection.close()
    async with consuming(settings, batches):
        await eventually(lambda: batches.entered_all("два"))
    assert batches.tried == [["два"]]


@dataclass
class Died:
    """A process that died between its commit and the relay: it held the letters and sent none."""

    token: UUID = field(default_factory=uuid4)
    held: list[outbox.Row] = field(default_factory=list)

    def take(self, rows: Sequence[outbox.Row]) -> None:
        self.held += rows


async def test_letters_of_a_process_that_died_are_sent_by_another(
    settings: ServiceSettings, nats: TestNats, database: TestDatabase
) -> None:
    died, dead = Died(), Database(database.url, 1)
    dead.letters_go_to(died)
    async with dead.transaction(EVERYTHING) as uow:
        await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=uuid4(), member_id=uuid4()))
    await dead.close()
    leased = "SELECT leased_until - clock_timestamp() FROM outbox WHERE published_at IS NULL"
    (left,) = await column(database, leased)
    assert timedelta() < left <= timedelta(seconds=10)  # type: ignore[operator]
    assert len(died.held) == 1
    await column(database, "UPDATE outbox SET leased_until = clock_timestamp() RETURNING id")

    async def sent() -> bool:
        return await column(database, "SELECT 1 FROM outbox WHERE published_at IS NULL") == []

    async def nothing(platform: Platform[ServiceSettings]) -> None:
        return None

    async with running("messaging", settings, nothing):
        await eventually(sent)
    assert await column(database, "SELECT attempts FROM outbox") == [2]
