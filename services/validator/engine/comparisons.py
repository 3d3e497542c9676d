"""Comparison of numbers (with tolerance), dates, texts and booleans; and of values whose kind only they can tell."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from contracts.statuses import Cause
from services.validator.domain.values import EMPTY, read_date, read_number, read_text
from services.validator.engine.code import Code, Evaluate, Run, Scope
from services.validator.engine.outcomes import EMPTY_SIDE, NotApplied, Trouble, settle
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler

SIGNS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
WITHIN: Final[dict[str, Callable[[Decimal, Decimal, Decimal], bool]]] = {
    "=": lambda left, right, margin: abs(left - right) <= margin,
    "<>": lambda left, right, margin: abs(left - right) > margin,
    "<=": lambda left, right, margin: left <= right + margin,
    ">=": lambda left, right, margin: left >= right - margin,
}
_TEXT_ORDER: Final = Trouble("text_order", Cause.RULE)
_NEGATIVE: Final = Trouble("tolerance_negative", Cause.RULE)
_HUNDREDTH: Final = Decimal("0.01")


def compile_comparison(compiler: Compiler, node: tree.Compare | tree.Among, scope: Scope) -> Code:
    if isinstance(node, tree.Among):
        return _compile_among(compiler, node, scope)
    left, right = compiler.infer(node.left, scope), compiler.infer(node.right, scope)
    kind = left or right
    if kind is None and node.tolerance is not None:
        kind = "number"
    if kind is None:
        return _compile_untyped(compiler, node, scope)
    if left and right and left != right:
        return compiler.mismatch(node, scope, right, left)
    return _compile_typed(compiler, node, scope, kind)


def _compile_typed(compiler: Compiler, node: tree.Compare, scope: Scope, kind: str) -> Code:
    if kind != "number" and node.tolerance is not None:
        return compiler.trouble(node, scope, "tolerance_kind")
    if kind in ("text", "boolean") and node.sign not in ("=", "<>"):
        return compiler.trouble(node, scope, "text_order")
    left = compiler.operand(node.left, scope, kind)
    right = compiler.operand(node.right, scope, kind)
    if kind != "number":
        return Code(node, "boolean", _plain(left.run, right.run, SIGNS[node.sign]), scope, (left, right))
    tolerance = _tolerance_of(compiler, node)
    if tolerance is None:
        return Code(node, "boolean", _numbers(left.run, right.run, SIGNS[node.sign]), scope, (left, right))
    margin = compiler.operand(tolerance.value, scope, "number")
    run = _within(left.run, right.run, margin.run, WITHIN[node.sign], relative=tolerance.relative)
    return Code(node, "boolean", run, scope, (left, right, margin), relative=tolerance.relative)


def _tolerance_of(compiler: Compiler, node: tree.Compare) -> tree.Tolerance | None:
    if node.tolerance is not None:
        return node.tolerance
    return compiler.settings.tolerance if node.sign in WITHIN else None


def _numbers(left: Evaluate, right: Evaluate, test: Callable[[Any, Any], bool]) -> Evaluate:
    def compare(run: Run, ordinal: int) -> Any:
        a, b = left(run, ordinal), right(run, ordinal)
        if type(a) is Decimal and type(b) is Decimal:
            return test(a, b)
        return settle(a, b)

    return compare


def _plain(left: Evaluate, right: Evaluate, test: Callable[[Any, Any], bool]) -> Evaluate:
    def compare(run: Run, ordinal: int) -> Any:
        a, b = left(run, ordinal), right(run, ordinal)
        if isinstance(a, Trouble | NotApplied) or isinstance(b, Trouble | NotApplied):
            return settle(a, b)
        return test(a, b)

    return compare


def margin_of(right: Decimal, size: Decimal, *, relative: bool) -> Decimal:
    """`± n%` is n per cent of the right side's size."""
    return abs(right) * size * _HUNDREDTH if relative else size


def _within(
    left: Evaluate,
    right: Evaluate,
    margin: Evaluate,
    test: Callable[[Decimal, Decimal, Decimal], bool],
    *,
    relative: bool,
) -> Evaluate:
    def compare(run: Run, ordinal: int) -> Any:
        a, b, size = left(run, ordinal), right(run, ordinal), margin(run, ordinal)
        if type(a) is Decimal and type(b) is Decimal and type(size) is Decimal:
            return _NEGATIVE if size < 0 else test(a, b, margin_of(b, size, relative=relative))
        return settle(a, b, size)

    return compare


def _compile_untyped(compiler: Compiler, node: tree.Compare, scope: Scope) -> Code:
    """Two paths of unknown types: both numbers, both dates, else text."""
    left = compiler.value(node.left, scope, "raw")
    right = compiler.value(node.right, scope, "raw")
    tolerance = _tolerance_of(compiler, node)
    margin = compiler.operand(tolerance.value, scope, "number") if tolerance else None
    numbers = SIGNS[node.sign]
    missing = compiler.settings.empty == "missing"

    def compare(run: Run, ordinal: int) -> Any:
        a, b = left.run(run, ordinal), right.run(run, ordinal)
        if type(a) is not str or type(b) is not str:
            return settle(a, b)
        kind, a, b = told_apart(a, b)
        if kind == "text":
            return _texts(a, b, node.sign)
        if kind == "date":
            return EMPTY_SIDE if EMPTY in (a, b) else numbers(a, b)
        if missing and EMPTY in (a, b):
            return _empty_operand(left if a is EMPTY else right)
        a, b = _zero(a), _zero(b)
        if margin is None or tolerance is None:
            return numbers(a, b)
        size = margin.run(run, ordinal)
        if type(size) is not Decimal:
            return settle(size)
        return WITHIN[node.sign](a, b, margin_of(b, size, relative=tolerance.relative))

    parts = (left, right) if margin is None else (left, right, margin)
    return Code(node, "boolean", compare, scope, parts)


def _texts(a: Any, b: Any, sign: str) -> Any:
    if sign not in ("=", "<>"):
        return _TEXT_ORDER
    return EMPTY_SIDE if EMPTY in (a, b) else SIGNS[sign](a, b)


def _zero(value: Any) -> Any:
    return Decimal(0) if value is EMPTY else value


def _empty_operand(code: Code) -> Trouble:
    return Trouble("value_empty", Cause.FILE, code.path.display if code.path else "")


def told_apart(a: str, b: str) -> tuple[str, Any, Any]:
    """The kind that two raw values have in common, and the values."""
    for kind, read in (("number", read_number), ("date", read_date)):
        left, right = read(a), read(b)
        if left is not None and right is not None:
            return kind, left, right
    return "text", read_text(a), read_text(b)


def _compile_among(compiler: Compiler, node: tree.Among, scope: Scope) -> Code:
    """`x В (a; b)` is `x = a ИЛИ x = b`, without tolerance: one comparison told once."""
    plain = compiler.without_tolerance()
    options = [compile_comparison(plain, tree.Compare("=", node.item, option), scope) for option in node.options]
    runs = [option.run for option in options]

    def among(run: Run, ordinal: int) -> Any:
        outcomes = [option(run, ordinal) for option in runs]
        if True in outcomes:
            return True
        trouble = next((outcome for outcome in outcomes if type(outcome) is Trouble), None)
        if trouble is not None or False in outcomes:
            return trouble or False
        return outcomes[0]

    return Code(node, "boolean", among, scope, tuple(options))
