"""A sender holds its mails by a lease: one that dies loses none, one that oversleeps settles none."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest_asyncio
from sqlalchemy import text

from chassis import clock
from chassis.database import Database
from chassis.reach import EVERYTHING
from contracts.statuses import ReportStatus
from services.messaging import usecases
from services.messaging.repository import ClaimedMail, Repository
from tests.integration.messaging.scene import colleague, verdict
from tests.received import as_received
from tests.stack import TestDatabase

HOUR = timedelta(hours=1)
OVER = timedelta(seconds=-1)


@pytest_asyncio.fixture
async def tables(database: TestDatabase) -> AsyncIterator[Database]:
    """The database of messaging with two mails that wait; no sender runs."""
    opened = Database(database.url, 4)
    organisation = uuid4()
    async with opened.transaction(EVERYTHING) as uow:
        for address in ("anna@member.example", "boris@member.example"):
            await usecases.note_person(uow, colleague(organisation, address))
        await usecases.tell_verdicts(uow, [as_received(verdict(organisation))], clock.now())
    yield opened
    await opened.close()


async def claim(tables: Database, token: UUID, lease: timedelta, limit: int = 10) -> Sequence[ClaimedMail]:
    async with tables.transaction(EVERYTHING) as uow:
        return await Repository(uow.session).claim_mails(token, lease, limit)


async def test_claimed_mails_are_passed_over_by_other_senders(tables: Database) -> None:
    first, second = await claim(tables, uuid4(), HOUR, 1), await claim(tables, uuid4(), HOUR)
    assert (len(first), len(second)) == (1, 1)
    assert {mail.id for mail in first}.isdisjoint(mail.id for mail in second)
    assert await claim(tables, uuid4(), HOUR) == []


async def test_senders_that_claim_at_the_same_moment_share_the_mails(tables: Database) -> None:
    async with tables.transaction(EVERYTHING) as one, tables.transaction(EVERYTHING) as other:
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
    async with tables.transaction(EVERYTHING) as uow:
        repository = Repository(uow.session)
        await repository.give_up([overslept], late, "too late")
        await repository.postpone([overslept], late, OVER, "too late")
    assert await claim(tables, uuid4(), HOUR) == []
    async with tables.transaction(EVERYTHING) as uow:
        for mail in held:
            await Repository(uow.session).postpone([mail], current, OVER, "a reason")
    assert len(await claim(tables, uuid4(), HOUR)) == 2


async def digest_of(tables: Database, organisation: UUID, *, reports: int) -> None:
    """Reports of an organisation were accepted, and the digest is due."""
    events = [verdict(organisation, status=ReportStatus.ACCEPTED) for _ in range(reports)]
    async with tables.transaction(EVERYTHING) as uow:
        assert not await usecases.tell_verdicts(uow, [as_received(event) for event in events], clock.now())


async def claim_digests(tables: Database, people: int) -> list[int]:
    """How many mails stand in each digest that is taken."""
    async with tables.transaction(EVERYTHING) as uow:
        return [len(digest) for digest in await Repository(uow.session).claim_digests(uuid4(), HOUR, people)]


async def test_a_digest_is_claimed_whole_and_by_one_sender(tables: Database) -> None:
    [(organisation,)] = await organisations(tables)
    await digest_of(tables, organisation, reports=3)
    assert await claim_digests(tables, people=1) == [3]
    assert await claim_digests(tables, people=5) == [3]
    assert await claim_digests(tables, people=5) == []
    assert len(await claim(tables, uuid4(), HOUR)) == 2


async def test_senders_take_turns_at_digests(tables: Database) -> None:
    [(organisation,)] = await organisations(tables)
    await digest_of(tables, organisation, reports=2)
    async with tables.transaction(EVERYTHING) as one:
        held = await Repository(one.session).claim_digests(uuid4(), HOUR, 1)
        assert await claim_digests(tables, people=5) == []
    assert [len(digest) for digest in held] == [2]
    assert await claim_digests(tables, people=5) == [2]


async def organisations(tables: Database) -> Sequence[tuple[UUID]]:
    async with tables.transaction(EVERYTHING) as uow:
        found = await uow.session.execute(text("SELECT DISTINCT organisation_id FROM recipients"))
        return [(row.organisation_id,) for row in found]
