"""Proofs of single values: paths, arithmetic, comparisons, logic, functions. Each gives a Python expression."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from services.validator.domain.checksums import is_inn, is_ogrn
from services.validator.domain.values import EMPTY, read_text
from services.validator.engine.code import MAIN, Code
from services.validator.engine.functions import pattern_of, unit_of
from services.validator.engine.paths import PathCode
from services.validator.engine.proof_source import Handler, Row, Unprovable, Writer
from services.validator.language import tree

_SIGNS: Final = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_WITHIN: Final = {
    "=": "(abs({left} - {right}) <= {margin})",
    "<>": "(abs({left} - {right}) > {margin})",
    "<=": "({left} <= {right} + {margin})",
    ">=": "({left} >= {right} - {margin})",
}
_TESTS: Final[dict[str, Callable[[str], bool]]] = {"inn": is_inn, "ogrn": is_ogrn}
_MOST_QUOTIENTS: Final = 20
_OF_TEXT: Final = frozenset({"inn", "ogrn", "matches", "length"})


def sign_of(node: tree.Compare) -> str:
    return _SIGNS[node.sign]


def value_of(code: Code) -> Any:
    """The value of a number, a text, a date or a truth as written."""
    if not isinstance(code.node, tree.Number | tree.Text | tree.Date | tree.Truth):
        raise Unprovable
    value = read_text(code.node.value) if isinstance(code.node, tree.Text) else code.run(None, 0)  # type: ignore[arg-type]
    if value is EMPTY:
        raise Unprovable
    return value


def _constant(writer: Writer, code: Code, row: Row | None) -> str:
    return writer.constant(value_of(code))


def _ask(writer: Writer, code: Code, row: Row | None) -> str:
    return writer.fact(f"values.ask({writer.given(code)})")


def instead_of(code: Code) -> str:
    return "ZERO" if type(code.instead) is Decimal else "DOUBT"


def _path(writer: Writer, code: Code, row: Row | None) -> str:
    path = code.path
    if path is None:
        value = code.parts[0]  # a named value, told at the root
        if id(value) not in writer.named:
            writer.named[id(value)] = writer.reckoned(writer.write(value, None))
        return writer.named[id(value)]
    if path.scope.source != MAIN:
        raise Unprovable
    if path.filtered:
        table, rows = keyed(writer, path)
        column = writer.fact(f"values.column({path.slot}, {table}, {code.type!r}, {instead_of(code)})")
        return f"{column}[{writer.reckoned(f'only({rows})')}]"
    if path.scope.slot == 0:
        return writer.single(path.slot, code.type, instead_of(code))
    if row is None or path.scope.slot != row.slot:
        raise Unprovable
    return row.variable(writer.fact(f"values.column({path.slot}, {row.slot}, {code.type!r}, {instead_of(code)})"))


def keyed(writer: Writer, path: PathCode) -> tuple[int, str]:
    """The table of a path that chooses its row by a key, and the fact of the rows chosen."""
    step = path.keyed
    if step is None or step.key is None:
        raise Unprovable
    return step.slot, writer.fact(f"values.keyed({step.key.slot}, {step.slot}, {writer.constant(step.key.text)})")


def _arithmetic(writer: Writer, code: Code, row: Row | None) -> str:
    if not isinstance(code.node, tree.Arithmetic):
        raise Unprovable
    total = writer.write(code.parts[0], row)
    for (sign, _), part in zip(code.node.rest, code.parts[1:], strict=True):
        value = writer.write(part, row)
        # A long chain stays flat: Python reads no more than 200 brackets within one another.
        total = f"quotient({total}, {value})" if sign == "/" else f"{total} {sign} {value}"
        if len(total) > 10_000 or total.count("quotient(") > _MOST_QUOTIENTS:
            raise Unprovable
    return f"({total})"


def _negate(writer: Writer, code: Code, row: Row | None) -> str:
    return f"(-{writer.write(code.parts[0], row)})"


def _compare(writer: Writer, code: Code, row: Row | None) -> str:
    node = code.node
    if not isinstance(node, tree.Compare):
        raise Unprovable
    left, right = writer.write(code.parts[0], row), writer.write(code.parts[1], row)
    if len(code.parts) == 2:
        return f"({left} {sign_of(node)} {right})"
    size = value_of(code.parts[2])
    if size < 0:
        raise Unprovable
    margin = writer.constant(size)
    if code.relative:
        margin = f"abs({right}) * {margin} * {writer.constant(Decimal('0.01'))}"
    return _WITHIN[node.sign].format(left=left, right=right, margin=margin)


def _among(writer: Writer, code: Code, row: Row | None) -> str:
    item, *_ = code.parts[0].parts or (None,)
    options = [option.parts[1] for option in code.parts if len(option.parts) > 1]
    if item is None or item.type != "text" or not all(isinstance(option.node, tree.Text) for option in options):
        return _junction(writer, code, row)
    return f"({writer.write(item, row)} in {writer.constant(frozenset(map(value_of, options)))})"


def _junction(writer: Writer, code: Code, row: Row | None) -> str:
    word = " and " if isinstance(code.node, tree.And) else " or "
    return f"({word.join(writer.write(part, row) for part in code.parts)})"


def _not(writer: Writer, code: Code, row: Row | None) -> str:
    return f"(not {writer.write(code.parts[0], row)})"


def _implies(writer: Writer, code: Code, row: Row | None) -> str:
    condition, conclusion = code.parts
    return f"(not {writer.write(condition, row)} or {writer.write(conclusion, row)})"


def _choice(writer: Writer, code: Code, row: Row | None) -> str:
    condition, then, otherwise = (writer.write(part, row) for part in code.parts)
    return f"({then} if {condition} else {otherwise})"


def _coalesce(writer: Writer, code: Code, row: Row | None) -> str:
    """Only where the first is there: what replaces it is left to the closures."""
    return writer.write(code.parts[0], row)


def _call(writer: Writer, code: Code, row: Row | None) -> str:
    node = code.node
    if not isinstance(node, tree.Call):
        raise Unprovable
    if (node.function in _OF_TEXT) != (code.parts[0].type == "text"):
        raise Unprovable
    first = writer.write(code.parts[0], row)
    match node.function:
        case "inn" | "ogrn":
            return f"of_text({writer.constant(_TESTS[node.function])}, {first})"
        case "matches":
            pattern = pattern_of(value_of(code.parts[1]))
            if pattern is None:
                raise Unprovable
            return f"(of_text({writer.constant(pattern.search)}, {first}) is not None)"
        case "length":
            return f"Decimal(len({first}))"
        case "abs":
            return f"abs({first})"
        case "days":
            return f"Decimal(({writer.write(code.parts[1], row)} - {first}).days)"
        case "round":
            unit = unit_of(value_of(code.parts[1]) if len(code.parts) > 1 else Decimal(0))
            if unit is None:
                raise Unprovable
            return f"{first}.quantize({writer.constant(unit)}, HALF_UP, ROUNDING)"
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
    tree.Among: _among,
    tree.And: _junction,
    tree.Or: _junction,
    tree.Not: _not,
    tree.Implies: _implies,
    tree.Choice: _choice,
    tree.Coalesce: _coalesce,
    tree.Call: _call,
}
