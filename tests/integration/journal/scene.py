"""What the tests of the journal do again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from sqlalchemy import text

from chassis.bus import Bus
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.journal import LIST_ACTS, ActObject, Actor, ActPage, ActQuery, ActRecorded, event_of
from contracts.journal_acts import Act, ObjectKind
from contracts.roles import Role
from services.journal.bootstrap import key_of
from services.journal.settings import Settings
from services.journal.usecases import verifying
from services.journal.usecases.roots import Outside
from services.journal.usecases.verifying import Report
from tests.signed_asker import SignedAsker, person
from tests.waiting import eventually

KEY = "a key of the tests alone"


def signed_in(person_id: UUID | None = None, name: str = "Анна Петрова", **changes: Any) -> ActRecorded:
    """An act of a person on its own session."""
    values: dict[str, Any] = {
        "act": Act.SIGNED_IN,
        "at": datetime.now(UTC),
        "actor": Actor(person_id=person_id or uuid4(), name=name, address="10.0.0.1", user_agent="Opera"),
        "object_kind": ObjectKind.SESSION,
        "object_id": str(uuid4()),
    }
    return ActRecorded(**values | changes)


def done_to(object: ActObject, act: Act = Act.MEMBER_STATUS_CHANGED, **changes: Any) -> ActRecorded:
    """An act of staff on `object`."""
    return signed_in(
        act=act,
        object_kind=object.kind,
        object_id=object.id,
        object_title=object.title,
        organisation_id=object.organisation_id,
        **changes,
    )


@dataclass(frozen=True)
class Scene:
    """A running journal, the buses of the services that act, a gateway, and the address of the superuser."""

    journal: Platform[Settings]
    buses: Mapping[str, Bus]
    asker: SignedAsker
    superuser: str

    async def tell(self, *acts: ActRecorded, ids: Sequence[str] = ()) -> None:
        """Announce acts, one after another in the chain; returns when the journal has committed them."""
        for message_id, act in zip(ids or [str(uuid4()) for _ in acts], acts, strict=True):
            event = event_of(Act(act.act))
            await self.buses[event.owner].publish(event, act, message_id=message_id)

            async def entered(message_id: str = message_id) -> bool:
                found = await self.rows("SELECT 1 FROM inbox WHERE message_id = :id", id=message_id)
                return bool(found)

            await eventually(entered)

    async def acts(self, **query: Any) -> ActPage:
        return await self.asker.ask(LIST_ACTS, ActQuery(**query), person(Role.SRO_ADMIN, uuid4()))

    async def verify(self, *outside: Outside) -> Report:
        async with self.journal.database.snapshot(EVERYTHING) as session:
            return await verifying.verify(session, key_of(self.journal.settings), outside)

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        async with self.journal.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()

    async def tamper(self, *statements: str) -> None:
        """As whoever owns the server may: triggers and foreign keys do not hold."""
        connection = await asyncpg.connect(self.superuser)
        try:
            async with connection.transaction():
                await connection.execute("SET LOCAL session_replication_role = replica")
                for statement in statements:
                    await connection.execute(statement)
        finally:
            await connection.close()
