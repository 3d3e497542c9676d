"""What the tests of members do again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.base import A, ById, Q, Rpc
from contracts.members import (
    CHANGE_MEMBER_STATUS,
    EDIT_MEMBER,
    GET_MEMBER,
    LIST_MEMBERS,
    REGISTER_MEMBER,
    CardContent,
    ChangeMemberStatus,
    EditMember,
    MemberPage,
    MemberQuery,
    MemberStatus,
    OrganisationCard,
)
from services.members.settings import Settings
from tests.integration.auth.scene import Scene
from tests.organisations import new_member


@dataclass(frozen=True)
class Register:
    """A running members, asked through the gateway's connection with `token`."""

    members: Platform[Settings]
    scene: Scene
    token: str

    async def ask(self, rpc: Rpc[Q, A], request: Q) -> A:
        return await self.scene.gateway.call(rpc, request, token=self.token)

    async def enter(self, **fields: Any) -> OrganisationCard:
        return await self.ask(REGISTER_MEMBER, new_member(**fields))

    async def get(self, member_id: UUID) -> OrganisationCard:
        return await self.ask(GET_MEMBER, ById(id=member_id))

    async def find(self, **query: Any) -> MemberPage:
        return await self.ask(LIST_MEMBERS, MemberQuery(**query))

    async def step(self, card: OrganisationCard, status: MemberStatus, on: date | None = None) -> OrganisationCard:
        request = ChangeMemberStatus(id=card.id, status=status, grounds="Протокол № 7", on=on)
        return await self.ask(CHANGE_MEMBER_STATUS, request)

    async def edit(self, card: OrganisationCard, **fields: Any) -> OrganisationCard:
        content = CardContent.model_validate({**card.model_dump(), **fields})
        request = EditMember(id=card.id, revision=card.revision, content=content, grounds="Письмо № 3")
        return await self.ask(EDIT_MEMBER, request)

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        """The answer of the database to a question of the test's own."""
        async with self.members.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()
