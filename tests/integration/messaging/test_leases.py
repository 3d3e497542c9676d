"""A sender holds its mails by a lease: one that dies loses none, one that oversleeps settles none."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest_asyncio

from chassis.database import Database
from services.messaging import usecases
from services.messaging.repository import ClaimedMail, Repository
from tests.integration.messaging.scene import colleague, verdict
from tests.stack import TestDatabase

HOUR = timedelta(hours=1)
OVER = timedelta(seconds=-1)


@pytest_asyncio.fixture
async def tables(database: TestDatabase) -> AsyncIterator[Database]:
    """The database of messaging with two mails that wait; no sender runs."""
    opened = Database(database.url, 4)
    organisation = uuid4()
    async with opened.transaction() as uow:
        for address in ("anna@member.example", "boris@member.example"):
            await usecases.note_person(uow, colleague(organisation, address))
        await usecases.tell_verdict(uow, verdict(organisation))
    yield opened
    await opened.close()


async def claim(tables: Database, token: UUID, lease: timedelta, limit: int = 10) -> Sequence[ClaimedMail]:
    async with tables.transaction() as uow:
        return await Repository(uow.session).claim_mails(token, lease, limit)


async def test_claimed_mails_are_passed_over_by_other_senders(tables: Database) -> None:
    first, second = await claim(tables, uuid4(), HOUR, 1), await claim(tables, uuid4(), HOUR)
    assert (len(first), len(second)) == (1, 1)
    assert {mail.id for mail in first}.isdisjoint(mail.id for mail in second)
    assert await claim(tables, uuid4(), HOUR) == []


async def test_senders_that_claim_at_the_same_moment_share_the_mails(tables: Database) -> None:
    async with tables.transaction() as one, tables.transaction() as other:
        first = await Repository(one.session).claim_mails(uuid4(), HOUR, 1)
        second = await Repository(other.session).claim_mails(uuid4(), HOUR, 1)
    assert len({mail.id for mail in [*first, *second]}) == 2


async def test_the_mails_of_a_sender_that_died_are_taken_over_when_its_lease_is_over(tables: Database) -> None:
    lost = await claim(tables, uuid4(), OVER)
    taken = await claim(tables, uuid4(), HOUR)
    assert {mail.id for mail in taken} == {mail.id for mail in lost}
    assert [mail.tries for mail in taken] == [2, 2]


async def test_a_sender_that_overslept_its_lease_settles_nothing(tables: Database) -> None:
    late, current = uuid4(), uuid4()
    [overslept, _] = await claim(tables, late, OVER)
    held = await claim(tables, current, HOUR)
    async with tables.transaction() as uow:
        repository = Repository(uow.session)
        await repository.give_up(overslept.id, late, "too late")
        await repository.postpone(overslept.id, late, OVER, "too late")
    assert await claim(tables, uuid4(), HOUR) == []
    async with tables.transaction() as uow:
        for mail in held:
            await Repository(uow.session).postpone(mail.id, current, OVER, "a reason")
    assert len(await claim(tables, uuid4(), HOUR)) == 2
