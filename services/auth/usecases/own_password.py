"""A person's own password: replaced, or given up because others know it.

Like signing in, in steps around the slow work on passwords, so that no connection is held meanwhile.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.identity import Identity
from services.auth.domain import throttle
from services.auth.domain.journal import AccessEvent
from services.auth.domain.passwords import REMEMBERED
from services.auth.domain.throttle import Counter, Growth
from services.auth.repository import api_keys, attempts, journal, people, secrets, sessions
from services.auth.tables import FormerPassword, Person
from services.auth.usecases.sessions import keys_revoked, revoked


@dataclass(frozen=True)
class Known:
    """What a new password is weighed against: the present hash, those before it, and words about the person."""

    present: str
    former: Sequence[str]
    about: Sequence[str]


async def admit(uow: UnitOfWork, who: Identity, growth: Growth, now: datetime) -> None:
    """Count a try to prove oneself by password: a session left open must not serve for guessing it.

    Raises ServiceError `rate_limited`.
    """
    key = _key(who.person_id)
    before = (await attempts.lock(uow.session, [key], now))[key].remembered(growth, now)
    wait = throttle.remaining(before, growth, now)
    if wait:
        raise ServiceError("rate_limited", {"seconds": math.ceil(wait.total_seconds())})
    await attempts.save(uow.session, {key: before.counted(now)})


async def proved(uow: UnitOfWork, who: Identity, now: datetime) -> None:
    """Forget the tries: the password was right."""
    await attempts.save(uow.session, {_key(who.person_id): Counter(0, now)})


async def known(uow: UnitOfWork, who: Identity) -> Known:
    person = await people.by_id_locked(uow.session, who.person_id)
    former = await secrets.former_passwords(uow.session, person.id, REMEMBERED - 1)
    return Known(person.password_hash, former, (person.email, *person.name.split()))


async def replace(uow: UnitOfWork, who: Identity, verified: str, new: str, now: datetime) -> None:
    """Put the hash `new` in the place of `verified`, and end every other session. Raises ServiceError `conflict`."""
    person = await _replaced(uow, who, verified, new, now)
    closed = await sessions.close_others(uow.session, person.id, who.session_id, now)
    await revoked(uow, closed, AccessEvent.SESSION_REVOKED, now)
    journal.write(uow, AccessEvent.PASSWORD_CHANGED, now, person_id=person.id, session_id=who.session_id)


async def give_up(uow: UnitOfWork, who: Identity, verified: str, new: str, now: datetime) -> None:
    """The same where others knew the password: every session ends, and every API key that the person made."""
    person = await _replaced(uow, who, verified, new, now)
    closed = await sessions.close_of_person(uow.session, person.id, now)
    await revoked(uow, closed, AccessEvent.SESSION_REVOKED, now)
    await keys_revoked(uow, await api_keys.revoke_of_person(uow.session, person.id, now), person.id, now)
    journal.write(uow, AccessEvent.PASSWORD_KNOWN_TO_OTHERS, now, person_id=person.id, session_id=who.session_id)


async def _replaced(uow: UnitOfWork, who: Identity, verified: str, new: str, now: datetime) -> Person:
    person = await people.by_id_locked(uow.session, who.person_id)
    if person.password_hash != verified:
        raise ServiceError("conflict")  # another session was quicker
    uow.session.add(FormerPassword(id=uuid4(), person_id=person.id, password_hash=verified, replaced_at=now))
    person.password_hash, person.password_changed_at = new, now
    return person


def _key(person_id: UUID) -> bytes:
    return hashlib.sha256(f"own\0{person_id}".encode()).digest()
