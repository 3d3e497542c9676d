"""API keys of organisations."""

from dataclasses import dataclass
from datetime import timedelta

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.reach import EVERYTHING, reach_of
from contracts.auth import NoQuestion, ResolvedSession
from contracts.base import ById, Done
from contracts.security import ApiKey, ApiKeyList, CreateApiKey, NewApiKey
from services.auth.domain.keys import KeyPolicy
from services.auth.usecases import programs


@dataclass(frozen=True)
class Programs:
    database: Database
    key_policy: KeyPolicy
    token_lifetime: timedelta
    overlap: timedelta

    async def create(self, call: Call[CreateApiKey]) -> NewApiKey:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await programs.create(uow, call.identity, call.request, self.overlap, clock.now())

    async def list(self, call: Call[NoQuestion]) -> ApiKeyList:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await programs.list_own(uow, call.identity)

    async def revoke(self, call: Call[ById]) -> Done:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            await programs.revoke(uow, call.identity, call.request.id, clock.now())
        return Done()

    async def resolve(self, call: Call[ApiKey]) -> ResolvedSession:
        async with self.database.transaction(EVERYTHING) as uow:
            return await programs.resolve(uow, call.request.key, self.key_policy, self.token_lifetime)
