"""Whose papers a person may see: the organisation filter of every question that serves a member."""

from dataclasses import dataclass
from uuid import UUID

from contracts.identity import Identity


@dataclass(frozen=True)
class Scope:
    """One organisation's papers, or everybody's when `member_id` is None (staff)."""

    member_id: UUID | None


class NobodyError(PermissionError):
    """The person is neither staff nor of a member organisation: there is nothing it may see."""


def scope_of(identity: Identity) -> Scope:
    """Raises NobodyError, so that a person without an organisation never gets an unfiltered view."""
    if identity.is_staff:
        return Scope(None)
    if identity.is_member:
        return Scope(identity.organisation_id)
    raise NobodyError(str(identity.person_id))
