"""The type of an element from all of its values: the narrowest one that every value is of."""

from __future__ import annotations

import re
from typing import Final, Literal

from services.validator.domain.values import EMPTY, read_boolean, read_date, read_number, read_text

ValueKind = Literal["number", "date", "text", "boolean"]

# Longer ones are numbers of accounts, contracts, organisations: nobody adds them up.
_MOST_DIGITS: Final = 15
_CODE = re.compile(r"[+-]?0\d|\+", re.ASCII)
# What is written in digits and is no amount: its zeros in front count.
_NAMED_CODE = re.compile(
    r"ИНН|ОГРН|КПП|ОКПО|ОКАТО|ОКТМО|ОКВЭД|ОКОПФ|БИК|СНИЛС|Телефон|Номер|^Код|Код$|Год$|^Серия|^Индекс|^Версия"
)


class Values:
    """What was seen of one element. Values are not kept, but for those that still tell rows apart."""

    __slots__ = ("_boolean", "_coded", "_date", "_number", "_worded", "distinct", "empty", "met")

    def __init__(self) -> None:
        self.met = 0
        self.empty = 0
        self.distinct: set[str] | None = set()  # None once a value came twice
        self._number = self._date = self._boolean = True
        self._coded = False  # a number with a zero in front, or too long for an amount
        self._worded = False  # «да», «true»: a column of ones and zeros is one of numbers

    def add(self, raw: str | None) -> None:
        self.met += 1
        text = read_text(raw)
        if text is EMPTY or not isinstance(text, str):
            self.empty += 1
            self.distinct = None
            return
        if self.distinct is not None:
            before = len(self.distinct)
            self.distinct.add(text)
            if len(self.distinct) == before:
                self.distinct = None
        self._narrow(text)

    def _narrow(self, text: str) -> None:
        if self._number:
            self._number = read_number(text) is not None
            self._coded = self._coded or bool(_CODE.match(text)) or sum(map(str.isdigit, text)) > _MOST_DIGITS
        if self._date:
            self._date = read_date(text) is not None
        if self._boolean:
            self._boolean = read_boolean(text) is not None
            self._worded = self._worded or not text.isdigit()

    @property
    def stated(self) -> int:
        return self.met - self.empty

    def kind(self, name: str) -> ValueKind:
        """The type; `name` tells codes from amounts. What was always empty is text."""
        if not self.stated:
            return "text"
        if self._date and not self._number:
            return "date"
        if self._boolean and self._worded:
            return "boolean"
        if self._number and not self._coded and not _NAMED_CODE.search(name):
            return "number"
        return "text"
