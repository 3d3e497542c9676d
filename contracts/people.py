"""People of an organisation: who may act for it and until when, and whether it registered in time."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from contracts import subjects
from contracts.auth import NoQuestion, OrganisationView
from contracts.base import ById, Done, Message, Rpc
from contracts.roles import MEMBERS, REGISTRARS, Role


class PersonOfOrganisation(Message):
    """`valid_from`, `valid_until`: Moscow dates, both inclusive; a deputy has an end. `upcoming`: not yet."""

    id: UUID
    name: str
    email: str
    role: Role
    valid_from: date
    valid_until: date | None = None
    upcoming: bool = False
    blocked: bool = False
    last_seen_at: datetime | None = None


class RegistrationState(StrEnum):
    """`unknown`: the register told no date yet, or the working days of that year are not loaded."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


class Registration(Message):
    """The first of an organisation's people gets in within 5 working days of its inclusion in the register.

    `invited`: an invitation is on its way. `working_days_left` is negative once overdue.
    """

    organisation: OrganisationView
    included_on: date | None = None
    due_on: date | None = None
    registered_on: date | None = None
    state: RegistrationState
    working_days_left: int | None = None
    invited: bool = False


class PeopleOfOrganisation(Message):
    organisation: OrganisationView
    registration: Registration
    items: tuple[PersonOfOrganisation, ...]
    next: str | None = None


class RegistrationPage(Message):
    """Organisations in force whose people have not got in yet, the longest overdue first."""

    items: tuple[Registration, ...]
    next: str | None = None


class ChangeMembership(Message):
    """What a person is within the organisation from now on. `valid_until` is the last day; null: without end."""

    organisation_id: UUID
    person_id: UUID
    role: Role
    valid_until: date | None = None


class RemovePerson(Message):
    organisation_id: UUID
    person_id: UUID


_GATEWAY = ("gateway",)
_KEEPERS = REGISTRARS | {Role.MEMBER_ADMIN}

LIST_PEOPLE = Rpc(subjects.PEOPLE_LIST, ById, PeopleOfOrganisation, "auth", _GATEWAY, MEMBERS | REGISTRARS)
CHANGE_MEMBERSHIP = Rpc(subjects.PEOPLE_CHANGE, ChangeMembership, Done, "auth", _GATEWAY, _KEEPERS)
REMOVE_PERSON = Rpc(subjects.PEOPLE_REMOVE, RemovePerson, Done, "auth", _GATEWAY, _KEEPERS)
LIST_REGISTRATIONS = Rpc(subjects.REGISTRATION_LIST, NoQuestion, RegistrationPage, "auth", _GATEWAY, REGISTRARS)
