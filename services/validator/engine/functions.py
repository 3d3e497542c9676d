"""Functions over texts, dates and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import re2

from contracts.statuses import Cause
from services.validator.domain.checksums import is_inn, is_ogrn
from services.validator.domain.values import EMPTY, normalised
from services.validator.engine import references
from services.validator.engine.code import Code, Evaluate, Run, Scope
from services.validator.engine.numbers import ROUNDING
from services.validator.engine.outcomes import EMPTY_SIDE, NotApplied, Trouble, settle
from services.validator.language import tree, words
from services.validator.language.builder import quiet_options

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler

_MAX_PLACES: Final = 28
_BAD_PATTERN: Final = Trouble("bad_pattern", Cause.RULE)


def compile_call(compiler: Compiler, node: tree.Call, scope: Scope) -> Code:
    kinds = words.ARGUMENTS[node.function]
    parts = tuple(
        _argument(compiler, argument, scope, kind) for argument, kind in zip(node.arguments, kinds, strict=False)
    )
    run = _FUNCTIONS[node.function]([part.run for part in parts])
    return Code(node, words.RESULTS[node.function], run, scope, parts, apply=_APPLIED.get(node.function))


def _argument(compiler: Compiler, node: tree.Expression, scope: Scope, kind: str) -> Code:
    """Texts of any element can be looked at, whatever type its form gives it: a telephone may be called a number."""
    if kind != "text":
        return compiler.operand(node, scope, kind)
    known = compiler.infer(node, scope)
    if known == "number" and not isinstance(node, tree.Path):
        return _digits(compiler.operand(node, scope, "number"))
    if known in ("number", "date", "boolean") and isinstance(node, tree.Path):
        return references.path_value(compiler, node, scope, "text")
    return compiler.value(node, scope, "text")


def _digits(code: Code) -> Code:
    run = code.run

    def digits(state: Run, ordinal: int) -> Any:
        value = run(state, ordinal)
        return normalised(value) if type(value) is Decimal else value

    code.run = digits
    return code


def _of_text(test: Callable[[str], Any], empty: Any) -> Callable[[list[Evaluate]], Evaluate]:
    def make(arguments: list[Evaluate]) -> Evaluate:
        text = arguments[0]

        def call(run: Run, ordinal: int) -> Any:
            value = text(run, ordinal)
            if value is EMPTY:
                return empty
            return test(value) if type(value) is str else value

        return call

    return make


@lru_cache(maxsize=128)  # each may keep megabytes of states
def pattern_of(pattern: str) -> Any:
    try:
        return re2.compile(pattern, quiet_options())
    except re2.error:
        return None


# Compiling a pattern costs about as much as so many nodes for each of its characters.
_STEPS_OF_PATTERN: Final = 20


def _matches(arguments: list[Evaluate]) -> Evaluate:
    text, pattern = arguments
    known: dict[str, Any] = {}

    def matches(run: Run, ordinal: int) -> Any:
        value, written = text(run, ordinal), pattern(run, ordinal)
        if type(value) is not str or type(written) is not str:
            return settle(value, written)
        if written not in known:
            run.spend(len(written) * _STEPS_OF_PATTERN)
            known.clear()  # a pattern that stands in the formula is the only one
            known[written] = pattern_of(written)
        run.spend(len(value) >> 6)
        compiled = known[written]
        return _BAD_PATTERN if compiled is None else compiled.search(value) is not None

    return matches


def _dates(count: Callable[[Run, date, date], Any]) -> Callable[[list[Evaluate]], Evaluate]:
    def make(arguments: list[Evaluate]) -> Evaluate:
        first, last = arguments

        def call(run: Run, ordinal: int) -> Any:
            a, b = first(run, ordinal), last(run, ordinal)
            if isinstance(a, Trouble | NotApplied) or isinstance(b, Trouble | NotApplied):
                return settle(a, b)
            return count(run, a, b)

        return call

    return make


def _days(run: Run, first: date, last: date) -> Decimal:
    return Decimal((last - first).days)


def _workdays(run: Run, first: date, last: date) -> Decimal | Trouble:
    """A year that is not loaded is never guessed."""
    calendar = run.facts.calendar
    if calendar is None:
        return Trouble("calendar_missing", Cause.SYSTEM, value=str(first.year))
    run.spend(abs((last - first).days))
    try:
        return Decimal(calendar.working_days_between(first, last))
    except LookupError as error:
        year = getattr(error, "year", None)
        return Trouble("calendar_missing", Cause.SYSTEM, value=str(year or last.year))


def _round(arguments: list[Evaluate]) -> Evaluate:
    number, *places = arguments

    def rounded(run: Run, ordinal: int) -> Any:
        value = number(run, ordinal)
        digits = places[0](run, ordinal) if places else Decimal(0)
        if type(value) is not Decimal or type(digits) is not Decimal:
            return settle(value, digits)
        return _rounded(value, digits)

    return rounded


def _rounded(value: Decimal, digits: Decimal) -> Decimal | Trouble:
    """Half up, as spreadsheets do: away from zero."""
    unit = unit_of(digits)
    if unit is None:
        return Trouble("bad_rounding", Cause.RULE, value=normalised(digits))
    return value.quantize(unit, ROUND_HALF_UP, ROUNDING)


@lru_cache(maxsize=64)
def unit_of(digits: Decimal) -> Decimal | None:
    """The last place that rounding leaves, None for places that nobody can round to."""
    if digits != int(digits) or abs(digits) > _MAX_PLACES:
        return None
    return Decimal(1).scaleb(-int(digits))


def _abs(arguments: list[Evaluate]) -> Evaluate:
    number = arguments[0]

    def absolute(run: Run, ordinal: int) -> Any:
        value = number(run, ordinal)
        return abs(value) if type(value) is Decimal else value

    return absolute


_FUNCTIONS: Final[dict[str, Callable[[list[Evaluate]], Evaluate]]] = {
    "matches": _matches,
    "length": _of_text(lambda text: Decimal(len(text)), empty=Decimal(0)),
    "inn": _of_text(is_inn, empty=EMPTY_SIDE),
    "ogrn": _of_text(is_ogrn, empty=EMPTY_SIDE),
    "days": _dates(_days),
    "workdays": _dates(_workdays),
    "round": _round,
    "abs": _abs,
}


def _search(text: str, pattern: str) -> Any:
    compiled = pattern_of(pattern)
    return _BAD_PATTERN if compiled is None else compiled.search(text) is not None


# What a function does with values that are there, for whole columns at once.
_APPLIED: Final[dict[str, Callable[..., Any]]] = {
    "matches": _search,
    "length": lambda text: Decimal(len(text)),
    "inn": is_inn,
    "ogrn": is_ogrn,
    "days": lambda first, last: Decimal((last - first).days),
    "round": lambda value, digits=Decimal(0): _rounded(value, digits),
    "abs": abs,
}
