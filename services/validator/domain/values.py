"""Raw text of a report -> values. `None` from a reader means «unreadable»; `EMPTY` means that nothing is stated."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal


class Empty(Enum):
    """The one value of a cell that is there and states nothing."""

    EMPTY = "empty"


EMPTY: Final = Empty.EMPTY
ValueType = Literal["number", "date", "text", "boolean"]

MAX_DIGITS: Final = 28
EMPTY_TEXTS: Final = frozenset({"", "''", "-", "–", "—", "00.00.0000"})
EMPTY_AMOUNTS: Final = EMPTY_TEXTS | {"X", "x", "Х", "х"}  # Latin and Cyrillic
_BLANKS: Final = " \t\r\n\u00a0"
_TRUE: Final = frozenset({"true", "1", "да"})
_FALSE: Final = frozenset({"false", "0", "нет"})
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_DATE = re.compile(
    r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})\.(\d{2})\.(\d{4}))"
    r"(?:(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)? ?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


def read_text(raw: str | None) -> str | Empty:
    """Trimmed and NFC, so that «й» of two code points equals «й» of one."""
    text = (raw or "").strip()
    if text in EMPTY_TEXTS:
        return EMPTY
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def read_number(raw: str | None) -> Decimal | Empty | None:
    """A decimal of at most 28 ASCII digits; spaces and NBSP are stripped, a comma is a point."""
    text = (raw or "").strip(_BLANKS)
    if text in EMPTY_AMOUNTS:
        return EMPTY
    text = text.replace(" ", "").replace("\u00a0", "")
    if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > MAX_DIGITS:
        return None
    return Decimal(text.replace(",", "."))


def read_date(raw: str | None) -> date | Empty | None:
    """ISO or DD.MM.YYYY; a time of day is dropped."""
    text = (raw or "").strip(_BLANKS)
    if text in EMPTY_AMOUNTS or (text.startswith("00.00.0000") and text[10:].strip(" 0:") == ""):
        return EMPTY
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def read_boolean(raw: str | None) -> bool | Empty | None:
    text = (raw or "").strip(_BLANKS)
    if text in EMPTY_TEXTS:
        return EMPTY
    folded = text.casefold()
    if folded in _TRUE:
        return True
    return False if folded in _FALSE else None


def normalised(value: Decimal) -> str:
    """A decimal as evidence shows it: no exponent, no trailing zeros, no negative zero."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
