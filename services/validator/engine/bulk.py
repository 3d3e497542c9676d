"""A condition over all rows of a table at once, column against column, where nothing stands in the way.

The closures say what a formula means; this module only proves quickly what they would say. Any absent, unreadable or
skipped value, any node it does not know, and it gives None: then the closures are asked row by row.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from services.validator.domain.values import EMPTY
from services.validator.engine.code import MAIN, Code, Run, Scope
from services.validator.engine.comparisons import SIGNS, WITHIN, margin_of
from services.validator.engine.numbers import OPERATIONS
from services.validator.language import tree

Values = Sequence[Any] | None

FEWEST_ROWS: Final = 4
_PLAIN: Final = frozenset({Decimal, str, bool, date})
_CONTEXT: Final = (tree.Number, tree.Text, tree.Date, tree.Truth, tree.Parameter, tree.MemberField, tree.PeriodField)


def all_rows(code: Code, run: Run, row: Scope) -> Values:
    """The value of `code` in each row of the table, or None where rows have to be asked one by one."""
    if row.source != MAIN or not row.slot:
        return None
    count = run.main.columns[row.slot].count
    return _values(code, run, row.slot, count) if count >= FEWEST_ROWS else None


def _values(code: Code, run: Run, slot: int, count: int) -> Values:
    if code.scope.slot != slot or isinstance(code.node, _CONTEXT):
        return _everywhere(code, run, count) if code.scope.slot == 0 or isinstance(code.node, _CONTEXT) else None
    handler = _HANDLERS.get(type(code.node))
    return None if handler is None or code.type == "trouble" else handler(code, run, slot, count)


def _everywhere(code: Code, run: Run, count: int) -> Values:
    """What does not depend on the row is asked once."""
    value = code.run(run, 0)
    return [value] * count if type(value) in _PLAIN else None


def _parts(code: Code, run: Run, slot: int, count: int) -> list[Sequence[Any]] | None:
    found: list[Sequence[Any]] = []
    for part in code.parts:
        values = _values(part, run, slot, count)
        if values is None:
            return None
        found.append(values)
    return found


def _path(code: Code, run: Run, slot: int, count: int) -> Values:
    path = code.path
    if path is None or path.filtered or path.scope.slot != slot or code.type == "raw":
        return None
    column = run.main.columns[path.slot]
    if not run.main.aligned(path.slot, slot):
        return None
    values = column.values(code.type)
    if column.plain(code.type):
        return values
    if type(code.instead) is not Decimal or any(value is None for value in values):
        return None
    return [code.instead if value is EMPTY else value for value in values]


def _arithmetic(code: Code, run: Run, slot: int, count: int) -> Values:
    node = code.node
    parts = _parts(code, run, slot, count)
    if parts is None or not isinstance(node, tree.Arithmetic):
        return None
    total = parts[0]
    for (sign, _), values in zip(node.rest, parts[1:], strict=True):
        if sign == "/" and not all(values):
            return None
        total = list(map(OPERATIONS[sign], total, values))
    return total


def _negate(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    return None if parts is None else list(map(operator.neg, parts[0]))


def _compare(code: Code, run: Run, slot: int, count: int) -> Values:
    if not isinstance(code.node, tree.Compare) or code.parts[0].type == "raw":
        return None
    parts = _parts(code, run, slot, count)
    if parts is None:
        return None
    if len(parts) == 2:
        return list(map(SIGNS[code.node.sign], parts[0], parts[1]))
    if min(parts[2]) < 0:
        return None
    within = WITHIN[code.node.sign]
    margins = [margin_of(right, size, relative=code.relative) for right, size in zip(*parts[1:], strict=True)]
    return list(map(within, parts[0], parts[1], margins))


def _among(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    return None if parts is None else list(map(any, zip(*parts, strict=True)))


def _junction(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    if parts is None:
        return None
    return list(map(all if isinstance(code.node, tree.And) else any, zip(*parts, strict=True)))


def _not(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    return None if parts is None else list(map(operator.not_, parts[0]))


def _implies(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    return None if parts is None else list(map(operator.le, parts[0], parts[1]))


def _choice(code: Code, run: Run, slot: int, count: int) -> Values:
    parts = _parts(code, run, slot, count)
    if parts is None:
        return None
    return [then if met else otherwise for met, then, otherwise in zip(*parts, strict=True)]


def _call(code: Code, run: Run, slot: int, count: int) -> Values:
    """Functions are pure: each is asked for every row, with the work of finding its arguments saved."""
    parts = _parts(code, run, slot, count)
    apply = code.apply
    if parts is None or apply is None:
        return None
    values = [apply(*arguments) for arguments in zip(*parts, strict=True)]
    return values if all(type(value) in _PLAIN for value in values) else None


_HANDLERS: Final[dict[type, Callable[[Code, Run, int, int], Values]]] = {
    tree.Path: _path,
    tree.Arithmetic: _arithmetic,
    tree.Negate: _negate,
    tree.Compare: _compare,
    tree.Among: _among,
    tree.And: _junction,
    tree.Or: _junction,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Choice: _choice,
    tree.Call: _call,
}
