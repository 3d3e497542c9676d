"""The second factor of a person: begun, confirmed, asked for, removed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.roles import Role
from contracts.security import RecoveryCodes, SecondFactor, SecondFactorSecret
from services.auth import second_factor
from services.auth.domain.journal import AccessEvent
from services.auth.domain.passwords import PersonRules
from services.auth.domain.second_factor import (
    is_obligatory,
    is_recovery_code,
    new_recovery_codes,
    normalise_code,
)
from services.auth.repository import journal, people, secrets
from services.auth.repository import rules as rules_of_use
from services.auth.tables import Person
from services.auth.usecases.views import Standing


async def state(uow: UnitOfWork, who: Identity, rules: PersonRules) -> SecondFactor:
    """Whether the person has one, and must."""
    row = await secrets.second_factor(uow.session, who.person_id)
    return SecondFactor(
        enabled=row is not None and row.confirmed_at is not None,
        obligatory=is_obligatory(who.roles, rules),
        recovery_codes_left=await secrets.recovery_codes_left(uow.session, who.person_id),
    )


async def begin(uow: UnitOfWork, who: Identity, now: datetime) -> SecondFactorSecret:
    """A new secret, which counts once a code of it was shown. Raises ServiceError `conflict` where one is in force."""
    secret = second_factor.new_secret()
    if not await secrets.begin_second_factor(uow.session, who.person_id, secret, now):
        raise ServiceError("conflict")
    person = await people.by_id_locked(uow.session, who.person_id)
    address = second_factor.uri(secret, person.email)
    return SecondFactorSecret(secret=secret, uri=address, qr=second_factor.picture(address))


async def confirm(uow: UnitOfWork, who: Identity, code: str, now: datetime) -> RecoveryCodes:
    """Put the secret into force and give out recovery codes. Raises ServiceError `invalid`, `conflict`."""
    row = await secrets.second_factor_locked(uow.session, who.person_id)
    if row is None or row.confirmed_at is not None:
        raise ServiceError("conflict")
    step = second_factor.step_of(row.secret, normalise_code(code), now, row.last_step)
    if step is None:
        raise ServiceError("invalid", fields=(field_error("code", "otp_wrong"),))
    row.confirmed_at, row.last_step = now, step
    codes = new_recovery_codes()
    await secrets.replace_recovery_codes(uow.session, who.person_id, [_hash(who.person_id, code) for code in codes])
    journal.write(uow, AccessEvent.SECOND_FACTOR_ENABLED, now, person_id=who.person_id)
    return RecoveryCodes(codes=codes)


async def remove(uow: UnitOfWork, who: Identity, code: str, now: datetime) -> None:
    """Do without a second factor again. Raises ServiceError `invalid` for a code that does not fit."""
    if not await fits(uow, who.person_id, code, now):
        raise ServiceError("invalid", fields=(field_error("code", "otp_wrong"),))
    await secrets.remove_second_factor(uow.session, who.person_id)
    journal.write(uow, AccessEvent.SECOND_FACTOR_REMOVED, now, person_id=who.person_id)


async def standing(
    uow: UnitOfWork, person: Person, roles: Sequence[Role], rules: PersonRules, now: datetime
) -> Standing:
    """What the rules for people say of this one now."""
    withheld = is_obligatory(roles, rules) and not await is_enabled(uow, person.id)
    expired = rules.passwords.has_expired(person.password_changed_at, now)
    return Standing(withheld, expired, await rules_of_use.is_due(uow.session, person.id, clock.moscow_date(now)))


async def is_enabled(uow: UnitOfWork, person_id: UUID) -> bool:
    row = await secrets.second_factor(uow.session, person_id)
    return row is not None and row.confirmed_at is not None


async def fits(uow: UnitOfWork, person_id: UUID, code: str, now: datetime) -> bool:
    """Whether this code opens the account now; none does so twice."""
    typed = normalise_code(code)
    if is_recovery_code(typed):
        used = await secrets.use_recovery_code(uow.session, person_id, _hash(person_id, typed), now)
        if used:
            journal.write(uow, AccessEvent.RECOVERY_CODE_USED, now, person_id=person_id)
        return used
    row = await secrets.second_factor_locked(uow.session, person_id)
    step = second_factor.step_of(row.secret, typed, now, row.last_step) if row and row.confirmed_at else None
    if row is None or step is None:
        return False
    row.last_step = step
    return True


def _hash(person_id: UUID, code: str) -> bytes:
    return hashlib.sha256(f"{person_id}\0{code}".encode()).digest()
