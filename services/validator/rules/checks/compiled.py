"""What is wrong in compiled code: paths, kinds of values, constants."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from contracts.members import MemberCard
from services.validator.engine.code import MAIN, Code
from services.validator.engine.context import MEMBER_FIELDS
from services.validator.engine.outcomes import Trouble
from services.validator.engine.paths import PathCode
from services.validator.engine.shape import FormShape, Names, Shape, prefixes
from services.validator.language import tree
from services.validator.language.located import Located, Place
from services.validator.language.printer import dotted, print_formula
from services.validator.rules.checks.constraints import NO_CONSTANT, constant_of
from services.validator.rules.checks.problem import FormulaProblem, mismatch_at, problem_at
from services.validator.rules.checks.texts import NEAR

_SIMILAR: Final = 3
_LONGEST_COMPARED: Final = 300  # likeness is told in the square of the length
_TOLD_AS: Final = frozenset({"text_order", "tolerance_kind", "bad_pattern", "limit"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a formula stands. `parameters` None: not known, nothing is said of them."""

    located: Located
    parameters: frozenset[str] | None
    values: frozenset[str]


def problems_of(code: Code, around: Surroundings, place: Place) -> Iterator[FormulaProblem]:
    """Every mistake below a node. `place` is that of the nearest node above which stands in the text."""
    place = around.located.place(code.node) or place
    yield from _of_node(code, around, place)
    if isinstance(code.node, tree.Path) and code.path is None:
        return  # a named value is checked where it is written
    for part in (*code.parts, *code.row_parts):
        if part.node is not code.node:
            yield from problems_of(part, around, place)


def _of_node(code: Code, around: Surroundings, place: Place) -> Iterator[FormulaProblem]:
    if code.type == "trouble":
        yield from _of_trouble(code, around, place)
        return
    if code.path is not None:
        yield from _of_path(code, code.path, around, place)
    match code.node:
        case tree.Parameter(name) if around.parameters is not None and name not in around.parameters:
            yield _unknown(place, "unknown_parameter", name, around.parameters)
        case tree.MemberField(names) if names[0].casefold() not in _MEMBER:
            yield _unknown(place, "unknown_member_field", ".".join(names), MEMBER_FIELDS)
        case tree.Arithmetic() | tree.Call() | tree.Compare():
            yield from _of_constants(code, place)


def _of_trouble(code: Code, around: Surroundings, place: Place) -> Iterator[FormulaProblem]:
    """What the compiler found: it has told mismatches by their kinds, the rest by their code."""
    if code.kinds is not None:
        yield _mismatch(code, *code.kinds, around, place)
        return
    trouble = code.run(None, 0)  # type: ignore[arg-type]
    if isinstance(trouble, Trouble) and trouble.code in _TOLD_AS:
        yield problem_at(place, trouble.code)


def _mismatch(code: Code, found: str, wanted: str, around: Surroundings, place: Place) -> FormulaProblem:
    """Of a comparison the right side is told, unless the left one is no value at all."""
    guilty: tree.Expression = code.node
    if isinstance(guilty, tree.Compare):
        guilty = guilty.left if wanted == "row" else guilty.right
        place = around.located.place(guilty) or place
    if "row" in (found, wanted):
        return problem_at(place, "section_as_value", path=print_formula(guilty))
    return mismatch_at(place, found, wanted)


def _of_constants(code: Code, place: Place) -> Iterator[FormulaProblem]:
    value = constant_of(code)
    if value is NO_CONSTANT and isinstance(code.node, tree.Arithmetic):
        signs = [sign for sign, _ in code.node.rest]
        zero = any(sign == "/" and constant_of(part) == 0 for sign, part in zip(signs, code.parts[1:], strict=True))
        if zero:
            yield problem_at(place, "division_by_zero")
    if isinstance(code.node, tree.Compare) and len(code.parts) > 2:
        margin = constant_of(code.parts[2])
        if margin is not NO_CONSTANT and not isinstance(margin, Trouble) and margin < 0:
            yield problem_at(place, "tolerance_negative")
    if isinstance(value, Trouble) and value.code in ("division_by_zero", "bad_rounding") and _own(code):
        yield problem_at(place, value.code)


def _own(code: Code) -> bool:
    """The trouble is of this node, and not of one below it that tells it by itself."""
    return not any(isinstance(constant_of(part), Trouble) for part in code.parts)


def _of_path(code: Code, path: PathCode, around: Surroundings, place: Place) -> Iterator[FormulaProblem]:
    shape = path.scope.shape
    if not shape.listed_form:
        return
    if not path.listed:
        yield _unknown_path(path, shape, around, place)
    elif code.type != "reference":
        several = next((step for step in path.steps if step.repeats and step.where is None), None)
        if several is not None:
            yield problem_at(place, "several_elements", path=path.display)


def _unknown_path(path: PathCode, shape: Shape, around: Surroundings, place: Place) -> FormulaProblem:
    plain = isinstance(shape, FormShape) and len(path.display) <= _LONGEST_COMPARED
    found = similar_paths(path.names, shape) if isinstance(shape, FormShape) and plain else ()
    # Names of a row are written from the row: so are those that take their place.
    own = path.scope.names if path.scope.source == MAIN else ()
    written = [dotted(names[len(own) :]) if names[: len(own)] == own else f"КОРЕНЬ.{dotted(names)}" for names in found]
    if len(path.names) == len(own) + 1:
        written += difflib.get_close_matches(path.names[-1], around.values, n=1)
    hints = [near.format(name=written[0]) for near in NEAR] if written else ["", ""]
    return problem_at(
        place,
        "unknown_path",
        suggestions=tuple(written[:_SIMILAR]),
        path=path.display,
        hint=hints[0],
        hint_en=hints[1],
    )


def similar_paths(names: Names, shape: FormShape) -> tuple[Names, ...]:
    """Listed paths like an unknown one: first those with the same last name, then those spelt alike."""
    listed = [other for other in shape.elements if other not in prefixes(names)]
    same = [other for other in listed if other and other[-1].casefold() == names[-1].casefold()]
    written = {".".join(other): other for other in listed}
    near = difflib.get_close_matches(".".join(names), written, n=_SIMILAR, cutoff=0.7)
    same.sort(key=lambda other: -difflib.SequenceMatcher(None, other, names).ratio())
    return tuple(dict.fromkeys([*same, *(written[name] for name in near)]))[:_SIMILAR]


def _unknown(place: Place, code: str, name: str, known: Any) -> FormulaProblem:
    near = difflib.get_close_matches(name, known, n=_SIMILAR)
    hints = [hint.format(name=near[0]) for hint in NEAR] if near else ["", ""]
    return problem_at(place, code, suggestions=tuple(near), name=name, hint=hints[0], hint_en=hints[1])


_MEMBER: Final = frozenset(name.casefold() for name in (*MEMBER_FIELDS, *MemberCard.model_fields))
