"""What generated proofs are made of at run time: the values of one report, each a plain value or a doubt.

Nothing here explains anything: what a proof can't tell, the closures do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from services.validator.domain.values import EMPTY
from services.validator.engine.code import STEP_BUDGET, Code, Run
from services.validator.engine.columns import READERS, read_plain
from services.validator.engine.doubt import DOUBT, Unproved
from services.validator.engine.numbers import divide
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.paths import PathCode

ZERO: Final = Decimal(0)
_PLAIN: Final = frozenset({Decimal, str, bool, date})


class Values:
    """Asked by the first lines of a generated proof; every answer is a plain value, a list of them, or `DOUBT`."""

    __slots__ = ("_index", "_run")

    def __init__(self, run: Run) -> None:
        self._run = run
        self._index = run.main

    def singles(self, slots: Sequence[int], kind: str, instead: Any) -> list[Any]:
        """The values of elements that a file has once, read together; `instead` stands for an empty one."""
        found = [self._index.columns[slot].raw() for slot in slots]
        raw = [texts[0] if len(texts) == 1 else None for texts in found]
        stated = [text for text in raw if text is not None]
        read = read_plain(stated, kind)
        if read is None:
            return [self._single(slot, text, kind, instead) for slot, text in zip(slots, raw, strict=True)]
        values = iter(read)
        return read if len(read) == len(raw) else [DOUBT if text is None else next(values) for text in raw]

    def _single(self, slot: int, text: str | None, kind: str, instead: Any) -> Any:
        column = self._index.columns[slot]
        if column.count != 1:
            return DOUBT
        value = READERS[kind](text)
        if value is EMPTY:
            value = column.values(kind)[0]  # a section is not an empty value
        return _settled(value, instead)

    def column(self, slot: int, scope: int, kind: str, instead: Any) -> Any:
        """One value for each element of `scope`."""
        if not self._index.aligned(slot, scope):
            return DOUBT
        column = self._index.columns[slot]
        values = column.values(kind)
        if column.plain(kind):
            return values
        if instead is DOUBT or None in values:
            return DOUBT
        return [instead if value is EMPTY else value for value in values]

    def whole(self, path: PathCode, kind: str, *, strict: bool) -> Any:
        """The values that an aggregate without a condition takes; an empty one counts for nothing, or is a doubt."""
        if isinstance(path.rows(self._run, 0), Trouble | NotApplied):
            return DOUBT
        column = self._index.columns[path.slot]
        values = column.values(kind)
        if column.plain(kind):
            return values
        if strict or None in values:
            return DOUBT
        return [value for value in values if value is not EMPTY]

    def rows(self, path: PathCode, slot: int) -> Any:
        """The number of rows that a loop or an aggregate goes through."""
        met = path.rows(self._run, 0, slot)
        return DOUBT if isinstance(met, Trouble | NotApplied) else len(met)

    def affords(self, visits: int, nested: bool) -> bool:
        """Whether the budget of a trigger would do for the longest table, gone through that often."""
        most = self._index.most
        return visits * (most * most if nested else most) <= STEP_BUDGET

    def present(self, slot: int) -> bool:
        return self._index.columns[slot].count > 0

    def all_empty(self, slot: int, kind: str) -> bool:
        return all(value is EMPTY for value in self._index.columns[slot].values(kind))

    def emptiness(self, slot: int, scope: int, kind: str) -> Any:
        """Whether the value is empty, for each element of `scope`."""
        if not self._index.aligned(slot, scope):
            return DOUBT
        return [value is EMPTY for value in self._index.columns[slot].values(kind)]

    def keyed(self, key: int, table: int, text: str) -> Any:
        """The rows with this key."""
        rows = self._index.by_key(key, table)
        return DOUBT if rows is None else rows.get(text, ())

    def ask(self, code: Code) -> Any:
        """What does not depend on a row: parameters, the member's card, the period."""
        value = code.run(self._run, 0)
        return value if type(value) in _PLAIN else DOUBT


def _settled(value: Any, instead: Any) -> Any:
    if value is EMPTY:
        return instead
    return DOUBT if value is None else value


def only(rows: Sequence[int]) -> int:
    if len(rows) != 1:
        raise Unproved
    return rows[0]


def quotient(left: Decimal, right: Decimal) -> Decimal:
    value = divide(left, right) if type(left) is Decimal else None
    if type(value) is not Decimal:
        raise Unproved
    return value


def of_text(test: Callable[[str], Any], text: Any) -> Any:
    """A function of a text that is there."""
    if type(text) is not str:
        raise Unproved
    return test(text)


def some_rows(count: int) -> bool:
    """A loop over no rows is «не применялся», not true."""
    if not count:
        raise Unproved
    return True


def some(values: list[Any]) -> list[Any]:
    """Values of which there is at least one: over none an aggregate is «не применялся»."""
    if not values:
        raise Unproved
    return values


def average(values: list[Decimal]) -> Decimal:
    return quotient(sum(values, ZERO), Decimal(len(values)))


def unique(values: list[Any]) -> bool:
    return len(set(values)) == len(values)
