"""What the tests of auth do again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from chassis.bus import Bus
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.auth import OPEN_SESSION, RESOLVE_SESSION, OpenedSession, OpenSession, ResolvedSession, SessionToken
from contracts.members import MemberCard, MemberStatus, MemberType
from contracts.roles import MEMBERS, Role
from services.auth import events
from services.auth.bootstrap import passwords_of
from services.auth.settings import Settings
from services.auth.usecases import people
from services.auth.usecases.people import NewPerson
from tests.registry_numbers import some_inn, some_ogrn

PASSWORD = "correct horse battery 7"


@dataclass(frozen=True)
class Scene:
    """A running auth, and the bus as the gateway sees it."""

    auth: Platform[Settings]
    gateway: Bus

    async def person(
        self, *roles: Role, organisation_id: UUID | None = None, email: str = "", password: str = PASSWORD
    ) -> str:
        """A new person; the address."""
        address = email or f"{token_hex(6)}@example.org"
        encoded = await passwords_of(self.auth.settings).hash(password)
        new = NewPerson(address, "Анна Соколова", roles or (Role.SRO_ADMIN,), organisation_id, encoded)
        async with self.auth.database.transaction(EVERYTHING) as uow:
            await people.create(uow, new)
        return address

    async def member_person(self, organisation_id: UUID) -> str:
        return await self.person(Role.MEMBER_ADMIN, organisation_id=organisation_id)

    async def person_of_role(self, role: Role, organisation_id: UUID | None = None) -> str:
        """A new person with that role alone; a member role within `organisation_id` or a new organisation."""
        if role in MEMBERS and organisation_id is None:
            organisation_id = (await self.organisation()).id
        return await self.person(role, organisation_id=organisation_id)

    async def token(self, email: str) -> str:
        """An identity token of that person, as the gateway would get it."""
        return (await self.resolve(await self.sign_in(email))).identity_token

    async def organisation(self, status: MemberStatus = MemberStatus.MEMBER) -> MemberCard:
        """An organisation that auth has heard of."""
        card = card_of(status)
        await self.tell(card)
        return card

    async def tell(self, card: MemberCard) -> None:
        """What the register says, as its event would."""
        async with self.auth.database.transaction(EVERYTHING) as uow:
            await events.member_changed(uow, card)

    async def sign_in(self, email: str, password: str = PASSWORD, *, address: str = "") -> OpenedSession:
        request = OpenSession(email=email, password=password, address=address or token_hex(4), user_agent="test")
        return await self.gateway.call(OPEN_SESSION, request)

    async def resolve(self, opened: OpenedSession) -> ResolvedSession:
        return await self.gateway.call(RESOLVE_SESSION, SessionToken(session_token=opened.session_token))

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        """The answer of the database to a question of the test's own."""
        async with self.auth.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()

    async def change(self, statement: str, **parameters: Any) -> None:
        async with self.auth.database.transaction(EVERYTHING) as uow:
            await uow.session.execute(text(statement), parameters)

    async def emitted(self, subject: str) -> list[str]:
        """Payloads that went into the outbox under `subject`, oldest first."""
        found = await self.rows("SELECT payload FROM outbox WHERE subject = :subject ORDER BY id", subject=subject)
        return [bytes(row.payload).decode() for row in found]


def card_of(status: MemberStatus) -> MemberCard:
    return MemberCard(
        id=uuid4(),
        revision=1,
        inn=some_inn(),
        ogrn=some_ogrn(),
        full_name="ООО МКК «Берег»",
        short_name="МКК «Берег»",
        type=MemberType.MKK,
        status=status,
        included_on=date(2020, 1, 9),
    )
