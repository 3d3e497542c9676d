"""For an equation over one unknown: the value of the cell that would satisfy it, all other cells as they are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from services.validator.domain.values import normalised
from services.validator.engine.code import MAIN, Code, Run
from services.validator.engine.columns import Column
from services.validator.engine.index import Index
from services.validator.engine.numbers import divide
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.language import tree

CellKey = tuple[int, str, int]
"""Slot of a path, source, and ordinal of the element."""

_ONE: Final = Decimal(1)
# A page shows the first rows; beyond them nobody reads what each single cell should be.
_MOST_SOLVED: Final = 40


def solve(code: Code, run: Run, ordinal: int) -> str | None:
    """The root of an equation that has one cell."""
    cells = _cells(code, run, ordinal)
    if len(cells) != 1:
        return None
    return _root(code, run, ordinal, *next(iter(cells.values())))


def suggestions(code: Code, run: Run, ordinals: Iterable[int]) -> dict[CellKey, str]:
    """For each cell of a false equation in the given rows the value that would make it true by itself.

    Cells below an aggregate are left out: a total of many rows names no row at fault.
    """
    node = code.node
    if not isinstance(node, tree.Compare) or node.sign != "=" or len(code.parts) < 2:
        return {}
    found: dict[CellKey, str] = {}
    tried = 0
    for ordinal in ordinals:
        for key, (column, place) in _single_cells(code.parts[:2], run, ordinal).items():
            tried += 1
            if tried > _MOST_SOLVED:
                return found
            root = None if key in found else _root(code, run, ordinal, column, place)
            if root is not None:
                found[key] = root
    return found


def _root(code: Code, run: Run, ordinal: int, column: Column, place: int) -> str | None:
    """The equation is tried with the cell moved by one and by two; only a straight line is solved, its root tried."""
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
    run.known.clear()
    try:
        left, right = code.parts[0].run(run, ordinal), code.parts[1].run(run, ordinal)
    finally:
        numbers[place] = kept
        run.known.clear()
    return left - right if isinstance(left, Decimal) and isinstance(right, Decimal) else None


def _cells(code: Code, run: Run, ordinal: int) -> dict[tuple[int, int], tuple[Column, int]]:
    """Distinct cells of the two sides, two at most: more are more than one unknown."""
    found: dict[tuple[int, int], tuple[Column, int]] = {}
    pending: list[Any] = list(code.parts[:2])
    while pending and len(found) < 2:
        part = pending.pop()
        if part.path is None:
            pending.extend(part.parts)
            continue  # below a path stand the conditions that choose its rows, and those are told in rows
        index, met = part.path.index(run), part.path.find(run, ordinal)
        if isinstance(index, Index) and not isinstance(met, Trouble | NotApplied):
            column = index.columns[part.path.slot]
            found |= {(id(column), place): (column, place) for place in list(met)[:2]}
    return found


def _single_cells(parts: Iterable[Code], run: Run, ordinal: int) -> dict[CellKey, tuple[Column, int]]:
    """Cells of this report that the parts read one at a time."""
    found: dict[CellKey, tuple[Column, int]] = {}
    for part in parts:
        if isinstance(part.node, tree.Aggregate):
            continue
        if part.path is None:
            found |= _single_cells(part.parts, run, ordinal)
            continue
        index, met = part.path.index(run), part.path.find(run, ordinal)
        if not isinstance(index, Index) or isinstance(met, Trouble | NotApplied):
            continue
        if part.path.scope.source == MAIN and len(met) == 1:
            found[part.path.slot, MAIN, met[0]] = (index.columns[part.path.slot], met[0])
    return found
