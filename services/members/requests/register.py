"""Requests about the register and its cards."""

from dataclasses import dataclass

from chassis.bus import Call
from chassis.database import Database
from chassis.reach import reach_of
from contracts.base import ById
from contracts.members import (
    CardHistory,
    CardPage,
    ChangeMemberStatus,
    EditMember,
    HistoryQuery,
    MemberPage,
    MemberQuery,
    OrganisationCard,
    RegisterMember,
)
from services.members.usecases import register


@dataclass(frozen=True)
class Register:
    database: Database

    async def register(self, call: Call[RegisterMember]) -> OrganisationCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.register(uow, call.identity, call.request)

    async def get(self, call: Call[ById]) -> OrganisationCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.get(uow, call.identity, call.request.id)

    async def find(self, call: Call[MemberQuery]) -> MemberPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.find(uow, call.identity, call.request)

    async def export(self, call: Call[MemberQuery]) -> CardPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.export(uow, call.identity, call.request)

    async def edit(self, call: Call[EditMember]) -> OrganisationCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.edit(uow, call.identity, call.request)

    async def change_status(self, call: Call[ChangeMemberStatus]) -> OrganisationCard:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.change_status(uow, call.identity, call.request)

    async def history(self, call: Call[HistoryQuery]) -> CardHistory:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await register.tell_history(uow, call.identity, call.request)
