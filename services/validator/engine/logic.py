"""Three-valued logic (Kleene), with «не применялся» neutral in И and ИЛИ and false as a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.validator.domain.values import EMPTY, read_text
from services.validator.engine.code import Code, Evaluate, Run, Scope
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.paths import ABSENT_CODES
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler


def compile_logic(compiler: Compiler, node: tree.And | tree.Or | tree.Not | tree.Implies, scope: Scope) -> Code:
    match node:
        case tree.And(items) | tree.Or(items):
            parts = tuple(compiler.operand(item, scope, "boolean") for item in items)
            decisive = isinstance(node, tree.Or)
            return Code(node, "boolean", junction([part.run for part in parts], decisive), scope, parts)
        case tree.Not(operand):
            part = compiler.operand(operand, scope, "boolean")
            return Code(node, "boolean", _negation(part.run), scope, (part,))
        case tree.Implies(condition, conclusion):
            when = compiler.without_tolerance().operand(condition, scope, "boolean")
            then = compiler.operand(conclusion, scope, "boolean")
            return Code(node, "boolean", _implication(when.run, then.run), scope, (when, then))


def junction(parts: list[Evaluate], decisive: bool) -> Evaluate:
    """ИЛИ where `decisive` is true, И where it is false: one decisive part settles the whole, whatever the others."""

    def join(run: Run, ordinal: int) -> Any:
        trouble: Trouble | None = None
        skipped: NotApplied | None = None
        settled = False
        for part in parts:
            value = part(run, ordinal)
            if value is decisive:
                return decisive
            if type(value) is Trouble:
                trouble = trouble or value
            elif type(value) is NotApplied:
                skipped = skipped or value
            else:
                settled = True
        if trouble is not None:
            return trouble
        return skipped if skipped is not None and not settled else not decisive

    return join


def _negation(part: Evaluate) -> Evaluate:
    def negate(run: Run, ordinal: int) -> Any:
        value = part(run, ordinal)
        return not value if type(value) is bool else value

    return negate


def _implication(when: Evaluate, then: Evaluate) -> Evaluate:
    def imply(run: Run, ordinal: int) -> Any:
        condition = when(run, ordinal)
        if condition is True:
            return then(run, ordinal)
        if type(condition) is not Trouble:
            return True  # false, or «не применялся» as a condition
        return True if then(run, ordinal) is True else condition

    return imply


def compile_value(compiler: Compiler, node: tree.Coalesce | tree.Choice, scope: Scope, kind: str) -> Code:
    if isinstance(node, tree.Coalesce):
        parts = tuple(compiler.value(item, scope, kind) for item in node.items)
        return Code(node, kind, _coalesce([part.run for part in parts], kind), scope, parts)
    condition = compiler.without_tolerance().operand(node.condition, scope, "boolean")
    then = compiler.value(node.then, scope, kind)
    otherwise = compiler.value(node.otherwise, scope, kind)
    run = _choice(condition.run, then.run, otherwise.run)
    return Code(node, kind, run, scope, (condition, then, otherwise))


def _coalesce(items: list[Evaluate], kind: str) -> Evaluate:
    """Replaces what is absent or empty, never what is unreadable. Untyped empty text is '' and the like."""
    *first, last = items
    untyped = kind == "raw"

    def coalesce(run: Run, ordinal: int) -> Any:
        for item in first:
            value = item(run, ordinal)
            if value is EMPTY or (type(value) is Trouble and value.code in ABSENT_CODES):
                continue
            if untyped and type(value) is str and read_text(value) is EMPTY:
                continue
            return value
        return last(run, ordinal)

    return coalesce


def _choice(condition: Evaluate, then: Evaluate, otherwise: Evaluate) -> Evaluate:
    def choose(run: Run, ordinal: int) -> Any:
        met = condition(run, ordinal)
        if type(met) is Trouble:
            return met
        return then(run, ordinal) if met is True else otherwise(run, ordinal)

    return choose
