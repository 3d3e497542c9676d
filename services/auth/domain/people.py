"""Rules about people: addresses, passwords, and which roles go with which side."""

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from contracts.roles import MEMBERS, Role

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PersonError(ValueError):
    """What is wrong with the data of a person, in plain words for whoever runs a command."""


def normalise_email(email: str) -> str:
    """The form in which addresses are compared: composed, without spaces around, in one letter case."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def normalise_password(password: str) -> str:
    """The same password typed on another keyboard or system must have the same bytes (NFKC, as in NIST 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def check_email(email: str) -> None:
    """Raises PersonError. `email` is normalised."""
    if not _ADDRESS.fullmatch(email) or len(email) > 254:
        raise PersonError(f"not an e-mail address: {email}")


def check_password(password: str) -> None:
    """Raises PersonError for a password that is too short to be kept."""
    if not SHORTEST_PASSWORD <= len(normalise_password(password)) <= LONGEST_PASSWORD:
        raise PersonError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")


def check_roles(roles: Iterable[Role], organisation_id: UUID | None) -> None:
    """Member roles go with an organisation, the SRO's and the operator's with none. Raises PersonError."""
    chosen = frozenset(roles)
    if not chosen:
        raise PersonError("at least one role is needed")
    wrong = chosen - MEMBERS if organisation_id else chosen & MEMBERS
    if wrong:
        where = "within a member organisation" if organisation_id else "without a member organisation"
        raise PersonError(f"not a role {where}: {', '.join(sorted(wrong))}")
