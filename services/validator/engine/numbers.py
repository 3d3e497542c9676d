"""Arithmetic over decimals: exact but for division, which keeps 28 digits."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from typing import TYPE_CHECKING, Any, Final

from contracts.statuses import Cause
from services.validator.engine.code import Code, Evaluate, Run, Scope
from services.validator.engine.outcomes import Trouble, settle
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler

_TRAPS: Final = [InvalidOperation, DivisionByZero, Overflow]
# Sums and products of 28-digit amounts are exact; what no longer is, is not evaluable: never rounded in silence.
EXACT: Final = Context(prec=400, rounding=ROUND_HALF_EVEN, Emin=-2000, Emax=2000, traps=[*_TRAPS, Inexact])
ROUNDING: Final = Context(prec=1000, rounding=ROUND_HALF_EVEN, Emin=-4000, Emax=4000, traps=_TRAPS)
_DIVISION: Final = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=_TRAPS)
_ZERO_DIVISION: Final = Trouble("division_by_zero", Cause.RULE)


def divide(left: Decimal, right: Decimal) -> Decimal | Trouble:
    if not right:
        return _ZERO_DIVISION
    return _DIVISION.divide(left, right)


OPERATIONS: Final[dict[str, Callable[[Decimal, Decimal], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": divide,
}


def compile_number(compiler: Compiler, node: tree.Arithmetic | tree.Negate, scope: Scope) -> Code:
    if isinstance(node, tree.Negate):
        operand = compiler.operand(node.operand, scope, "number")
        return Code(node, "number", _negate(operand.run), scope, (operand,))
    first = compiler.operand(node.first, scope, "number")
    rest = [(sign, compiler.operand(item, scope, "number")) for sign, item in node.rest]
    run = _chain(first.run, [(OPERATIONS[sign], code.run) for sign, code in rest])
    return Code(node, "number", run, scope, (first, *(code for _, code in rest)))


def _negate(operand: Evaluate) -> Evaluate:
    def negate(run: Run, ordinal: int) -> Any:
        value = operand(run, ordinal)
        return -value if type(value) is Decimal else value

    return negate


def _chain(first: Evaluate, rest: list[tuple[Callable[[Decimal, Decimal], Any], Evaluate]]) -> Evaluate:
    def chain(run: Run, ordinal: int) -> Any:
        total = first(run, ordinal)
        for operation, operand in rest:
            value = operand(run, ordinal)
            if type(total) is Decimal and type(value) is Decimal:
                total = operation(total, value)
            else:
                total = settle(*(outcome for outcome in (total, value) if type(outcome) is not Decimal))
        return total

    return chain
