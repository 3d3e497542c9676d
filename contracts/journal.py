"""journal: who did what, when, from where, to which object, and what stood there before and after.

A service records an act in the transaction of the act itself, by `uow.record` (chassis). The act travels as an event of
that service, so that the broker lets nobody record in another's name; the journal enters it into its chain once.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import Done, Event, Message, Rpc
from contracts.journal_acts import Act, ObjectKind
from contracts.roles import STAFF


class ActObject(Message):
    """What an act was done to. `organisation_id`: whose it is, where it belongs to a member."""

    kind: ObjectKind
    id: str = ""
    title: str = ""
    organisation_id: UUID | None = None


class Actor(Message):
    """Who did it. Nobody signed in (a refused sign-in, the system itself): no `person_id`."""

    person_id: UUID | None = None
    name: str = ""
    organisation_id: UUID | None = None
    roles: tuple[str, ...] = ()
    session_id: UUID | None = None
    address: str = ""
    user_agent: str = ""


class ActRecorded(Message):
    """One act. Acts, kinds of objects and roles are plain texts here: an older journal keeps what it does not know.

    `before`, `after`: the fields that the act changed, in the clear; None where there is nothing to compare.
    """

    act: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    at: datetime
    actor: Actor
    object_kind: str
    object_id: str = ""
    object_title: str = ""
    organisation_id: UUID | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    trace_id: str = ""


class ActQuery(Message):
    """Newest first. Days are those of Moscow, both inclusive; `who` is a part of a person's name."""

    first: date | None = None
    last: date | None = None
    person_id: UUID | None = None
    who: str | None = Field(default=None, max_length=200)
    organisation_id: UUID | None = None
    acts: tuple[str, ...] = ()
    object_kind: str | None = None
    object_id: str | None = None
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class Erasure(Message):
    """Personal data that the law asked to erase: under which act of the journal, when and on what ground."""

    number: int
    at: datetime
    ground: str


class ActView(Message):
    """One row of the journal. `number` is its place in the chain, `hash` what the next row leans on."""

    number: int
    at: datetime
    act: str
    person_id: UUID | None = None
    person_name: str = ""
    roles: tuple[str, ...] = ()
    address: str = ""
    user_agent: str = ""
    organisation_id: UUID | None = None
    organisation_name: str = ""
    object_kind: str
    object_id: str = ""
    object_title: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    person_erased: Erasure | None = None
    content_erased: Erasure | None = None
    trace_id: str = ""
    hash: str


class ActPage(Message):
    """A page may hold fewer rows than asked for, where they are large: `next` tells whether there are more."""

    items: tuple[ActView, ...]
    next: str | None = None


class NoteExport(Message):
    """A file of the journal is about to leave: what it was asked for."""

    query: ActQuery
    format: str = Field(max_length=10)


class RootWritten(Message):
    """The root of one day: the last row of the chain at the day's end (Moscow), bound to the root before it.

    Kept outside, it proves that nothing up to that row was changed since. `hash` is in lower-case hex.
    """

    day: date
    last_number: int
    last_hash: str
    rows: int
    hash: str


_GATEWAY = ("gateway",)

LIST_ACTS = Rpc(subjects.ACT_LIST, ActQuery, ActPage, "journal", _GATEWAY, STAFF)
NOTE_EXPORT = Rpc(subjects.ACT_NOTE_EXPORT, NoteExport, Done, "journal", _GATEWAY, STAFF)

AUTH_ACT = Event(subjects.EVT_AUTH_ACT, ActRecorded, "auth", "EVT_AUTH")
MEMBERS_ACT = Event(subjects.EVT_MEMBERS_ACT, ActRecorded, "members", "EVT_MEMBERS")
REPORTS_ACT = Event(subjects.EVT_REPORTS_ACT, ActRecorded, "reports", "EVT_REPORTS")
VALIDATOR_ACT = Event(subjects.EVT_VALIDATOR_ACT, ActRecorded, "validator", "EVT_VALIDATOR")
MESSAGING_ACT = Event(subjects.EVT_MESSAGING_ACT, ActRecorded, "messaging", "EVT_MESSAGING")
CALENDAR_ACT = Event(subjects.EVT_CALENDAR_ACT, ActRecorded, "calendar", "EVT_CALENDAR")
JOURNAL_ACT = Event(subjects.EVT_JOURNAL_ACT, ActRecorded, "journal", "EVT_JOURNAL")
ROOT_WRITTEN = Event(subjects.EVT_JOURNAL_ROOT, RootWritten, "journal", "EVT_JOURNAL")

ACT_EVENTS: dict[str, Event[ActRecorded]] = {
    event.owner: event
    for event in (AUTH_ACT, MEMBERS_ACT, REPORTS_ACT, VALIDATOR_ACT, MESSAGING_ACT, CALENDAR_ACT, JOURNAL_ACT)
}


def event_of(act: Act) -> Event[ActRecorded]:
    """The event by which the service that an act is named after tells of it."""
    return ACT_EVENTS[act.partition(".")[0]]
