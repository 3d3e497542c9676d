"""One path of one file: its elements in the order of the file, and their values, read in bulk at first use."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final

from lxml import etree

from services.validator.domain.values import (
    EMPTY,
    EMPTY_AMOUNTS,
    EMPTY_TEXTS,
    MAX_DIGITS,
    read_boolean,
    read_date,
    read_number,
    read_text,
)
from services.validator.native import Report

LAST_LINE: Final = 65_534

# Whole columns of plain values, joined by line ends; anything unusual is read value by value.
_OF_NUMBERS: Final = b"0123456789.-\n"
_NO_NUMBERS: Final = ("\n.", ".\n", "-.")  # Decimal takes them for numbers
_DATES = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}\n)*", re.ASCII)
READERS: Final[dict[str, Callable[[str | None], Any]]] = {
    "number": read_number,
    "date": read_date,
    "text": read_text,
    "raw": read_text,
    "boolean": read_boolean,
}


class Column(ABC):
    """`parents` are the ordinals of the elements' parents in the column of the path above; `complete`: every parent has
    at least one.

    Values: `None` is unreadable, `EMPTY` states nothing. Kinds: number, date, text, boolean, raw (as text).
    """

    __slots__ = ("_plain", "_values", "attribute", "complete", "parents")

    parents: list[int]

    def __init__(self, attribute: str | None) -> None:
        self.attribute = attribute
        self.complete = False
        self._values: dict[str, list[Any]] = {}
        self._plain: dict[str, bool] = {}

    @property
    @abstractmethod
    def count(self) -> int: ...

    @abstractmethod
    def raw(self) -> list[str | None]:
        """Texts as they stand in the file."""

    @abstractmethod
    def line(self, ordinal: int) -> int | None:
        """The line in the file; None past the last one that the parser counts."""

    @abstractmethod
    def _is_section(self, ordinal: int) -> bool: ...

    def values(self, kind: str) -> list[Any]:
        known = self._values.get(kind)
        return self._read(kind) if known is None else known

    def plain(self, kind: str) -> bool:
        """Whether every value of the column is there and readable."""
        self.values(kind)
        known = self._plain.get(kind)
        if known is None:
            known = self._plain[kind] = not any(value is EMPTY or value is None for value in self._values[kind])
        return known

    def _read(self, kind: str) -> list[Any]:
        raw = self.raw()
        values = read_plain(raw, kind) if len(raw) > 1 else None
        if values is not None:
            self._plain[kind] = True
        else:
            values = self._read_each(raw, kind)
        self._values[kind] = values
        return values

    def _read_each(self, raw: list[str | None], kind: str) -> list[Any]:
        values = read_with_empties(raw, kind)
        if values is None:
            values = list(map(READERS[kind], raw))
        if self.attribute is None:
            for n, value in enumerate(values):
                # A section is not an empty value: it holds elements, not text.
                if value is EMPTY and self._is_section(n):
                    values[n] = None
        return values


class TreeColumn(Column):
    """Elements that lxml has made objects of."""

    __slots__ = ("_raw", "elements")

    def __init__(self, attribute: str | None) -> None:
        super().__init__(attribute)
        self.elements: list[etree._Element] = []
        self.parents = []
        self._raw: list[str | None] | None = None

    @property
    def count(self) -> int:
        return len(self.elements)

    def raw(self) -> list[str | None]:
        if self._raw is None:
            if self.attribute is None:
                self._raw = [element.text for element in self.elements]
            else:
                self._raw = [attribute_of(element, self.attribute) for element in self.elements]
        return self._raw

    def line(self, ordinal: int) -> int | None:
        return line_of(self.elements[ordinal])

    def _is_section(self, ordinal: int) -> bool:
        return len(self.elements[ordinal]) > 0


class NativeColumn(Column):
    """A column of the native library, whose values are taken over when something asks for them."""

    __slots__ = ("__dict__", "_count", "_report", "_slot")

    def __init__(self, report: Report, slot: int, count: int, attribute: str | None) -> None:
        super().__init__(attribute)
        self._report = report
        self._slot = slot
        self._count = count

    @property
    def count(self) -> int:
        return self._count

    @cached_property
    def parents(self) -> list[int]:  # type: ignore[override]
        return self._report.parents(self._slot, self._count)

    def raw(self) -> list[str | None]:
        return self._raw

    @cached_property
    def _raw(self) -> list[str | None]:
        return self._report.raw(self._slot)

    def line(self, ordinal: int) -> int | None:
        return self._report.line(self._slot, ordinal)

    def _is_section(self, ordinal: int) -> bool:
        return self._report.is_section(self._slot, ordinal)


def read_plain(raw: Sequence[str | None], kind: str) -> list[Any] | None:
    """The values of a column in which nothing is empty, odd or unreadable; None where that is not certain."""
    try:
        joined = "\n".join(raw) + "\n"  # type: ignore[arg-type]
    except TypeError:
        return None  # an element without text
    if kind == "number":
        return _numbers(*_without_blanks(raw, joined))
    if kind == "date":
        return _dates(raw) if _DATES.fullmatch(joined) else None
    if kind in ("text", "raw"):
        return _texts(raw, joined)
    return None


def read_with_empties(raw: Sequence[str | None], kind: str) -> list[Any] | None:
    """The same where numbers or dates stand beside marks of emptiness."""
    if kind not in ("number", "date"):
        return None
    stated = read_plain([text for text in raw if text not in EMPTY_AMOUNTS], kind)
    if stated is None:
        return None
    values = iter(stated)
    return [EMPTY if text in EMPTY_AMOUNTS else next(values) for text in raw]


def _without_blanks(raw: Sequence[Any], joined: str) -> tuple[Sequence[Any], str]:
    """«99 995,07» is 99995.07."""
    if joined.isascii() and " " not in joined and "," not in joined:
        return raw, joined
    bare = joined.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    found = bare[:-1].split("\n")
    return (found, bare) if len(found) == len(raw) else (raw, joined)


def _numbers(raw: Sequence[Any], joined: str) -> list[Decimal] | None:
    """Of digits, points and signs Decimal takes only what is a number: all else raises."""
    if not raw:
        return []
    if not joined.isascii() or joined.encode().translate(None, _OF_NUMBERS) or max(map(len, raw)) > MAX_DIGITS:
        return None
    if any(odd in joined for odd in _NO_NUMBERS) or joined.startswith(".") or "\n\n" in joined:
        return None
    try:
        return list(map(Decimal, raw))
    except InvalidOperation:
        return None


def _dates(raw: Sequence[Any]) -> list[date] | None:
    try:
        return list(map(date.fromisoformat, raw))
    except ValueError:
        return None


def _texts(raw: Sequence[Any], joined: str) -> list[str] | None:
    texts = list(map(str.strip, raw))
    if not EMPTY_TEXTS.isdisjoint(texts):
        return None
    return texts if joined.isascii() or unicodedata.is_normalized("NFC", joined) else None


def line_of(element: etree._Element) -> int | None:
    """The line in the file; None past the last one that the parser counts."""
    line: Any = element.sourceline
    return line if line is not None and line <= LAST_LINE else None


def attribute_of(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name; root attributes of XTDD have no namespace."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return None
