"""For an equation over one unknown: the value of the cell that would satisfy it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.validator.domain.values import normalised
from services.validator.engine.code import Code, Run
from services.validator.engine.columns import Column
from services.validator.engine.index import Index
from services.validator.engine.numbers import divide
from services.validator.engine.outcomes import NotApplied, Trouble

_ONE = Decimal(1)


def solve(code: Code, run: Run, ordinal: int) -> str | None:
    """The equation is tried with the cell moved by one and by two; only a straight line is solved, its root tried."""
    cells = _cells(code, run, ordinal)
    if len(cells) != 1:
        return None
    column, place = next(iter(cells.values()))
    start = column.values("number")[place]
    origin = start if isinstance(start, Decimal) else Decimal(0)
    tried = [_moved(code, run, ordinal, column, place, origin + _ONE * n) for n in range(3)]
    first, second, third = tried
    if first is None or second is None or third is None:
        return None
    slope = second - first
    if not slope or third - second != slope:
        return None
    root = divide(first, slope)
    if isinstance(root, Trouble):
        return None
    answer = origin - root
    return normalised(answer) if _moved(code, run, ordinal, column, place, answer) == 0 else None


def _moved(code: Code, run: Run, ordinal: int, column: Column, place: int, value: Decimal) -> Decimal | None:
    """Left minus right with another number in the cell, which is put back whatever happens."""
    numbers = column.values("number")
    kept = numbers[place]
    numbers[place] = value
    try:
        left, right = code.parts[0].run(run, ordinal), code.parts[1].run(run, ordinal)
    finally:
        numbers[place] = kept
    return left - right if isinstance(left, Decimal) and isinstance(right, Decimal) else None


def _cells(code: Code, run: Run, ordinal: int) -> dict[tuple[int, int], tuple[Column, int]]:
    """Distinct cells of the two sides, two at most: more are more than one unknown."""
    found: dict[tuple[int, int], tuple[Column, int]] = {}
    pending: list[Any] = list(code.parts[:2])
    while pending and len(found) < 2:
        part = pending.pop()
        pending.extend(part.parts)
        if part.path is None:
            continue
        index, met = part.path.index(run), part.path.find(run, ordinal)
        if isinstance(index, Index) and not isinstance(met, Trouble | NotApplied):
            column = index.columns[part.path.slot]
            found |= {(id(column), place): (column, place) for place in list(met)[:2]}
    return found
