"""Signing in and out, identities for sessions, public keys."""

import asyncio
import math
from dataclasses import dataclass
from datetime import timedelta

from chassis import clock
from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.auth import (
    NoQuestion,
    OpenedSession,
    OpenSession,
    ResolvedSession,
    SessionToken,
    SigningKeys,
    SwitchSession,
)
from contracts.base import Done
from services.auth.domain.keys import KeyPolicy
from services.auth.domain.passwords import PersonRules
from services.auth.domain.sessions import SessionLimits
from services.auth.domain.throttle import Limits
from services.auth.passwords import Passwords
from services.auth.usecases import keys, sessions, signing_in, switching
from services.auth.usecases.signing_in import Attempt, Refusal


@dataclass(frozen=True)
class Requests:
    database: Database
    passwords: Passwords
    sign_in_limits: Limits
    session_limits: SessionLimits
    key_policy: KeyPolicy
    token_lifetime: timedelta
    sign_ins: asyncio.Semaphore
    rules: PersonRules

    async def open_session(self, call: Call[OpenSession]) -> OpenedSession:
        if self.sign_ins.locked():
            raise ServiceError("unavailable")
        async with self.sign_ins:
            return await self._sign_in(call.request)

    async def resolve_session(self, call: Call[SessionToken]) -> ResolvedSession:
        async with self.database.transaction(EVERYTHING) as uow:
            return await sessions.resolve(
                uow, call.request.session_token, self.session_limits, self.rules, self.key_policy, self.token_lifetime
            )

    async def switch_session(self, call: Call[SwitchSession]) -> OpenedSession:
        wish = call.request
        async with self.database.transaction(EVERYTHING) as uow:
            return await switching.switch(
                uow, wish.session_token, wish.organisation_id, self.session_limits, self.rules, clock.now()
            )

    async def close_session(self, call: Call[SessionToken]) -> Done:
        async with self.database.transaction(EVERYTHING) as uow:
            await sessions.close(uow, call.request.session_token)
        return Done()

    async def list_signing_keys(self, call: Call[NoQuestion]) -> SigningKeys:
        return await self.signing_keys()

    async def signing_keys(self) -> SigningKeys:
        """The public keys, without the way over the bus."""
        async with self.database.transaction(EVERYTHING) as uow:
            return await keys.listed_keys(uow, self.key_policy, clock.now())

    async def _sign_in(self, request: OpenSession) -> OpenedSession:
        """Sign in, in three transactions: no connection is held while the password is worked on.

        The attempt is counted by the first one, so that a refusal, or the end of this process, cannot undo it.
        """
        attempt = signing_in.attempt_of(request)
        async with self.database.transaction(EVERYTHING) as uow:
            admission = await signing_in.admit(uow, attempt, self.sign_in_limits, clock.now())
        if admission.refused:
            raise ServiceError("rate_limited", {"seconds": math.ceil(admission.retry_after.total_seconds())})
        await asyncio.sleep(admission.pause.total_seconds())
        async with self.database.transaction(EVERYTHING) as uow:
            stored = await signing_in.password_hash_of(uow, attempt)
        right = await self.passwords.verify(stored, request.password)
        outcome = await self._conclude(attempt, stored if right else None)
        if isinstance(outcome, Refusal):
            raise ServiceError(outcome.code)
        if stored and self.passwords.is_outdated(stored):
            await self._renew_hash(attempt, stored, request.password)
        return outcome

    async def _conclude(self, attempt: Attempt, verified_hash: str | None) -> OpenedSession | Refusal:
        now = clock.now()
        async with self.database.transaction(EVERYTHING) as uow:
            if verified_hash is None:
                return await signing_in.refuse(uow, attempt, now)
            return await signing_in.open_session(uow, attempt, verified_hash, self.session_limits, self.rules, now)

    async def _renew_hash(self, attempt: Attempt, old: str, password: str) -> None:
        new = await self.passwords.hash(password)
        async with self.database.transaction(EVERYTHING) as uow:
            await signing_in.keep_new_hash(uow, attempt, old, new)
