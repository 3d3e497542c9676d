"""Entry points of what is seen of triggers at work: their health, and those that are switched off."""

from dataclasses import dataclass

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.reach import reach_of
from contracts.base import Done
from contracts.health import FormHealth, HealthQuery
from contracts.suspensions import LiftSuspension, SuspensionPage, SuspensionQuery
from services.validator.usecases import health, suspensions


@dataclass(frozen=True)
class OversightRequests:
    database: Database

    async def health(self, call: Call[HealthQuery]) -> FormHealth:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await health.form_health(uow, call.request)

    async def list_suspensions(self, call: Call[SuspensionQuery]) -> SuspensionPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await suspensions.list_in_force(uow, call.request)

    async def lift_suspension(self, call: Call[LiftSuspension]) -> Done:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            await suspensions.lift(uow, call.identity, call.request, clock.now())
        return Done()
