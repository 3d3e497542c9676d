"""The second factor: whom it is asked of, and the codes that open an account when the application is lost."""

import secrets
from collections.abc import Iterable

from contracts.roles import MEMBERS, Role
from services.auth.domain.passwords import PersonRules

CODES = 10
# No letters that look like digits, nor the other way round.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def is_obligatory(roles: Iterable[Role], rules: PersonRules) -> bool:
    """Whether a person with these roles must have one: everybody who works for the SRO, where it is so set."""
    return rules.second_factor_for_staff and bool(frozenset(roles) - MEMBERS)


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of some fifty bits each, in two groups so that they can be copied by hand."""
    return tuple(f"{_letters()}-{_letters()}" for _ in range(CODES))


def normalise_code(code: str) -> str:
    """A code as it is compared: without spaces, in one letter case."""
    return "".join(code.split()).lower()


def is_recovery_code(code: str) -> bool:
    return "-" in code


def _letters() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))
