"""What must be so of single terms for a condition to be true, or false; a term that can't be anything settles it.

Only compiled code is looked at, so types, tolerances and empty values are those of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, Final

from services.validator.engine.code import Code
from services.validator.engine.comparisons import margin_of
from services.validator.engine.numbers import EXACT
from services.validator.language import tree
from services.validator.language.printer import print_formula
from services.validator.rules.checks.domains import Domain, Texts, spans, spans_within

Term = tuple[str, tuple[str, ...], str]
"""A source, the row at hand, and the term as it is written."""
Constraints = Mapping[Term, Domain]

NO_CONSTANT: Final = object()
_LITERALS: Final = (tree.Number, tree.Text, tree.Date, tree.Truth)
_PURE: Final = (tree.Arithmetic, tree.Negate, tree.Choice, tree.Compare, tree.And, tree.Or, tree.Not, tree.Call)
_NEGATED: Final = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED: Final = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def constant_of(code: Code) -> Any:
    """The value of what reads nothing; NO_CONSTANT for anything else."""
    if isinstance(code.node, _LITERALS):
        return code.run(None, 0)  # type: ignore[arg-type]
    if not isinstance(code.node, _PURE) or _asks_the_run(code.node) or code.type == "trouble":
        return NO_CONSTANT
    if not code.parts or any(constant_of(part) is NO_CONSTANT for part in code.parts):
        return NO_CONSTANT
    try:
        with localcontext(EXACT):
            return code.run(None, 0)  # type: ignore[arg-type]
    except ArithmeticError:
        return NO_CONSTANT


def _asks_the_run(node: tree.Expression) -> bool:
    """These spend steps of a report's budget, or look into its calendar."""
    return isinstance(node, tree.Call) and node.function in ("workdays", "matches")


def term_of(code: Code) -> Term:
    absolute = isinstance(code.node, tree.MemberField | tree.Parameter | tree.PeriodField)
    return (code.scope.source, () if absolute else code.scope.names, print_formula(code.node))


def constraints(code: Code, truth: bool) -> Constraints:
    """What has to be so where `code` is `truth`; never more than that."""
    match code.node:
        case tree.Compare():
            return _of_comparison(code, truth)
        case tree.Not():
            return constraints(code.parts[0], not truth)
        case tree.And():
            return _all(code.parts, truth) if truth else _any(code.parts, truth)
        case tree.Or() | tree.Among():
            return _any(code.parts, truth) if truth else _all(code.parts, truth)
        case tree.Implies() if not truth:
            condition, conclusion = code.parts
            return meet(constraints(condition, True), constraints(conclusion, False))
        case tree.Path() | tree.MemberField() | tree.Parameter() if code.type == "boolean":
            return {term_of(code): Texts(frozenset({truth}))}
    return {}


def meet(*several: Constraints) -> Constraints:
    met: dict[Term, Domain] = {}
    for one in several:
        for term, domain in one.items():
            met[term] = met[term].meet(domain) if term in met else domain
    return met


def impossible(found: Constraints) -> Term | None:
    """A term that nothing is left for."""
    return next((term for term, domain in found.items() if domain.empty), None)


def _all(parts: Iterable[Code], truth: bool) -> Constraints:
    return meet(*(constraints(part, truth) for part in parts))


def _any(parts: Iterable[Code], truth: bool) -> Constraints:
    """One of the parts: only terms that each of them speaks of. Parts that can't be so are no way out."""
    found = [one for one in (constraints(part, truth) for part in parts) if impossible(one) is None]
    if not found:
        return constraints(next(iter(parts)), truth)
    joined = dict(found[0])
    for one in found[1:]:
        joined = {term: domain.join(one[term]) for term, domain in joined.items() if term in one}
    return joined


def _of_comparison(code: Code, truth: bool) -> Constraints:
    if len(code.parts) < 2 or not isinstance(code.node, tree.Compare):
        return {}
    left, right, *margin = code.parts
    sign = code.node.sign if truth else _NEGATED[code.node.sign]
    a, b = constant_of(left), constant_of(right)
    if (a is NO_CONSTANT) == (b is NO_CONSTANT):
        return {}
    if margin:
        return _within(code, left, b, margin[0], truth) if a is NO_CONSTANT else {}
    term, value = (left, b) if a is NO_CONSTANT else (right, a)
    return _of_term(term, value, sign if a is NO_CONSTANT else _TURNED[sign])


def _of_term(term: Code, value: Any, sign: str) -> Constraints:
    if isinstance(value, str | bool) and sign in ("=", "<>"):
        return {term_of(term): Texts(frozenset({value}), excluded=sign == "<>")}
    if isinstance(value, Decimal) or type(value) is date:
        return {term_of(term): spans(sign, value)}
    return {}


def _within(code: Code, term: Code, value: Any, margin: Code, truth: bool) -> Constraints:
    size = constant_of(margin)
    if type(value) is not Decimal or type(size) is not Decimal or size < 0 or not isinstance(code.node, tree.Compare):
        return {}
    with localcontext(EXACT):
        size = margin_of(value, size, relative=code.relative)
        sign = code.node.sign
        if truth:
            return {term_of(term): spans_within(sign, value, size)}
        if sign in ("=", "<>"):
            return {term_of(term): spans_within(_NEGATED[sign], value, size)}
        return {term_of(term): spans(">", value + size) if sign == "<=" else spans("<", value - size)}
