"""The official working-day table as people write it, read strictly: a slip in it would move the terms of every member.

The file beside is what ships; the live table is calendar's, and reaches those who count by event.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from contracts.terms import WorkingYear

# YAML, for whoever has a reader of it: `{year: {act, holidays, worked, provisional}}`.
SHIPPED_TABLE: Final = Path(__file__).with_name("working-days.yaml")

_SATURDAY = 5
_KEYS = frozenset({"act", "holidays", "worked", "provisional"})


class BadTableError(ValueError):
    """The table cannot be right; the message names the year and what is wrong."""


def read_table(document: Mapping[int, Mapping[str, Any]]) -> tuple[WorkingYear, ...]:
    """Years in order, out of `{year: {act, holidays: [MM-DD], worked: [MM-DD], provisional}}`. Raises BadTableError."""
    return tuple(_read_year(year, document[year]) for year in sorted(document))


def _read_year(year: int, entry: Mapping[str, Any]) -> WorkingYear:
    if unknown := set(entry) - _KEYS:
        raise BadTableError(f"{year}: unknown keys {sorted(unknown)}")
    if not entry.get("act"):
        raise BadTableError(f"{year}: no act is named")
    return WorkingYear(
        year=year,
        act=entry["act"],
        provisional=entry.get("provisional", False),
        holidays=_days(year, entry["holidays"], weekend=False),
        worked=_days(year, entry.get("worked", ()), weekend=True),
    )


def _days(year: int, written: Sequence[str], *, weekend: bool) -> tuple[date, ...]:
    days = tuple(_day(year, text) for text in written)
    if list(days) != sorted(set(days)):
        raise BadTableError(f"{year}: days repeat or are out of order")
    for day in days:
        # A holiday on a Sunday, or a worked Monday, says that the line was copied from another year.
        if (day.weekday() >= _SATURDAY) is not weekend:
            raise BadTableError(f"{day} is {'no' if weekend else 'a'} weekend day")
    return days


def _day(year: int, text: str) -> date:
    try:
        return date.fromisoformat(f"{year}-{text}")
    except ValueError as error:
        raise BadTableError(f"{year}: {text!r} is no day") from error
