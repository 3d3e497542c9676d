"""People of an organisation, registrations, the rules of use."""

from dataclasses import dataclass

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.reach import EVERYTHING, reach_of
from contracts.auth import NoQuestion
from contracts.base import ById, Done
from contracts.people import ChangeMembership, PeopleOfOrganisation, RegistrationPage, RemovePerson
from contracts.rules_of_use import AcceptRules, PublishRules, RulesForPerson, RulesOfUse
from services.auth.usecases import memberships, registrations, rules_of_use


@dataclass(frozen=True)
class People:
    database: Database

    async def list(self, call: Call[ById]) -> PeopleOfOrganisation:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await memberships.list_people(uow, call.identity, call.request, clock.now())

    async def change(self, call: Call[ChangeMembership]) -> Done:
        # What others are told of a person covers every organisation that it acts for.
        async with self.database.transaction(EVERYTHING) as uow:
            await memberships.change(uow, call.identity, call.request, clock.now())
        return Done()

    async def remove(self, call: Call[RemovePerson]) -> Done:
        # What others are told of a person covers every organisation that it acts for.
        async with self.database.transaction(EVERYTHING) as uow:
            await memberships.remove(uow, call.identity, call.request, clock.now())
        return Done()

    async def list_registrations(self, call: Call[NoQuestion]) -> RegistrationPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await registrations.waiting(uow, clock.now())


@dataclass(frozen=True)
class Rules:
    database: Database

    async def read(self, call: Call[NoQuestion]) -> RulesForPerson:
        async with self.database.transaction() as uow:
            return await rules_of_use.read(uow, call.identity)

    async def accept(self, call: Call[AcceptRules]) -> Done:
        async with self.database.transaction() as uow:
            await rules_of_use.accept(uow, call.identity, call.request, clock.now())
        return Done()

    async def publish(self, call: Call[PublishRules]) -> RulesOfUse:
        async with self.database.transaction() as uow:
            return await rules_of_use.publish(uow, call.identity, call.request, clock.now())
