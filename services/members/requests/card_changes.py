"""Requests about changes that members ask for."""

from dataclasses import dataclass

from chassis.bus import Call
from chassis.database import Database
from chassis.reach import reach_of
from contracts.base import ById
from contracts.card_changes import (
    AnswerCardChange,
    CardChangePage,
    CardChangeQuery,
    CardChangeView,
    OpenCardChange,
)
from services.members.usecases import card_changes


@dataclass(frozen=True)
class CardChanges:
    database: Database

    async def open(self, call: Call[OpenCardChange]) -> CardChangeView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await card_changes.open_request(uow, call.identity, call.request)

    async def get(self, call: Call[ById]) -> CardChangeView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await card_changes.get(uow, call.identity, call.request.id)

    async def find(self, call: Call[CardChangeQuery]) -> CardChangePage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await card_changes.find(uow, call.identity, call.request)

    async def answer(self, call: Call[AnswerCardChange]) -> CardChangeView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await card_changes.answer(uow, call.identity, call.request)

    async def withdraw(self, call: Call[ById]) -> CardChangeView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await card_changes.withdraw(uow, call.identity, call.request.id)
