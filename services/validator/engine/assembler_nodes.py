"""Instructions of single nodes: paths, arithmetic, comparisons, logic, functions."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from services.validator.domain.values import read_text
from services.validator.engine.assembler import KINDS, Assembler, Handler
from services.validator.engine.code import MAIN, Code
from services.validator.engine.functions import pattern_of, unit_of
from services.validator.engine.paths import PathCode
from services.validator.engine.proof_nodes import value_of
from services.validator.engine.proof_source import Unprovable
from services.validator.language import tree

_SIGNS: Final = {"=": 0, "<>": 1, "<": 2, "<=": 3, ">": 4, ">=": 5}
_ARITHMETIC: Final = {"+": "ADD", "-": "SUBTRACT", "*": "MULTIPLY", "/": "DIVIDE"}
_OF_TEXT: Final = {"length": "LENGTH", "inn": "INN", "ogrn": "OGRN", "matches": "MATCH"}


def _constant(assembler: Assembler, code: Code, row: int | None) -> int:
    if isinstance(code.node, tree.Text):
        return assembler.constant(read_text(code.node.value))
    return assembler.constant(value_of(code))


def _ask(assembler: Assembler, code: Code, row: int | None) -> int:
    trigger = assembler.trigger
    if not isinstance(code.node, tree.Parameter) or trigger is None:
        return assembler.ask(code)
    # A trigger's own values of a parameter outweigh those of its rule set.
    return assembler.ask(code, trigger.trigger.parameters.get(code.node.name, ()))


def _path(assembler: Assembler, code: Code, row: int | None) -> int:
    path = code.path
    if path is None:
        return assembler.write(code.parts[0], None)  # a named value, told at the root
    kind = KINDS[code.type]
    if path.filtered:
        table, place = keyed(assembler, path)
        return assembler.emit("PICK", column(assembler, path.slot, table, kind), place)
    if path.scope.source != MAIN:
        raise Unprovable
    if path.scope.slot == 0:
        return assembler.emit("SINGLE", numbers=(path.slot, kind))
    if row is None or path.scope.slot != row:
        raise Unprovable
    return column(assembler, path.slot, row, kind)


def column(assembler: Assembler, slot: int, scope: int, kind: int) -> int:
    """The values of a path in the rows of a table."""
    return assembler.emit("COLUMN", numbers=(slot, scope, kind))


def keyed(assembler: Assembler, path: PathCode) -> tuple[int, int]:
    """The table of a path that chooses its row by a key, and the register with the row's place."""
    step = path.keyed
    if step is None or step.key is None or path.scope.source != MAIN:
        raise Unprovable
    keys = column(assembler, step.key.slot, step.slot, KINDS["text"])
    return step.slot, assembler.emit("KEYED", keys, assembler.constant(step.key.text))


def _arithmetic(assembler: Assembler, code: Code, row: int | None) -> int:
    if not isinstance(code.node, tree.Arithmetic):
        raise Unprovable
    total = assembler.write(code.parts[0], row)
    for (sign, _), part in zip(code.node.rest, code.parts[1:], strict=True):
        total = assembler.emit(_ARITHMETIC[sign], total, assembler.write(part, row))
    return total


def _negate(assembler: Assembler, code: Code, row: int | None) -> int:
    return assembler.emit("NEGATE", assembler.write(code.parts[0], row))


def _compare(assembler: Assembler, code: Code, row: int | None) -> int:
    node, kind = code.node, code.parts[0].type
    if not isinstance(node, tree.Compare) or kind not in KINDS:
        raise Unprovable
    sign = _SIGNS[node.sign]
    left, right = assembler.write(code.parts[0], row), assembler.write(code.parts[1], row)
    if len(code.parts) > 2:
        size = value_of(code.parts[2])
        if size < 0:
            raise Unprovable
        return assembler.emit("WITHIN", left, right, assembler.constant(size), numbers=(sign, code.relative))
    if kind in ("text", "boolean"):
        return assembler.emit("SAME", left, right, numbers=(sign, KINDS[kind]))
    return assembler.emit("COMPARE", left, right, numbers=(sign,))


def _junction(assembler: Assembler, code: Code, row: int | None) -> int:
    """`x В (a; b)` is `x = a ИЛИ x = b`."""
    word = "AND" if isinstance(code.node, tree.And) else "OR"
    whole = assembler.write(code.parts[0], row)
    for part in code.parts[1:]:
        whole = assembler.emit(word, whole, assembler.write(part, row))
    return whole


def _not(assembler: Assembler, code: Code, row: int | None) -> int:
    return assembler.emit("NOT", assembler.write(code.parts[0], row))


def _implies(assembler: Assembler, code: Code, row: int | None) -> int:
    return assembler.emit("IMPLIES", *(assembler.write(part, row) for part in code.parts))


def _choice(assembler: Assembler, code: Code, row: int | None) -> int:
    condition, then, otherwise = (assembler.write(part, row) for part in code.parts)
    return assembler.emit("CHOOSE", then, otherwise, condition, numbers=(KINDS[code.type],))


def _coalesce(assembler: Assembler, code: Code, row: int | None) -> int:
    *first, last = (assembler.write(part, row) for part in code.parts)
    for item in reversed(first):
        last = assembler.emit("COALESCE", item, last, numbers=(KINDS[code.type],))
    return last


def _call(assembler: Assembler, code: Code, row: int | None) -> int:
    node = code.node
    if not isinstance(node, tree.Call) or (node.function in _OF_TEXT) != (code.parts[0].type == "text"):
        raise Unprovable
    if node.function == "workdays":
        raise Unprovable  # the calendar is asked by the closures
    first = assembler.write(code.parts[0], row)
    match node.function:
        case "matches":
            pattern = pattern_of(value_of(code.parts[1]))
            if pattern is None:
                raise Unprovable
            return assembler.emit("MATCH", first, numbers=(assembler.pattern(pattern.search),))
        case "days":
            return assembler.emit("DAYS", first, assembler.write(code.parts[1], row))
        case "round":
            places = value_of(code.parts[1]) if len(code.parts) > 1 else Decimal(0)
            if unit_of(places) is None:
                raise Unprovable
            return assembler.emit("ROUND", first, numbers=(int(places),))
        case "abs":
            return assembler.emit("ABSOLUTE", first)
        case "length" | "inn" | "ogrn":
            return assembler.emit(_OF_TEXT[node.function], first)
    raise Unprovable


NODES: Final[dict[type, Handler]] = {
    tree.Number: _constant,
    tree.Text: _constant,
    tree.Date: _constant,
    tree.Truth: _constant,
    tree.MemberField: _ask,
    tree.PeriodField: _ask,
    tree.Parameter: _ask,
    tree.Path: _path,
    tree.Arithmetic: _arithmetic,
    tree.Negate: _negate,
    tree.Compare: _compare,
    tree.Among: _junction,
    tree.And: _junction,
    tree.Or: _junction,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Choice: _choice,
    tree.Coalesce: _coalesce,
    tree.Call: _call,
}
