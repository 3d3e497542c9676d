"""What differs between two states of a card. States are JSON, so that one of years ago compares with that of today."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.members import CardContent, CardDetails, CardFieldChange, OrganisationCard

State = Mapping[str, Any]

DETAILS = tuple(CardDetails.model_fields)
CONTENT = tuple(CardContent.model_fields)
HISTORY = tuple(name for name in OrganisationCard.model_fields if name not in ("id", "revision"))


def differences(before: State, after: State, fields: Iterable[str]) -> tuple[CardFieldChange, ...]:
    """The fields that differ, as text. A field that one of the states does not know yet is empty there."""
    pairs = ((field, shown(before.get(field)), shown(after.get(field))) for field in fields)
    return tuple(CardFieldChange(field=field, before=was, after=now) for field, was, now in pairs if was != now)


def shown(value: Any) -> str | None:
    """A value of a card as text; a list of people is a person a line."""
    if isinstance(value, list):
        return "\n".join(map(_person, value)) or None
    return None if value is None else str(value)


def _person(person: Mapping[str, Any]) -> str:
    parts = [person.get(name) for name in ("name", "position", "authority", "valid_until", "phone", "email")]
    return ", ".join(str(part) for part in parts if part)
