"""Grants: a role of a person within an organisation (None is the SRO), from a date and until another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from uuid import UUID

from contracts.members import MemberStatus
from contracts.roles import Role

# A suspended member still owes reports, so its people get in; an applicant is not a member yet.
STATUSES_WITH_ACCESS = frozenset({MemberStatus.MEMBER, MemberStatus.SUSPENDED})


@dataclass(frozen=True)
class Grant:
    """Dates of Moscow, both inclusive; `valid_until` None is without end."""

    organisation_id: UUID | None
    role: Role
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Access(Enum):
    """Whether the people of an organisation get in. UNKNOWN: the register has not told auth of it yet."""

    OPEN = auto()
    CLOSED = auto()
    UNKNOWN = auto()


def access_of(status: MemberStatus | None) -> Access:
    """Access by status in the register; None is an organisation that auth has not heard of."""
    if status is None:
        return Access.UNKNOWN
    return Access.OPEN if status in STATUSES_WITH_ACCESS else Access.CLOSED


def roles_on(grants: Iterable[Grant], organisation_id: UUID | None, day: date) -> tuple[Role, ...]:
    """The roles held within `organisation_id` on `day`, in the order of `Role`."""
    held = {grant.role for grant in grants if grant.organisation_id == organisation_id and grant.holds_on(day)}
    return tuple(role for role in Role if role in held)


def organisations_on(grants: Iterable[Grant], day: date) -> tuple[UUID | None, ...]:
    """Where a person may act on `day`: the SRO first, then organisations, the longest held first."""
    held = [grant for grant in grants if grant.holds_on(day)]
    held.sort(key=lambda grant: (grant.organisation_id is not None, grant.valid_from, str(grant.organisation_id)))
    return tuple(dict.fromkeys(grant.organisation_id for grant in held))
