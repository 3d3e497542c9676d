"""Memberships: an organisation never loses its last admin by the hand of its own people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.roles import Role
from services.auth.domain.grants import Grant


@dataclass(frozen=True)
class Holder:
    """A grant within the organisation in question, and whose it is."""

    person_id: UUID
    grant: Grant
    blocked: bool = False


def leaves_no_admin(holders: Iterable[Holder], person_id: UUID, day: date) -> bool:
    """Whether nobody would be left to invite and remove people, if this person were an admin no more.

    A deputy does not count: on the day after its term there would be nobody.
    """
    lasting = {
        holder.person_id
        for holder in holders
        if holder.grant.role is Role.MEMBER_ADMIN
        and holder.grant.holds_on(day)
        and holder.grant.valid_until is None
        and not holder.blocked
    }
    return lasting == {person_id}


def last_day(grants: Iterable[Grant], organisation_id: UUID | None, day: date) -> date | None:
    """The last day on which all the roles held there on `day` hold; None: none of them has an end."""
    ends = [
        grant.valid_until
        for grant in grants
        if grant.organisation_id == organisation_id and grant.holds_on(day) and grant.valid_until is not None
    ]
    return min(ends, default=None)
