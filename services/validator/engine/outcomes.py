"""What an expression yields besides a value: «не применялся», or the trouble that keeps it from being evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from contracts.statuses import Cause
from services.validator.engine.texts import NOT_APPLIED, TROUBLES


@dataclass(frozen=True, slots=True)
class RowRef:
    """A row of a table: the slot of its path and its place among all of that path, from 0."""

    slot: int
    ordinal: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an expression could not be evaluated. `rows` are those at fault, where it was in a column."""

    code: str
    cause: Cause
    element: str | None = None
    value: str = ""
    rows: tuple[RowRef, ...] = ()

    def text(self, language: int = 0) -> str:
        numbers = ", ".join(str(row.ordinal + 1) for row in self.rows[:5])
        return TROUBLES[self.code][language].format(
            element=self.element or "",
            value=self.value,
            rows=(f" (строка {numbers})", f" (row {numbers})")[language] if numbers else "",
        )


@dataclass(frozen=True, slots=True)
class NotApplied:
    """«Не применялся»: there was nothing to compare. Neutral in logic, false as a condition."""

    code: str
    element: str | None = None

    def text(self, language: int = 0) -> str:
        return NOT_APPLIED[self.code][language].format(element=self.element or "")


EMPTY_SIDE: Final = NotApplied("empty_side")
ABSENT: Final = "element_absent"


def settle(*values: Any) -> Trouble | NotApplied:
    """The outcome of an operation that lacks an operand: trouble outweighs «не применялся»."""
    for value in values:
        if type(value) is Trouble:
            return value
    for value in values:
        if type(value) is NotApplied:
            return value
    return EMPTY_SIDE
