"""Instructions over tables: conditions that every row meets, aggregates, presence."""

from __future__ import annotations

from typing import Final

from services.validator.engine.assembler import KINDS, PRESENCE, Assembler, Handler
from services.validator.engine.assembler_nodes import column, keyed
from services.validator.engine.code import MAIN, Code
from services.validator.engine.paths import PathCode
from services.validator.engine.proof_source import Unprovable
from services.validator.engine.references import kind_of
from services.validator.language import tree

_REDUCTIONS: Final = {"sum": "SUM", "average": "AVERAGE", "min": "LEAST", "max": "GREATEST", "unique": "UNIQUE"}
_MOST_STEPS: Final = 60


def _table(path: PathCode | None) -> PathCode:
    """A path over all rows of one table of this report."""
    if path is None or path.scope.source != MAIN or path.scope.slot != 0 or path.filtered:
        raise Unprovable
    return path


def _gate(assembler: Assembler, path: PathCode, upto: int) -> int:
    """The number of rows; a doubt where a step that is there once below its parent is missing."""
    slots = [step.slot for step in path.steps]
    steps = path.steps[: slots.index(upto) + 1] if upto in slots else ()
    if not steps or len(steps) > _MOST_STEPS:
        raise Unprovable
    once = sum(1 << n for n, step in enumerate(reversed(steps)) if not step.repeats)
    low, high = once & 0xFFFFFFFF, once >> 32
    return assembler.emit("GATE", numbers=(upto, low - (1 << 32) if low >> 31 else low, high))


def _for_each(assembler: Assembler, code: Code, row: int | None) -> int:
    scope = code.row_scope
    path = _table(code.parts[0].path)
    if row is not None or scope is None or not scope.slot:
        raise Unprovable
    assembler.visits += code.row_parts[0].size
    gate = _gate(assembler, path, scope.slot)
    return assembler.emit("EVERY", assembler.write(code.row_parts[0], scope.slot), -1, gate)


def _aggregate(assembler: Assembler, code: Code, row: int | None) -> int:
    """Reckoned once for the file, however many triggers or rows ask for it."""
    node = code.node
    if not isinstance(node, tree.Aggregate):
        raise Unprovable
    path = _table(code.parts[0].path)
    assembler.visits += 2 + sum(part.size for part in code.row_parts)
    assembler.nested |= row is not None
    if node.kind == "count":
        return _count(assembler, code, path)
    kind = code.type if node.kind != "unique" else path.scope.shape.type_of(path.names) or "text"
    if kind not in ("number", "date", "text"):
        raise Unprovable
    if not code.row_parts:
        gate = _gate(assembler, path, path.slot)
        values, where = assembler.emit("WHOLE", numbers=(path.slot, KINDS[kind])), -1
    else:
        gate, where = _chosen(assembler, code, path)
        values = column(assembler, path.slot, path.row.slot, KINDS[kind])
    strict = code.strict and node.kind == "sum"
    return assembler.emit(_REDUCTIONS[node.kind], values, where, gate, numbers=(strict, KINDS[kind]))


def _chosen(assembler: Assembler, code: Code, path: PathCode) -> tuple[int, int]:
    """The rows gone through, and whether each meets the condition."""
    row = path.row.slot
    if not row:
        raise Unprovable
    return _gate(assembler, path, row), assembler.write(code.row_parts[0], row)


def _count(assembler: Assembler, code: Code, path: PathCode) -> int:
    if not code.row_parts:
        return _gate(assembler, path, path.slot)
    gate, where = _chosen(assembler, code, path)
    if path.slot != path.row.slot:
        raise Unprovable
    return assembler.emit("COUNT", -1, where, gate)


def _presence(assembler: Assembler, code: Code, row: int | None) -> int:
    node = code.node
    path = code.parts[0].path if code.parts else None
    if not isinstance(node, tree.Presence):
        raise Unprovable
    if path is None:
        return assembler.ask(code)  # a field of the member's card
    if path.scope.source != MAIN:
        raise Unprovable
    exists = node.kind == "exists"
    kind = PRESENCE if exists else KINDS[kind_of(path)]
    if path.filtered:
        return _presence_by_key(assembler, path, kind)
    if path.scope.slot == 0:
        if exists:
            return assembler.emit("PRESENT", numbers=(path.slot,))
        return assembler.emit("NOTHING", assembler.emit("SINGLE", numbers=(path.slot, kind)))
    if row is None or path.scope.slot != row:
        raise Unprovable
    return assembler.emit("EXISTS" if exists else "NOTHING", column(assembler, path.slot, row, kind))


def _presence_by_key(assembler: Assembler, path: PathCode, kind: int) -> int:
    table, place = keyed(assembler, path)
    there = assembler.emit("FOUND", place)
    if path.slot == table:
        if kind != PRESENCE:
            raise Unprovable
        return there
    cell = assembler.emit("PICK", column(assembler, path.slot, table, kind), place)
    if kind != PRESENCE:
        return assembler.emit("NOTHING", cell)
    return assembler.emit("AND", there, assembler.emit("EXISTS", cell))


ROWS: Final[dict[type, Handler]] = {
    tree.ForEach: _for_each,
    tree.Aggregate: _aggregate,
    tree.Presence: _presence,
}
