"""Access requests and invitations."""

from dataclasses import dataclass

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING, reach_of
from contracts.access import (
    AcceptedInvitation,
    AcceptInvitation,
    AccessRequestPage,
    AccessRequestQuery,
    ApproveAccessRequest,
    InvitationPage,
    InvitationQuery,
    InvitationSecret,
    InvitationView,
    Invite,
    IssueSecret,
    JoinByInvitation,
    OfferedInvitation,
    PlaceAccessRequest,
    RefuseAccessRequest,
)
from contracts.base import ById, Done
from contracts.field_errors import field_error
from services.auth.domain.passwords import PersonRules
from services.auth.passwords import Passwords
from services.auth.settings import Settings
from services.auth.usecases import accepting, access_requests, invitations
from services.auth.usecases.accepting import Acceptance, Newcomer


@dataclass(frozen=True)
class AccessRequests:
    database: Database
    settings: Settings

    async def place(self, call: Call[PlaceAccessRequest]) -> Done:
        async with self.database.transaction(EVERYTHING) as uow:
            await access_requests.place(uow, call.request, clock.now())
        return Done()

    async def list(self, call: Call[AccessRequestQuery]) -> AccessRequestPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await access_requests.list_all(uow, call.request)

    async def approve(self, call: Call[ApproveAccessRequest]) -> InvitationView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await access_requests.approve(uow, call.identity, call.request, self.settings, clock.now())

    async def refuse(self, call: Call[RefuseAccessRequest]) -> Done:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            await access_requests.refuse(uow, call.identity, call.request, clock.now())
        return Done()


@dataclass(frozen=True)
class Invitations:
    database: Database
    settings: Settings
    passwords: Passwords
    rules: PersonRules

    async def create(self, call: Call[Invite]) -> InvitationView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await invitations.create(uow, call.identity, call.request, self.settings, clock.now())

    async def list(self, call: Call[InvitationQuery]) -> InvitationPage:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await invitations.list_open(uow, call.identity, call.request, clock.now())

    async def resend(self, call: Call[ById]) -> InvitationView:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            return await invitations.resend(uow, call.identity, call.request.id, self.settings, clock.now())

    async def withdraw(self, call: Call[ById]) -> Done:
        async with self.database.transaction(reach_of(call.identity)) as uow:
            await invitations.withdraw(uow, call.identity, call.request.id, clock.now())
        return Done()

    async def issue_secret(self, call: Call[IssueSecret]) -> InvitationSecret:
        async with self.database.transaction(EVERYTHING) as uow:
            return await invitations.issue_secret(uow, call.request, clock.now())

    async def offer(self, call: Call[InvitationSecret]) -> OfferedInvitation:
        async with self.database.transaction(EVERYTHING) as uow:
            return await accepting.offer(uow, call.request.secret, clock.now())

    async def accept(self, call: Call[AcceptInvitation]) -> AcceptedInvitation:
        """In steps around the slow work on the password, so that no connection is held meanwhile."""
        wish = call.request
        async with self.database.transaction(EVERYTHING) as uow:
            who = await accepting.newcomer(uow, wish.secret, wish.name, clock.now())
        faults = self.rules.passwords.faults(wish.password) or await self._weaknesses(who, wish.password)
        if faults:
            raise ServiceError("invalid", fields=[field_error("password", code) for code in faults])
        encoded = await self.passwords.hash(wish.password)
        filled = Acceptance(wish.secret, wish.rules_version, wish.address)
        async with self.database.transaction(EVERYTHING) as uow:
            return await accepting.accept(uow, filled, wish.name, encoded, clock.now())

    async def join(self, call: Call[JoinByInvitation]) -> AcceptedInvitation:
        filled = Acceptance(call.request.secret, call.request.rules_version, call.request.address)
        async with self.database.transaction(EVERYTHING) as uow:
            return await accepting.join(uow, call.identity, filled, clock.now())

    async def _weaknesses(self, who: Newcomer, password: str) -> tuple[str, ...]:
        if await self.passwords.is_easily_guessed(password, who.about):
            return ("password_common",)
        return ("password_used",) if await self.passwords.is_any_of(who.former, password) else ()
