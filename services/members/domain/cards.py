"""What a card may hold."""

import re
from datetime import date
from typing import TypeVar

from contracts.members import MOST_AUTHORISED, AuthorisedPerson, CardContent, CardDetails, RegisterMember
from services.members.domain.numbers import inn_fault, ogrn_fault
from services.members.domain.statuses import first_fault

T = TypeVar("T", CardDetails, CardContent, RegisterMember, AuthorisedPerson)
Faults = list[tuple[str, str]]

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_PHONE = re.compile(r"(?=(?:\D*\d){5})[0-9+()\-., доб]+")
_WEBSITE = re.compile(r"(?:https?://|www\.)\S+\.\S+")
LONGEST = {
    "full_name": 500,
    "short_name": 200,
    "kpp": 20,
    "email": 254,
    "phone": 50,
    "website": 200,
    "legal_address": 500,
    "postal_address": 500,
    "head_name": 200,
    "head_position": 200,
    "registry_number": 50,
    "cbr_number": 50,
    "name": 200,
    "position": 200,
    "authority": 300,
}
_SHAPES = {
    "email": (_ADDRESS, "email_form"),
    "kpp": (_KPP, "kpp_form"),
    "phone": (_PHONE, "phone_form"),
    "website": (_WEBSITE, "website_form"),
}
_REQUIRED = frozenset({"full_name", "short_name", "name", "authority"})
_NUMBERS = frozenset({"inn", "ogrn"})


def faults_of(card: RegisterMember, today: date) -> Faults:
    """Fields at fault with their codes; empty when the card can be entered. Expects `tidied` text."""
    found = [
        ("inn", inn_fault(card.inn)),
        ("ogrn", ogrn_fault(card.ogrn)),
        ("status", first_fault(card.status)),
    ]
    return [(field, code) for field, code in found if code is not None] + content_faults(card, today)


def content_faults(content: CardContent, today: date) -> Faults:
    """The same of what the staff edit."""
    later = content.cbr_registered_on is not None and content.cbr_registered_on > today
    return details_faults(content) + ([("cbr_registered_on", "date_future")] if later else [])


def details_faults(details: CardDetails) -> Faults:
    """The same of what an organisation tells of itself."""
    found = _text_faults(details)
    if len(details.authorised) > MOST_AUTHORISED:
        found.append(("authorised", "too_many"))
    for number, person in enumerate(details.authorised[:MOST_AUTHORISED]):
        found += [(f"authorised.{number}.{field}", code) for field, code in _text_faults(person)]
    return found


def tidied(card: T) -> T:
    """The card with spaces and control characters in order; an empty optional field is None."""
    texts: dict[str, object] = {}
    for name in type(card).model_fields:
        if name in LONGEST or name in _NUMBERS:
            text = tidied_text(getattr(card, name) or "")
            texts[name] = text if text or name in _REQUIRED | _NUMBERS else None
    if isinstance(card, CardDetails):
        texts["authorised"] = tuple(tidied(person) for person in card.authorised)
    return card.model_copy(update=texts)


def tidied_text(text: str) -> str:
    """Text with single spaces and without control characters (NUL among them), which cannot be stored or shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _text_faults(card: CardDetails | AuthorisedPerson) -> Faults:
    found = [(name, _text_fault(name, getattr(card, name))) for name in type(card).model_fields if name in LONGEST]
    return [(name, code) for name, code in found if code is not None]


def _text_fault(name: str, text: str | None) -> str | None:
    if not text:
        return "required" if name in _REQUIRED else None
    if len(text) > LONGEST[name]:
        return "too_long"
    shape, code = _SHAPES.get(name, (None, None))
    return code if shape is not None and not shape.fullmatch(text) else None
