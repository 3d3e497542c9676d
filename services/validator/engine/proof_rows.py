"""Proofs over tables: conditions that hold for every row, aggregates, presence."""

from __future__ import annotations

from typing import Final

from services.validator.engine.code import MAIN, Code
from services.validator.engine.paths import PathCode
from services.validator.engine.proof_nodes import keyed, sign_of
from services.validator.engine.proof_source import Handler, Row, Unprovable, Writer
from services.validator.engine.references import kind_of
from services.validator.language import tree

_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_FUNCTIONS: Final = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_REDUCTIONS: Final = {
    "sum": "sum({values}, ZERO)",
    "average": "average(some({values}))",
    "min": "min(some({values}))",
    "max": "max(some({values}))",
    "unique": "unique(some({values}))",
}


def _table(path: PathCode | None) -> PathCode:
    """A path over all rows of one table of this report."""
    if path is None or path.scope.source != MAIN or path.scope.slot != 0 or path.filtered:
        raise Unprovable
    return path


def _for_each(writer: Writer, code: Code, row: Row | None) -> str:
    scope = code.row_scope
    path = _table(code.parts[0].path)
    if row is not None or scope is None or not scope.slot:
        raise Unprovable
    writer.visits += code.row_parts[0].size
    rows = writer.fact(f"values.rows({writer.given(path)}, {scope.slot})")
    body = code.row_parts[0]
    # Every row meets «a И b»: every row meets a, and every row meets b.
    parts = body.parts if isinstance(body.node, tree.And) else (body,)
    return f"(some_rows({rows}) and {' and '.join(_every_row(writer, part, scope.slot) for part in parts)})"


def _every_row(writer: Writer, body: Code, slot: int) -> str:
    row = Row(slot)
    source = writer.write(body, row)
    if not row.columns:
        return source
    return _at_once(writer, body, slot) or f"all([{source} {row.loop()}])"


def _at_once(writer: Writer, body: Code, slot: int) -> str | None:
    """A column compared with a column, or with what does not change: the greatest or the least row says it all."""
    node = body.node
    if not isinstance(node, tree.Compare) or len(body.parts) != 2 or body.parts[0].type not in ("number", "date"):
        return None
    sign = sign_of(node)
    left, right = (_column(writer, part, slot) for part in body.parts)
    if left[0] and right[0]:
        return f"False not in map({_FUNCTIONS[sign]}, {left[1]}, {right[1]})"
    if not left[0] and right[0] and sign in _MIRRORED:
        left, right, sign = right, left, _MIRRORED[sign]
    if not left[0] or right[1] is None or sign not in _MIRRORED:
        return None
    extreme = "max" if sign[0] == "<" else "min"
    return f"({writer.reckoned(f'{extreme}(some({left[1]}))')} {sign} {right[1]})"


def _column(writer: Writer, code: Code, slot: int) -> tuple[bool, str | None]:
    """Whether a node is a column of the table, and its name; None for what is reckoned row by row."""
    row = Row(slot)
    source = writer.write(code, row)
    if not row.uses:
        return False, source
    (column, variable), *more = row.columns.items()
    return (True, column) if source == variable and not more else (False, None)


def _aggregate(writer: Writer, code: Code, row: Row | None) -> str:
    """Reckoned once for the file, however many triggers or rows ask for it."""
    node = code.node
    if not isinstance(node, tree.Aggregate):
        raise Unprovable
    path = _table(code.parts[0].path)
    writer.visits += 2 + sum(part.size for part in code.row_parts)
    writer.nested |= row is not None
    if node.kind == "count":
        return writer.reckoned(_count(writer, code, path))
    where = code.row_parts[0] if code.row_parts else None
    kind = code.type if node.kind != "unique" else path.scope.shape.type_of(path.names) or "text"
    strict = code.strict or node.kind == "unique"
    values = _all_values(writer, path, kind, strict) if where is None else _chosen(writer, code, path, kind, where)
    return writer.reckoned(_REDUCTIONS[node.kind].format(values=values))


def _all_values(writer: Writer, path: PathCode, kind: str, strict: bool) -> str:
    return writer.fact(f"values.whole({writer.given(path)}, {kind!r}, strict={strict})")


def _chosen(writer: Writer, code: Code, path: PathCode, kind: str, where: Code) -> str:
    """Values of the rows that meet a condition; an empty one counts for nothing in a sum."""
    skips = isinstance(code.node, tree.Aggregate) and code.node.kind == "sum" and not code.strict
    instead = "ZERO" if skips else "DOUBT"
    row = Row(path.row.slot)
    if path.slot == row.slot or not row.slot:
        raise Unprovable
    value = row.variable(writer.fact(f"values.column({path.slot}, {row.slot}, {kind!r}, {instead})"))
    return _rows(writer, path, row, value, writer.write(where, row))


def _count(writer: Writer, code: Code, path: PathCode) -> str:
    if not code.row_parts:
        rows = writer.fact(f"values.rows({writer.given(path)}, {path.slot})")
        return f"Decimal({rows} + 0)"  # + 0: a doubt speaks up
    row = Row(path.row.slot)
    if path.slot != row.slot or not row.slot:
        raise Unprovable
    condition = writer.write(code.row_parts[0], row)
    return f"Decimal(len({_rows(writer, path, row, '0', condition)}))"


def _rows(writer: Writer, path: PathCode, row: Row, value: str, condition: str) -> str:
    rows = writer.fact(f"values.rows({writer.given(path)}, {row.slot})")
    return f"([{value} {row.loop()} if {condition}] if {rows} >= 0 else DOUBT)"


def _presence(writer: Writer, code: Code, row: Row | None) -> str:
    node = code.node
    path = code.parts[0].path if code.parts else None
    if not isinstance(node, tree.Presence):
        raise Unprovable
    if path is None:
        return writer.fact(f"values.ask({writer.given(code)})")  # a field of the member's card
    if path.scope.source != MAIN:
        raise Unprovable
    if path.scope.slot == 0:
        return _presence_at_root(writer, path, node.kind)
    if row is None or path.filtered or path.scope.slot != row.slot:
        raise Unprovable
    empty = row.variable(writer.fact(f"values.emptiness({path.slot}, {row.slot}, {kind_of(path)!r})"))
    return empty if node.kind == "empty" else f"({empty} or True)"


def _presence_at_root(writer: Writer, path: PathCode, kind: str) -> str:
    if path.filtered:
        table, rows = keyed(writer, path)
        if kind == "empty" or table != path.slot:
            raise Unprovable
        return f"(len({rows}) > 0)"
    if kind == "exists":
        return writer.fact(f"values.present({path.slot})")
    return writer.fact(f"values.all_empty({path.slot}, {kind_of(path)!r})")


ROWS: Final[dict[type, Handler]] = {
    tree.ForEach: _for_each,
    tree.Aggregate: _aggregate,
    tree.Presence: _presence,
}
