"""Comparisons with a value that the other side can't have: a kind of member, an option of an element."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.members import MemberStatus, MemberType
from services.validator.domain.forms import Form
from services.validator.engine.code import MAIN, Code
from services.validator.engine.shape import names_of
from services.validator.language import tree
from services.validator.language.located import Located, Place
from services.validator.language.printer import print_formula
from services.validator.rules.checks.constraints import constant_of
from services.validator.rules.checks.problem import FormulaProblem, problem_at

_OF_MEMBER = {
    "тип": tuple(kind.value for kind in MemberType),
    "type": tuple(kind.value for kind in MemberType),
    "статус": tuple(status.value for status in MemberStatus),
    "status": tuple(status.value for status in MemberStatus),
}


def not_among(code: Code, located: Located, form: Form, place: Place) -> Iterator[FormulaProblem]:
    """Texts compared with something that never says so."""
    options = {names_of(element.path): element.options for element in form.elements if element.options}
    yield from _below(code, located, options, place)


def _below(
    code: Code, located: Located, options: dict[tuple[str, ...], tuple[str, ...]], place: Place
) -> Iterator[FormulaProblem]:
    place = located.place(code.node) or place
    if isinstance(code.node, tree.Compare) and len(code.parts) == 2:
        for term, other in (code.parts, reversed(code.parts)):
            value, known = constant_of(other), _options_of(term, options)
            if known and isinstance(value, str) and value not in known:
                where = located.place(other.node) or place
                yield problem_at(
                    where,
                    "not_among",
                    suggestions=known[:10],
                    value=value,
                    term=print_formula(term.node),
                    options=", ".join(f"„{option}“" for option in known[:10]),
                )
    for part in (*code.parts, *code.row_parts):
        yield from _below(part, located, options, place)


def _options_of(code: Code, options: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    if isinstance(code.node, tree.MemberField) and len(code.node.names) == 1:
        return _OF_MEMBER.get(code.node.names[0].casefold(), ())
    if code.path is not None and code.path.scope.source == MAIN:
        return options.get(code.path.names, ())
    return ()
