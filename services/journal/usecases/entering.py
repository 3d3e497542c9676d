"""Acts enter the chain, each once, in the order in which they arrive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from chassis import clock
from chassis.bus import Received
from chassis.database import UnitOfWork
from contracts.auth import PersonChanged
from contracts.journal import ActRecorded
from contracts.journal_acts import Act, ObjectKind
from contracts.members import MemberCard
from services.journal.domain.chain import Entry, Link, Part, linked
from services.journal.repository import chain

# Whom the chain knows by a pseudonym alone.
PSEUDONYMOUS = frozenset({ObjectKind.PERSON, ObjectKind.ACCOUNT})


@dataclass(frozen=True)
class Told:
    """An act, with the id by which it is known again."""

    event_id: str
    act: ActRecorded


async def enter(uow: UnitOfWork, received: Sequence[Received[ActRecorded]], key: bytes) -> None:
    """Append acts that are new to the chain."""
    await append(uow, [Told(one.id, one.message) for one in received], key)


async def append(uow: UnitOfWork, told: Sequence[Told], key: bytes) -> list[Link]:
    """The rows that were added; none for acts that stand in the chain already."""
    head = await chain.lock_head(uow.session)
    known = await chain.known_events(uow.session, [one.event_id for one in told])
    new = [one for one in told if one.event_id not in known]
    if not new:
        return []
    pseudonyms = await chain.pseudonyms(uow.session, _names(one.act for one in new))
    # Never before the row before it, whatever the clock does: a day that has its root takes no more rows.
    now = max(clock.now(), head.entered_at or clock.now())
    links: list[Link] = []
    parts: dict[int, tuple[Part, Part]] = {}
    for number, one in enumerate(new, start=head.number + 1):
        who, content = Part.fresh(_who(one.act)), Part.fresh(_content(one.act))
        entry = _entry(one, now, pseudonyms, who, content)
        links.append(linked(key, number, links[-1].hash if links else head.hash, entry))
        parts[number] = (who, content)
    await chain.append(uow.session, links, parts)
    return links


async def note_member(uow: UnitOfWork, card: MemberCard) -> None:
    await chain.note_organisation(uow.session, card.id, card.revision, card.short_name)


async def note_person(uow: UnitOfWork, person: PersonChanged) -> None:
    """A name for acts that were told without one: of somebody who was just signing in."""
    await chain.pseudonyms(uow.session, {person_subject(person.person_id): _clean(person.name)})


def person_subject(person_id: UUID) -> str:
    return f"{ObjectKind.PERSON}:{person_id}"


def _entry(one: Told, now: datetime, pseudonyms: Mapping[str, UUID], who: Part, content: Part) -> Entry:
    act = one.act
    person_id = act.actor.person_id
    subject = object_subject(act.object_kind, act.object_id)
    return Entry(
        event_id=one.event_id,
        service=act.act.partition(".")[0],
        act=act.act,
        at=act.at,
        entered_at=now,
        person=pseudonyms[person_subject(person_id)] if person_id else None,
        object_kind=_clean(act.object_kind),
        object_id=str(pseudonyms[subject]) if subject else _clean(act.object_id),
        organisation_id=act.organisation_id or act.actor.organisation_id,
        trace_id=_clean(act.trace_id),
        who_digest=who.digest(),
        content_digest=content.digest(),
    )


def object_subject(kind: str, id: str) -> str | None:
    """Whom the object is, where the chain must not say so."""
    return f"{kind}:{_clean(id)}" if id and kind in PSEUDONYMOUS else None


def _names(acts: Iterable[ActRecorded]) -> dict[str, str]:
    names: dict[str, str] = {}
    for act in acts:
        subject = object_subject(act.object_kind, act.object_id)
        if subject:
            names.setdefault(subject, "")
            names[subject] = _clean(act.object_title) if act.object_kind == ObjectKind.PERSON else ""
        if act.actor.person_id:
            names[person_subject(act.actor.person_id)] = _clean(act.actor.name)
    return names


def _who(act: ActRecorded) -> str:
    return act.actor.model_dump_json()


def _content(act: ActRecorded) -> str:
    # What erases somebody must not lead from the pseudonym to them again.
    id = "" if act.act == Act.PERSON_ERASED else act.object_id
    state = {"id": id, "title": act.object_title, "before": act.before, "after": act.after}
    return orjson.dumps(state).decode()


def _clean(text: str) -> str:
    # PostgreSQL refuses NUL in text: an act that carries one would never enter.
    return text.replace("\0", "")
