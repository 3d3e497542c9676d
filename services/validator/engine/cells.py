"""Cells that took part in a finding, and the formula with this file's numbers in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from contracts.verdict import FindingCell, FindingRow
from services.validator.domain.values import EMPTY
from services.validator.engine.code import FEWEST, MAIN, Code, LimitError, Run
from services.validator.engine.evidence import shown
from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, RowRef, Trouble
from services.validator.engine.paths import ABSENT_CODES, PathCode
from services.validator.engine.shape import names_of
from services.validator.engine.solving import CellKey, suggestions
from services.validator.language import tree
from services.validator.language.printer import print_formula, quoted

MAX_CELLS: Final = 2000
_LEAVES: Final = (
    tree.Path,
    tree.Prior,
    tree.MemberField,
    tree.PeriodField,
    tree.Parameter,
    tree.Aggregate,
    tree.Presence,
)


def cells_of(code: Code, run: Run, ordinals: Iterable[int]) -> tuple[FindingCell, ...]:
    """The cells that a node reads in each of the given rows, each once, in the order of the formula; not beyond what
    one finding, and all of them together, may hold."""
    most = min(MAX_CELLS, max(FEWEST, run.cells_left))
    ordinals = list(ordinals)
    suggested = _suggested(code, run, ordinals)
    found: dict[CellKey, FindingCell] = {}
    for ordinal in ordinals:
        for path, where in _paths(code):
            for key, cell in _cells(path, run, ordinal, where):
                if key not in found:
                    found[key] = cell.model_copy(update={"suggested": suggested[key]}) if key in suggested else cell
        if len(found) >= most:
            break
    cells = tuple(found.values())[:most]
    run.cells_left -= len(cells)
    return cells


def _suggested(code: Code, run: Run, ordinals: Sequence[int]) -> dict[CellKey, str]:
    """Each is tried by evaluating the whole equation: where that is too much, nothing is suggested."""
    try:
        return suggestions(code, run, ordinals)
    except (LimitError, ArithmeticError):
        return {}


def _paths(code: Code) -> list[tuple[PathCode, Code | None]]:
    """Paths below a node with the `ГДЕ` of their aggregate; conditions of rows are not evidence themselves."""
    if code.path is not None:
        return [(code.path, None)]
    if isinstance(code.node, tree.Aggregate) and code.row_parts and code.parts[0].path is not None:
        return [(code.parts[0].path, code.row_parts[0])]
    return [found for part in code.parts for found in _paths(part)]


def _cells(path: PathCode, run: Run, ordinal: int, where: Code | None) -> Iterable[tuple[CellKey, FindingCell]]:
    index, met = path.index(run), path.find(run, ordinal)
    place = _place(path, run)
    if not isinstance(index, Index) or isinstance(met, Trouble | NotApplied) or not met:
        yield (path.slot, path.scope.source, -1), FindingCell(**place)
        return
    column = index.columns[path.slot]
    for found in met:
        if where is None or where.run(run, index.owner(path.slot, found, path.row.slot)) is True:
            raw = (column.raw()[found] or "").strip()
            line = None if place["elsewhere"] else column.line(found)
            cell = FindingCell(value=raw, line=line, **place, **_row(path, run, index, found))
            yield (path.slot, path.scope.source, found), cell


def _place(path: PathCode, run: Run) -> dict[str, Any]:
    """What is the same for every element of a path. A cell of another report says of which."""
    element = path.scope.shape.element_of(path.names)
    place: dict[str, Any] = {"path": path.display, "elsewhere": path.scope.source != MAIN}
    label = element.caption if element else None
    if path.scope.source != MAIN:
        label = f"{label or path.display}, {run.facts.title_of(path.scope.source)}"
    if element is None:
        return {**place, "label": label}
    places = {"section": element.section, "form_line": element.line, "column": element.column}
    return {**place, "label": label, **places}


def _row(path: PathCode, run: Run, index: Index, found: int) -> dict[str, Any]:
    """The row that holds a cell; nothing for a cell that is not in a table."""
    row = path.row
    if not row.slot or row.names not in row.shape.repeated(path.names, counting=False):
        return {}
    ref = RowRef(row.slot, index.owner(path.slot, found, row.slot), row.source)
    return {"row": ref.ordinal + 1, "row_key": _key(run, ref)}


def finding_rows(run: Run, rows: Sequence[RowRef]) -> tuple[tuple[FindingRow, ...], int]:
    """Rows by number from 1, and by the key that the form names for them; how many one verdict does not hold."""
    found = sorted(set(rows), key=lambda row: row.ordinal)
    kept = found[: max(FEWEST, run.rows_left)]
    run.rows_left -= len(kept)
    return tuple(_told_row(run, row) for row in kept), len(found) - len(kept)


def _told_row(run: Run, row: RowRef) -> FindingRow:
    known = run.told_rows.get(row)
    if known is None:
        known = run.told_rows[row] = FindingRow(number=row.ordinal + 1, key=_key(run, row))
    return known


def _key(run: Run, row: RowRef) -> str | None:
    index = run.source(row.source)
    if not isinstance(index, Index):
        return None
    names = index.plan.paths[row.slot]
    key = run.shape.key_of(names)
    slot = index.plan.find((*names, *names_of(key))) if key else None
    if slot is None:
        return None
    below = index.span(slot, row.slot, row.ordinal)
    return (index.columns[slot].raw()[below[0]] or "").strip() or None if below else None


def fill_formula(code: Code, run: Run, ordinal: int) -> str:
    """A formula (or the body of a loop in its first firing row) with this file's values for names."""
    filled: dict[int, str] = {}
    _fill(code, run, ordinal, filled)
    return print_formula(code.node, filled)


def _fill(code: Code, run: Run, ordinal: int, filled: dict[int, str]) -> None:
    if isinstance(code.node, _LEAVES):
        filled[id(code.node)] = _written(code.run(run, ordinal))
        return
    if isinstance(code.node, tree.ForEach):
        return
    for part in code.parts:
        _fill(part, run, ordinal, filled)


def _written(value: Any) -> str:
    if value is EMPTY:
        return "пусто"
    if isinstance(value, bool):
        return "ДА" if value else "НЕТ"
    if isinstance(value, Trouble):
        return "нет" if value.code in ABSENT_CODES else "?"
    if isinstance(value, NotApplied):
        return "не применялся"
    if isinstance(value, str):
        return quoted(value)
    text = shown(value) or "?"
    return f"({text})" if isinstance(value, Decimal) and value < 0 else text
