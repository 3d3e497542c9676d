"""What auth puts on record: each event of access as an act of the common journal."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis import asking
from chassis.database import UnitOfWork
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from services.auth.domain.journal import BY_THEMSELVES, OBJECTS, AccessEvent, act_of
from services.auth.tables import SessionRow


@dataclass(frozen=True)
class Origin:
    """From where: network address and browser, and what was typed as an address (hashed, or None)."""

    address: str = ""
    user_agent: str = ""
    account: str | None = None


def write(
    uow: UnitOfWork,
    event: AccessEvent,
    now: datetime,
    *,
    person_id: UUID | None = None,
    session_id: UUID | None = None,
    origin: Origin | None = None,
    organisation_id: UUID | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Put an event on record, in the transaction of what it tells of.

    `session_id`: the session, key or invitation that it is about. `person_id`: who it is about, or did it themselves.
    """
    kind = OBJECTS.get(event, ObjectKind.PERSON)
    if kind is ObjectKind.PERSON:
        # Whoever nobody knows is told apart by what was typed.
        about = ActObject(kind=kind, id=str(person_id)) if person_id else _account(origin)
    else:
        about = ActObject(kind=kind, id=str(session_id or ""))
    about = about.model_copy(update={"organisation_id": organisation_id})
    by = _themselves(person_id, session_id, organisation_id) if event in BY_THEMSELVES else None
    act = act_of(event)
    facts = {**(after or {}), **({"reason": event.value} if act is Act.SIGN_IN_REFUSED else {})}
    with asking.coming_from(origin.address, origin.user_agent) if origin else nullcontext():
        uow.record(act, about, after=facts or None, by=by)


def write_closed(uow: UnitOfWork, event: AccessEvent, now: datetime, closed: SessionRow) -> None:
    """Put the end of a session on record; signing out is told with the address that the session was opened from."""
    origin = Origin(closed.address, closed.user_agent) if event in BY_THEMSELVES else None
    write(
        uow,
        event,
        now,
        person_id=closed.person_id,
        session_id=closed.id,
        origin=origin,
        organisation_id=closed.organisation_id,
        after=None if event in BY_THEMSELVES else {"session": closed.id},
    )


def _account(origin: Origin | None) -> ActObject:
    return ActObject(kind=ObjectKind.ACCOUNT, id=(origin.account if origin else None) or "")


def _themselves(person_id: UUID | None, session_id: UUID | None, organisation_id: UUID | None) -> Identity | None:
    """The person of an act that came without an identity: it was signing in or out. Whoever asks is known already."""
    if person_id is None or asking.asker.get() is not None:
        return None
    return Identity(
        person_id=person_id,
        person_name="",
        organisation_id=organisation_id,
        roles=(),
        session_id=session_id or person_id,
    )
