"""Entry points: requests over the bus."""

from dataclasses import dataclass

from chassis.bus import Call
from chassis.database import Database
from chassis.reach import reach_of
from contracts.base import ById
from contracts.members import ChangeMemberStatus, MemberCard, MemberPage, MemberQuery, RegisterMember
from services.members import usecases


@dataclass(frozen=True)
class Requests:
    database: Database

    async def register(self, call: Call[RegisterMember]) -> MemberCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await usecases.register(uow, call.identity, call.request)

    async def get(self, call: Call[ById]) -> MemberCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await usecases.get(uow, call.identity, call.request.id)

    async def find(self, call: Call[MemberQuery]) -> MemberPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await usecases.find(uow, call.identity, call.request)

    async def change_status(self, call: Call[ChangeMemberStatus]) -> MemberCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await usecases.change_status(uow, call.identity, call.request)
