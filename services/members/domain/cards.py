"""What a card holds, and the forms in which it is searched and sorted."""

import re

from contracts.members import RegisterMember
from services.members.domain.numbers import inn_fault, ogrn_fault
from services.members.domain.statuses import first_fault

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = {"full_name": 500, "short_name": 200, "email": 254, "phone": 50}
_OPTIONAL = frozenset({"email", "phone"})
_QUOTES = str.maketrans("", "", "\"'«»„“”")


def faults_of(card: RegisterMember) -> list[tuple[str, str]]:
    """Fields at fault with their codes; empty when the card can be entered. Expects `tidied` text."""
    found = [
        ("inn", inn_fault(card.inn)),
        ("ogrn", ogrn_fault(card.ogrn)),
        ("status", first_fault(card.status)),
        ("email", None if card.email is None or _ADDRESS.fullmatch(card.email) else "email_form"),
    ]
    found += [(name, _text_fault(name, getattr(card, name))) for name in _LONGEST]
    return [(field, code) for field, code in found if code is not None]


def tidied(card: RegisterMember) -> RegisterMember:
    """The card with spaces and control characters in order; an empty optional field is None."""
    texts: dict[str, str | None] = {name: tidied_text(getattr(card, name) or "") for name in ("inn", "ogrn", *_LONGEST)}
    for name in _OPTIONAL:
        texts[name] = texts[name] or None
    return card.model_copy(update=texts)


def tidied_text(text: str) -> str:
    """Text with single spaces and without control characters (NUL among them), which cannot be stored or shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def folded(text: str) -> str:
    """The form in which names are compared: one letter case, ё as е, no quotation marks, single spaces."""
    return " ".join(text.translate(_QUOTES).casefold().replace("ё", "е").split())


def search_text(full_name: str, short_name: str, inn: str, ogrn: str) -> str:
    """What a search looks into, a line a field, so that no match spans two of them."""
    return "\n".join((folded(full_name), folded(short_name), inn, ogrn))


def _text_fault(name: str, text: str | None) -> str | None:
    if not text:
        return None if name in _OPTIONAL else "required"
    return "too_long" if len(text) > _LONGEST[name] else None
