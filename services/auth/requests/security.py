"""A person's own sessions, password and second factor."""

from dataclasses import dataclass
from datetime import datetime

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.auth import NoQuestion
from contracts.base import ById, Done
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.security import (
    ChangePassword,
    ConfirmSecondFactor,
    RecoveryCodes,
    RemoveSecondFactor,
    SecondFactor,
    SecondFactorSecret,
    SessionList,
)
from services.auth.domain.passwords import PersonRules
from services.auth.domain.sessions import SessionLimits
from services.auth.domain.throttle import Growth
from services.auth.passwords import Passwords
from services.auth.usecases import own_password, own_sessions, second_factors
from services.auth.usecases.own_password import Known


@dataclass(frozen=True)
class Security:
    database: Database
    passwords: Passwords
    rules: PersonRules
    tries: Growth
    session_limits: SessionLimits

    async def list_sessions(self, call: Call[NoQuestion]) -> SessionList:
        async with self.database.transaction(EVERYTHING) as uow:
            return await own_sessions.list_own(uow, call.identity, self.session_limits)

    async def revoke_session(self, call: Call[ById]) -> Done:
        async with self.database.transaction(EVERYTHING) as uow:
            await own_sessions.revoke_own(uow, call.identity, call.request.id)
        return Done()

    async def change_password(self, call: Call[ChangePassword]) -> Done:
        verified, new, now = await self._new_password(call.identity, call.request)
        async with self.database.transaction(EVERYTHING) as uow:
            await own_password.replace(uow, call.identity, verified, new, now)
        return Done()

    async def give_up_password(self, call: Call[ChangePassword]) -> Done:
        verified, new, now = await self._new_password(call.identity, call.request)
        async with self.database.transaction(EVERYTHING) as uow:
            await own_password.give_up(uow, call.identity, verified, new, now)
        return Done()

    async def get_second_factor(self, call: Call[NoQuestion]) -> SecondFactor:
        async with self.database.transaction(EVERYTHING) as uow:
            return await second_factors.state(uow, call.identity, self.rules)

    async def begin_second_factor(self, call: Call[NoQuestion]) -> SecondFactorSecret:
        async with self.database.transaction(EVERYTHING) as uow:
            return await second_factors.begin(uow, call.identity, clock.now())

    async def confirm_second_factor(self, call: Call[ConfirmSecondFactor]) -> RecoveryCodes:
        async with self.database.transaction(EVERYTHING) as uow:
            await own_password.admit(uow, call.identity, self.tries, clock.now())
        async with self.database.transaction(EVERYTHING) as uow:
            codes = await second_factors.confirm(uow, call.identity, call.request.code, clock.now())
            await own_password.proved(uow, call.identity, clock.now())
        return codes

    async def remove_second_factor(self, call: Call[RemoveSecondFactor]) -> Done:
        await self._prove(call.identity, call.request.current_password)
        async with self.database.transaction(EVERYTHING) as uow:
            await second_factors.remove(uow, call.identity, call.request.code, clock.now())
        return Done()

    async def _new_password(self, who: Identity, wish: ChangePassword) -> tuple[str, str, datetime]:
        """The hash that proved the current password, the new one's, and when. Raises ServiceError `invalid`."""
        known = await self._prove(who, wish.current_password)
        faults = self.rules.passwords.faults(wish.new_password) or await self._weaknesses(known, wish.new_password)
        if faults:
            raise ServiceError("invalid", fields=[field_error("new_password", code) for code in faults])
        return known.present, await self.passwords.hash(wish.new_password), clock.now()

    async def _weaknesses(self, known: Known, password: str) -> tuple[str, ...]:
        if await self.passwords.is_easily_guessed(password, known.about):
            return ("password_common",)
        used = await self.passwords.is_any_of((known.present, *known.former), password)
        return ("password_used",) if used else ()

    async def _prove(self, who: Identity, password: str) -> Known:
        """The person itself sits there. Raises ServiceError `invalid`, `rate_limited`."""
        async with self.database.transaction(EVERYTHING) as uow:
            await own_password.admit(uow, who, self.tries, clock.now())
        async with self.database.transaction(EVERYTHING) as uow:
            known = await own_password.known(uow, who)
        if not await self.passwords.verify(known.present, password):
            raise ServiceError("invalid", fields=(field_error("current_password", "password_wrong"),))
        async with self.database.transaction(EVERYTHING) as uow:
            await own_password.proved(uow, who, clock.now())
        return known
