"""The period that a report states in words -> its dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from contracts.periods import Period, PeriodKind, period_of

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS: Final = ("перв", "втор", "трет", "четв")
_MONTHS: Final = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=256)
def read_period(kind: PeriodKind, year: str, part: str | None) -> Period | None:
    """`part` is «3 квартал», «III квартал», «сентябрь», «1 полугодие», «09»…; None when it can't be read."""
    match = re.search(r"(?<!\d)(\d{4})(?!\d)", year, re.ASCII)
    number = 1 if kind is PeriodKind.YEAR else _number(kind, part or "")
    if match is None or number is None:
        return None
    try:
        return period_of(kind, int(match.group(1)), number)
    except ValueError:
        return None


def _number(kind: PeriodKind, part: str) -> int | None:
    for word in _WORD.findall(part.casefold()):
        number = _named(kind, word)
        if number is not None:
            return number
    return None


def _named(kind: PeriodKind, word: str) -> int | None:
    digits = re.match(r"(\d{1,2})(?!\d)", word, re.ASCII)
    if digits:
        return int(digits.group(1))
    if kind is PeriodKind.MONTH:
        return next((n for n, name in enumerate(_MONTHS, 1) if word.startswith(name)), None)
    # «І» and «i» of people who type the Roman number with Cyrillic letters.
    roman = _ROMAN.get(word.replace("і", "i"))
    return roman or next((n for n, stem in enumerate(_ORDINALS, 1) if word.startswith(stem)), None)
