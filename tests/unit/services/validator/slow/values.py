"""What a cell says, told slowly: written from the specification of the language, not from the engine."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Unknown:
    """Not evaluable; `causes` are all those that any reading of the file may name."""

    causes: frozenset[str]

    def __or__(self, other: Unknown) -> Unknown:
        return Unknown(self.causes | other.causes)


class Skipped:
    """«Не применялся»."""


class Nothing:
    """An empty cell."""


SKIPPED, NOTHING = Skipped(), Nothing()
FILE, RULE = Unknown(frozenset({"file"})), Unknown(frozenset({"rule"}))
_EMPTY = {"", "''", "-", "–", "—", "00.00.0000"}
_LONE = {"X", "x", "Х", "х"}


def read(text: str, kind: str, has_children: bool = False) -> Any:
    """A value, NOTHING, or FILE for what can't be read."""
    stripped = text.strip()
    if stripped in _EMPTY or (kind in ("number", "date") and stripped in _LONE):
        return FILE if has_children else NOTHING
    return {"number": _number, "date": _date, "boolean": _boolean, "text": _text}[kind](stripped)


def _number(text: str) -> Any:
    bare = text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", bare) or sum(c.isdigit() for c in bare) > 28:
        return FILE
    return Fraction(bare)


def _date(text: str) -> Any:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    parts = found.groups() if found else None
    if parts is None:
        found = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", text)
        parts = found.groups()[::-1] if found else None
    if parts is None:
        return FILE
    try:
        return date(*map(int, parts))
    except ValueError:
        return FILE


def _boolean(text: str) -> Any:
    return {"да": True, "true": True, "1": True, "нет": False, "false": False, "0": False}.get(text.casefold(), FILE)


def _text(text: str) -> Any:
    return unicodedata.normalize("NFC", text)


def quotient(left: Fraction, right: Fraction) -> Fraction:
    """28 significant digits, half to even."""
    exact = left / right
    if exact == 0:
        return exact
    size, places = abs(exact), 0
    while size >= Fraction(10) ** (places + 1):
        places += 1
    while size < Fraction(10) ** places:
        places -= 1
    unit = Fraction(10) ** (places - 27)
    whole = round(exact / unit)  # Python rounds a Fraction half to even
    return whole * unit


def rounded(value: Fraction, digits: int) -> Fraction:
    """Half away from zero."""
    unit = Fraction(1, 10**digits) if digits >= 0 else Fraction(10**-digits)
    scaled = abs(value) / unit
    whole = scaled.numerator // scaled.denominator
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return whole * unit * (1 if value >= 0 else -1)
