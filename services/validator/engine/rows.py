"""Aggregates over columns and conditions that hold for every row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import compress
from typing import TYPE_CHECKING, Any, Final

from contracts.statuses import Cause
from services.validator.domain.values import EMPTY, normalised
from services.validator.engine import references
from services.validator.engine.bulk import all_rows
from services.validator.engine.code import Code, Evaluate, Run, Scope, remembered
from services.validator.engine.numbers import divide
from services.validator.engine.outcomes import NotApplied, RowRef, Trouble
from services.validator.engine.paths import Met, PathCode
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler

ZERO_ROWS: Final = NotApplied("zero_rows")
_SKIPPED: Final = NotApplied("rows_skipped")


def compile_for_each(compiler: Compiler, node: tree.ForEach, scope: Scope) -> Code:
    rows = references.reference(compiler, node.rows, scope, counting=True)
    path = _path(rows)
    row = _loop_row(path)
    body = compiler.operand(node.body, row, "boolean")
    return Code(node, "boolean", _loop(path, row, body), scope, (rows,), row_parts=(body,), row_scope=row)


def _loop_row(path: PathCode) -> Scope:
    """Without an element list a section is its own row, however many of its parents repeat in this file."""
    shape = path.row.shape
    if not shape.listed_form and shape.has_children(path.names):
        return Scope(path.scope.source, path.names, path.slot, path.scope.plan, shape)
    return path.row


def _path(code: Code) -> PathCode:
    if code.path is None:
        raise TypeError("a reference has a path")
    return code.path


def _loop(path: PathCode, row: Scope, body: Code) -> Evaluate:
    evaluate = body.run
    whole = not path.filtered

    def loop(run: Run, ordinal: int) -> Any:
        met = path.rows(run, ordinal, row.slot)
        if isinstance(met, Trouble | NotApplied):
            return met
        run.spend(len(met) * body.size)
        if whole and path.scope.slot == 0:
            proved = all_rows(body, run, row)
            if proved is not None:
                return False not in proved
        trouble: Trouble | None = None
        settled = False
        for found in met:
            value = evaluate(run, found)
            if value is False:
                return False
            if type(value) is Trouble:
                trouble = trouble or value
            elif value is True:
                settled = True
        if trouble is not None:
            return trouble
        return True if settled else (_SKIPPED if met else ZERO_ROWS)

    return loop


def compile_aggregate(compiler: Compiler, node: tree.Aggregate, scope: Scope, kind: str) -> Code:
    column = references.reference(compiler, node.column, scope, counting=node.kind == "count")
    path = _path(column)
    wanted = _column_kind(node, path, kind)
    known = path.scope.shape.type_of(path.names)
    if node.kind != "count" and known is not None and known != wanted:
        return compiler.mismatch(node, scope, known, wanted)
    where = compiler.without_tolerance().operand(node.where, path.row, "boolean") if node.where else None
    select = path.rows if where is None else _select(path, where)
    strict = compiler.settings.empty == "missing"
    run = _AGGREGATES[node.kind](path, wanted, strict, select)
    if kind == "raw":
        run = _as_text(run)
    if path.scope.slot == 0:
        run = remembered(run)  # a loop would add up the same column in each of its rows
    row_parts = () if where is None else (where,)
    return Code(node, kind, run, column.scope, (column,), row_parts=row_parts, row_scope=path.row, strict=strict)


def _column_kind(node: tree.Aggregate, path: PathCode, kind: str) -> str:
    if node.kind in ("min", "max") and kind == "date":
        return "date"
    if node.kind == "unique":
        return path.scope.shape.type_of(path.names) or "text"
    return "number"


def _as_text(run: Evaluate) -> Evaluate:
    def as_text(state: Run, ordinal: int) -> Any:
        value = run(state, ordinal)
        return normalised(value) if type(value) is Decimal else value

    return as_text


Select = Callable[[Run, int], Met]


def _select(path: PathCode, where: Code) -> Select:
    """Elements of the rows that meet the condition; a column that lacks its element there is an absence."""
    row = path.row.slot
    condition = where.run
    whole = not path.filtered and path.scope.slot == 0

    def select(run: Run, ordinal: int) -> Met:
        rows = path.rows(run, ordinal, row)
        if isinstance(rows, Trouble | NotApplied):
            return rows
        run.spend(len(rows) * where.size)
        proved = all_rows(where, run, path.row) if whole else None
        if proved is not None and (path.slot == row or run.main.aligned(path.slot, row)):
            return list(compress(rows, proved))
        chosen: list[int] = []
        for found in rows:
            met = condition(run, found)
            if type(met) is Trouble:
                return met
            if met is True:
                below = path.index(run).span(path.slot, row, found)  # type: ignore[union-attr]
                if not below:
                    return path.absent((RowRef(row, found, path.scope.source),))
                chosen.extend(below)
        return chosen

    return select


def _count(path: PathCode, kind: str, missing: bool, select: Select) -> Evaluate:
    def count(run: Run, ordinal: int) -> Any:
        met = select(run, ordinal)
        return met if isinstance(met, Trouble | NotApplied) else Decimal(len(met))

    return count


def _values(path: PathCode, kind: str, select: Select, missing: bool) -> Evaluate:
    """The values that are there, empties left out; under `missing` an empty one is trouble."""

    def values(run: Run, ordinal: int) -> Any:
        met = select(run, ordinal)
        if isinstance(met, Trouble | NotApplied):
            return met
        run.spend(len(met))
        index = path.index(run)
        column = index.columns[path.slot]  # type: ignore[union-attr]
        read_column = column.values(kind)
        found = read_column if len(met) == len(read_column) else [read_column[n] for n in met]
        if column.plain(kind):
            return found
        if None in found:
            at = met[found.index(None)]
            return path.unreadable(column, at, _rows(run, path, at))
        if EMPTY not in found:
            return found
        if missing:
            at = met[found.index(EMPTY)]
            return Trouble("value_empty", Cause.FILE, path.display, rows=_rows(run, path, at))
        return [value for value in found if value is not EMPTY]

    return values


def _rows(run: Run, path: PathCode, found: int) -> tuple[RowRef, ...]:
    row = path.row.slot
    if not row:
        return ()
    at = path.index(run).owner(path.slot, found, row)  # type: ignore[union-attr]
    return (RowRef(row, at, path.scope.source),)


def _reduction(reduce: Callable[[list[Any]], Any], *, zero: Any, strict: bool) -> Callable[..., Evaluate]:
    """An aggregate of values; `zero` is its value over no rows, `strict` makes `empty: missing` count."""

    def make(path: PathCode, kind: str, missing: bool, select: Select) -> Evaluate:
        values = _values(path, kind, select, missing and strict)

        def aggregate(run: Run, ordinal: int) -> Any:
            found = values(run, ordinal)
            if isinstance(found, Trouble | NotApplied):
                return found
            return reduce(found) if found else zero

        return aggregate

    return make


def _average(values: Sequence[Decimal]) -> Any:
    return divide(sum(values, Decimal(0)), Decimal(len(values)))


_AGGREGATES: Final[dict[str, Callable[..., Evaluate]]] = {
    "count": _count,
    "sum": _reduction(lambda values: sum(values, Decimal(0)), zero=Decimal(0), strict=True),
    "average": _reduction(_average, zero=ZERO_ROWS, strict=False),
    "min": _reduction(min, zero=ZERO_ROWS, strict=False),
    "max": _reduction(max, zero=ZERO_ROWS, strict=False),
    "unique": _reduction(lambda values: len(set(values)) == len(values), zero=ZERO_ROWS, strict=False),
}
