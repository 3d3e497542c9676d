"""Signing in, in the steps that the entry point puts together around the slow work on the password."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID, uuid4

from chassis import clock
from chassis.database import UnitOfWork
from contracts.auth import OpenedSession, OpenSession
from contracts.members import MemberStatus
from services.auth.domain import throttle
from services.auth.domain.grants import Access, access_of, organisations_on, roles_on
from services.auth.domain.journal import AccessEvent
from services.auth.domain.passwords import PersonRules
from services.auth.domain.people import normalise_email
from services.auth.domain.sessions import SessionLimits
from services.auth.domain.throttle import Admission, Counters, Limits
from services.auth.repository import attempts, journal, organisations, people
from services.auth.repository.journal import Origin
from services.auth.tables import Organisation, Person, SessionRow
from services.auth.usecases import places, second_factors, views

_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in: the normalised address, from where, and the keys of its counters."""

    email: str
    origin: Origin
    otp: str = ""
    pair: bytes = field(init=False)
    address: bytes = field(init=False)
    account: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pair", _key("pair", self.email, self.origin.address))
        object.__setattr__(self, "address", _key("address", self.origin.address))
        object.__setattr__(self, "account", _key("account", self.email))

    @property
    def keys(self) -> tuple[bytes, bytes, bytes]:
        return (self.pair, self.address, self.account)


@dataclass(frozen=True)
class Refusal:
    """A sign-in that did not succeed, by code. A value and not an exception: what was journalled must be committed."""

    code: str


@dataclass(frozen=True)
class _Place:
    """Where a session acts: the SRO (None) or an organisation."""

    organisation: Organisation | None

    @property
    def organisation_id(self) -> UUID | None:
        return self.organisation.id if self.organisation else None


def attempt_of(request: OpenSession) -> Attempt:
    email = normalise_email(_clean(request.email, 320))
    # What was typed is kept as a hash: people type passwords into the wrong field.
    account = hashlib.sha256(email.encode()).hexdigest()[:16]
    origin = Origin(_clean(request.address, 64), _clean(request.user_agent, 400), account)
    return Attempt(email, origin, _clean(request.otp or "", 20))


async def admit(uow: UnitOfWork, attempt: Attempt, limits: Limits, now: datetime) -> Admission:
    """Count the attempt, before its password is looked at: a hundred at once must not all be the first."""
    before = (await _counters(uow, attempt, now)).remembered(limits, now)
    admission = throttle.admission(before, limits, now)
    if not admission.refused:
        await _save(uow, attempt, before.counted(now))
    return admission


async def password_hash_of(uow: UnitOfWork, attempt: Attempt) -> str | None:
    person = await people.by_email(uow.session, attempt.email)
    return person.password_hash if person else None


async def refuse(uow: UnitOfWork, attempt: Attempt, now: datetime) -> Refusal:
    """A wrong pair: the same answer, after the same questions, whether the address is known or not."""
    person = await people.by_email(uow.session, attempt.email)
    person_id = person.id if person else None
    journal.write(uow, AccessEvent.WRONG_CREDENTIALS, now, person_id=person_id, origin=attempt.origin)
    return Refusal("wrong_credentials")


async def open_session(
    uow: UnitOfWork, attempt: Attempt, verified_hash: str, limits: SessionLimits, rules: PersonRules, now: datetime
) -> OpenedSession | Refusal:
    """Open a session for the person whose stored hash `verified_hash` was just found right."""
    person = await people.by_email_locked(uow.session, attempt.email)
    if person is None or person.password_hash != verified_hash:
        # The password was changed while it was being verified.
        return await refuse(uow, attempt, now)
    place = None if person.blocked_at else await _place(uow, person, now)
    if place is Access.UNKNOWN:
        return Refusal("unavailable")
    if not isinstance(place, _Place):
        journal.write(uow, AccessEvent.REFUSED_BLOCKED, now, person_id=person.id, origin=attempt.origin)
        return Refusal("blocked")
    refusal = await _second_factor(uow, attempt, person, now)
    if refusal is not None:
        return refusal
    await _save(uow, attempt, (await _counters(uow, attempt, now)).forgiven())
    return await _open(uow, attempt, person, place, limits, rules, now)


async def _second_factor(uow: UnitOfWork, attempt: Attempt, person: Person, now: datetime) -> Refusal | None:
    """None for a person without a second factor, or with a code that fits; said only after the right password."""
    if not await second_factors.is_enabled(uow, person.id):
        return None
    if not attempt.otp:
        return Refusal("otp_needed")
    if await second_factors.fits(uow, person.id, attempt.otp, now):
        return None
    journal.write(uow, AccessEvent.WRONG_SECOND_FACTOR, now, person_id=person.id, origin=attempt.origin)
    return Refusal("wrong_otp")


async def keep_new_hash(uow: UnitOfWork, attempt: Attempt, old: str, new: str) -> None:
    """Replace a hash that was made with other parameters, unless the password was changed meanwhile."""
    person = await people.by_email_locked(uow.session, attempt.email)
    if person is not None and person.password_hash == old:
        person.password_hash = new


async def _counters(uow: UnitOfWork, attempt: Attempt, now: datetime) -> Counters:
    found = await attempts.lock(uow.session, attempt.keys, now)
    return Counters(found[attempt.pair], found[attempt.address], found[attempt.account])


async def _save(uow: UnitOfWork, attempt: Attempt, counters: Counters) -> None:
    by_key = {attempt.pair: counters.pair, attempt.address: counters.address, attempt.account: counters.account}
    await attempts.save(uow.session, by_key)


async def _place(uow: UnitOfWork, person: Person, now: datetime) -> _Place | Access:
    """The first place with open access; else UNKNOWN when the register may still tell of one; else CLOSED."""
    unknown = False
    for organisation_id in organisations_on(views.grants_of(person), clock.moscow_date(now)):
        if organisation_id is None:
            return _Place(None)
        organisation = await organisations.get_shared(uow.session, organisation_id)
        access = access_of(MemberStatus(organisation.status) if organisation else None)
        if access is Access.OPEN:
            return _Place(organisation)
        unknown = unknown or access is Access.UNKNOWN
    return Access.UNKNOWN if unknown else Access.CLOSED


async def _open(
    uow: UnitOfWork,
    attempt: Attempt,
    person: Person,
    place: _Place,
    limits: SessionLimits,
    rules: PersonRules,
    now: datetime,
) -> OpenedSession:
    token = token_urlsafe(_TOKEN_BYTES)
    opened = SessionRow(
        id=uuid4(),
        token_hash=hash_token(token),
        person_id=person.id,
        organisation_id=place.organisation_id,
        opened_at=now,
        last_seen_at=now,
        expires_at=now + limits.absolute,
        address=attempt.origin.address,
        user_agent=attempt.origin.user_agent,
    )
    uow.session.add(opened)
    journal.write(
        uow,
        AccessEvent.SIGNED_IN,
        now,
        person_id=person.id,
        session_id=opened.id,
        origin=attempt.origin,
        organisation_id=place.organisation_id,
    )
    roles = roles_on(views.grants_of(person), place.organisation_id, clock.moscow_date(now))
    standing = await second_factors.standing(uow, person, roles, rules, now)
    everywhere = await places.places_of(uow, person, place.organisation, now)
    me = views.me_of(person, place.organisation, roles, opened.id, standing, everywhere)
    return OpenedSession(session_token=token, expires_at=opened.expires_at, me=me)


def hash_token(token: str) -> bytes:
    """What is stored of a session token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()


def _clean(text: str, longest: int) -> str:
    # PostgreSQL refuses NUL in text: that would be an internal error for the asking.
    return text.replace("\0", "")[:longest]
