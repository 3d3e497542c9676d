"""Whose rows a transaction may see and write: one organisation's, everybody's, or none of any organisation.

The filter in a service's repository is the first wall; this is the second. PostgreSQL holds every statement of the
transaction to its reach (row-level security, `chassis.tenancy`), so a forgotten filter returns nothing of another's.
"""

from dataclasses import dataclass
from uuid import UUID

from contracts.identity import Identity


@dataclass(frozen=True)
class Reach:
    """`opening` is sent together with BEGIN and ends with the transaction."""

    opening: str


# Shared tables alone: what a transaction that says nothing has.
NOTHING = Reach("")
# Staff, and the service's own work: events, jobs, signing in.
EVERYTHING = Reach("SET LOCAL kabinet.everyone = 'on'")


def reach_of(identity: Identity) -> Reach:
    """Staff see every organisation, a member its own, and everyone else none."""
    if identity.is_staff:
        return EVERYTHING
    if identity.is_member and identity.organisation_id is not None:
        return organisation(identity.organisation_id)
    return NOTHING


def organisation(id: UUID) -> Reach:
    """The rows of one organisation."""
    # A UUID has no quotes: nothing that a caller could write gets into the statement.
    return Reach(f"SET LOCAL kabinet.organisation = '{UUID(int=id.int)}'")
