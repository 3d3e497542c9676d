"""A slow evaluator of formulas over a parsed file: plain recursion over the tree, row by row, nothing remembered.

Written from the specification of the language; it shares the syntax tree with the engine, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

from services.validator.language import tree
from tests.unit.services.validator.slow.values import (
    FILE,
    RULE,
    SKIPPED,
    Nothing,
    Skipped,
    Unknown,
    quotient,
    read,
    rounded,
)

Names = tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """The element list: kinds by path, and the paths that repeat."""

    kinds: Mapping[Names, str]
    repeated: frozenset[Names]

    def known(self, names: Names) -> bool:
        return any(path[: len(names)] == names for path in self.kinds)

    def kind(self, names: Names) -> str:
        return self.kinds.get(names, "text")


@dataclass(frozen=True)
class Place:
    """Where a formula stands: the file, the row at hand, the settings of the trigger."""

    form: Listed
    root: Element
    row: Element
    names: Names
    empty: str
    tolerance: tree.Tolerance | None
    values: Mapping[str, tree.Expression]
    previous: Element | None

    def at(self, row: Element, names: Names) -> Place:
        return replace(self, row=row, names=names)

    def plain(self) -> Place:
        return replace(self, tolerance=None)


def outcome(formula: tree.Expression, when: tree.Expression | None, place: Place) -> tuple[str, frozenset[str]]:
    """Held, fired, not applicable or not evaluable, and the causes that the last may name."""
    if when is not None:
        met = operand(when, place.plain(), "boolean")
        if isinstance(met, Unknown):
            return "not_evaluable", met.causes
        if met is not True:
            return "not_applicable", frozenset()
    told = operand(formula, place, "boolean")
    if isinstance(told, Unknown):
        return "not_evaluable", told.causes
    if isinstance(told, Skipped):
        return "not_applicable", frozenset()
    return ("held" if told else "fired"), frozenset()


def operand(node: tree.Expression, place: Place, kind: str) -> Any:
    """A value that can be worked with: an empty number counts as 0 or not at all, other empties are skipped."""
    value = evaluate(node, place, kind)
    if not isinstance(value, Nothing):
        return value
    if kind != "number":
        return SKIPPED
    return Fraction(0) if place.empty == "zero" else FILE


def evaluate(node: tree.Expression, place: Place, kind: str) -> Any:
    match node:
        case tree.Number(value, percent):
            return Fraction(value) / (100 if percent else 1)
        case tree.Text(value):
            return read(value, "text")
        case tree.Date(value) | tree.Truth(value):
            return value
        case tree.Path(steps) if len(steps) == 1 and not node.absolute and steps[0].name in place.values:
            return evaluate(place.values[steps[0].name], place.at(place.root, ()), kind)
        case tree.Path() | tree.Prior():
            return _single(node, place, kind)
        case tree.Negate(inner):
            value = operand(inner, place, "number")
            return -value if isinstance(value, Fraction) else value
        case tree.Arithmetic(first, rest):
            return _arithmetic(operand(first, place, "number"), rest, place)
        case tree.Coalesce(items):
            return _coalesce(items, place, kind)
        case tree.Choice(condition, then, otherwise):
            met = operand(condition, place.plain(), "boolean")
            if isinstance(met, Unknown):
                return met
            return evaluate(then if met is True else otherwise, place, kind)
        case tree.Aggregate():
            return _aggregate(node, place, kind)
        case tree.Call(function, arguments):
            return _call(function, arguments, place)
    return _logic(node, place)


def _logic(node: tree.Expression, place: Place) -> Any:
    match node:
        case tree.Compare():
            return _compare(node, place)
        case tree.Among(item, options):
            return _any([_compare(tree.Compare("=", item, option), place.plain()) for option in options])
        case tree.Not(inner):
            value = operand(inner, place, "boolean")
            return not value if isinstance(value, bool) else value
        case tree.And(items):
            return _all([operand(item, place, "boolean") for item in items])
        case tree.Or(items):
            return _any([operand(item, place, "boolean") for item in items])
        case tree.Implies(condition, conclusion):
            met = operand(condition, place.plain(), "boolean")
            if met is False or isinstance(met, Skipped):
                return True
            told = operand(conclusion, place, "boolean")
            return told if met is True or told is True else _unknown([met, told])
        case tree.ForEach(rows, body):
            return _for_each(rows, body, place)
        case tree.Presence(kind, inner):
            return _presence(kind, inner, place)
    raise TypeError(type(node).__name__)


def _unknown(values: Iterable[Any]) -> Unknown:
    found = Unknown(frozenset())
    for value in values:
        found = found | value if isinstance(value, Unknown) else found
    return found


def _all(values: list[Any]) -> Any:
    """Kleene's «and»; what is skipped has no say."""
    if any(value is False for value in values):
        return False
    if any(isinstance(value, Unknown) for value in values):
        return _unknown(values)
    return True if any(value is True for value in values) else SKIPPED


def _any(values: list[Any]) -> Any:
    negated = _all([not value if isinstance(value, bool) else value for value in values])
    return not negated if isinstance(negated, bool) else negated


def _arithmetic(total: Any, rest: Iterable[tuple[str, tree.Expression]], place: Place) -> Any:
    for sign, item in rest:
        value = operand(item, place, "number")
        if not isinstance(total, Fraction) or not isinstance(value, Fraction):
            unknown = _unknown([total, value])
            total = unknown if unknown.causes else SKIPPED
        elif sign == "/":
            total = quotient(total, value) if value else RULE
        else:
            total = {"+": total + value, "-": total - value, "*": total * value}[sign]
    return total


def _coalesce(items: tuple[tree.Expression, ...], place: Place, kind: str) -> Any:
    *first, last = items
    for item in first:
        if isinstance(item, tree.Path | tree.Prior) and _absent(item, place):
            continue
        value = evaluate(item, place, kind)
        if not isinstance(value, Nothing):
            return value
    return evaluate(last, place, kind)


def _absent(node: tree.Path | tree.Prior, place: Place) -> bool:
    if isinstance(node, tree.Path) and len(node.steps) == 1 and node.steps[0].name in place.values:
        return False
    met = _met(node, place)
    return isinstance(met, list) and not met


def kind_of(node: tree.Expression, place: Place) -> str | None:
    """What an operand is, from the form; None for what takes the kind of the other side."""
    match node:
        case tree.Path(steps) if len(steps) == 1 and not node.absolute and steps[0].name in place.values:
            return kind_of(place.values[steps[0].name], place.at(place.root, ()))
        case tree.Path() | tree.Prior():
            return place.form.kinds.get(_names(node, place))
        case tree.Text():
            return "text"
        case tree.Date():
            return "date"
        case tree.Number() | tree.Negate() | tree.Arithmetic():
            return "number"
        case tree.Coalesce(items):
            return next((kind for item in items if (kind := kind_of(item, place))), None)
        case tree.Choice(_, then, otherwise):
            return kind_of(then, place) or kind_of(otherwise, place)
        case tree.Aggregate(kind, column):
            if kind in ("min", "max"):
                return kind_of(column, place)
            return "boolean" if kind == "unique" else "number"
        case tree.Call(function):
            return "boolean" if function in ("matches", "inn", "ogrn") else "number"
    return "boolean"


def _compare(node: tree.Compare, place: Place) -> Any:
    kind = kind_of(node.left, place) or kind_of(node.right, place) or "number"
    left, right = operand(node.left, place, kind), operand(node.right, place, kind)
    tolerance = node.tolerance
    if tolerance is None and kind == "number" and node.sign in ("=", "<>", "<=", ">="):
        tolerance = place.tolerance
    margin = operand(tolerance.value, place, "number") if tolerance is not None else Fraction(0)
    values = [left, right, margin]
    if any(isinstance(value, Unknown) for value in values):
        return _unknown(values)
    if any(isinstance(value, Skipped) for value in values):
        return SKIPPED
    if kind != "number":
        return _signed(node.sign, left, right)
    if margin < 0:
        return RULE
    if tolerance is not None and tolerance.relative:
        margin = abs(right) * margin / 100
    match node.sign:
        case "=":
            return abs(left - right) <= margin
        case "<>":
            return abs(left - right) > margin
        case "<=":
            return left <= right + margin
        case ">=":
            return left >= right - margin
    return _signed(node.sign, left, right)


def _signed(sign: str, left: Any, right: Any) -> bool:
    return bool(
        {"=": left == right, "<>": left != right}[sign]
        if sign in ("=", "<>")
        else {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]
    )


# Paths --------------------------------------------------------------------------------------------------------------


def _names(node: tree.Path | tree.Prior, place: Place) -> Names:
    path = node.path if isinstance(node, tree.Prior) else node
    own = tuple(step.name for step in path.steps)
    return own if isinstance(node, tree.Prior) or path.absolute else (*place.names, *own)


def _start(node: tree.Path | tree.Prior, place: Place) -> tuple[tree.Path, Place] | Skipped:
    """The path, and where it starts."""
    if isinstance(node, tree.Prior):
        if place.previous is None:
            return SKIPPED
        return node.path, replace(place, root=place.previous, row=place.previous, names=())
    return node, place.at(place.root, ()) if node.absolute else place


def _met(node: tree.Path | tree.Prior, place: Place) -> list[Element] | Unknown | Skipped:
    """Every element that a path meets."""
    start = _start(node, place)
    if isinstance(start, Skipped):
        return start
    path, place = start
    current = [place.row]
    names = place.names
    for step in path.steps:
        names = (*names, step.name)
        below = [child for element in current for child in element if child.tag == step.name]
        if step.where is not None:
            chosen = _chosen(below, step.where, names, place)
            if isinstance(chosen, Unknown):
                return chosen
            below = chosen
        current = below
    return current


def _chosen(rows: list[Element], where: tree.Expression, names: Names, place: Place) -> list[Element] | Unknown:
    met = [operand(where, place.plain().at(row, names), "boolean") for row in rows]
    if any(isinstance(value, Unknown) for value in met):
        return _unknown(met)
    return [row for row, value in zip(rows, met, strict=True) if value is True]


def _single(node: tree.Path | tree.Prior, place: Place, kind: str) -> Any:
    met = _met(node, place)
    if not isinstance(met, list):
        return met
    names = _names(node, place)
    if not met:
        return FILE if place.form.known(names) else RULE
    if len(met) > 1:
        path = node.path if isinstance(node, tree.Prior) else node
        return FILE if any(step.where is not None for step in path.steps) else RULE
    return read(met[0].text or "", kind, has_children=len(met[0]) > 0)


def _presence(kind: str, node: Any, place: Place) -> Any:
    met = _met(node, place)
    if not isinstance(met, list):
        return met
    if kind == "exists":
        return bool(met)
    wanted = place.form.kinds.get(_names(node, place), "text")
    wanted = wanted if wanted in ("number", "date", "boolean") else "text"
    return all(isinstance(read(element.text or "", wanted, len(element) > 0), Nothing) for element in met)


def _gathered(node: tree.Path | tree.Prior, place: Place, upto: int | None = None) -> Any:
    """Elements of a column or the rows of a table, with the place where their names start; gaps are absences."""
    start = _start(node, place)
    if isinstance(start, Skipped):
        return start
    path, place = start
    names, current = place.names, [place.row]
    for step in path.steps[:upto]:
        names = (*names, step.name)
        below: list[Element] = []
        for element in current:
            children = [child for child in element if child.tag == step.name]
            if step.where is not None:
                chosen = _chosen(children, step.where, names, place)
                if isinstance(chosen, Unknown):
                    return chosen
                children = chosen
            elif not children and names not in place.form.repeated:
                return FILE if place.form.known(_names(node, place)) else RULE
            below += children
        if step.where is not None and not below:
            return FILE if place.form.known(_names(node, place)) else RULE
        current = below
    return current


def _row_names(node: tree.Path | tree.Prior, place: Place) -> Names:
    """The innermost repeated ancestor-or-self of a path."""
    names = _names(node, place)
    return next((names[:n] for n in range(len(names), 0, -1) if names[:n] in place.form.repeated), ())


def _for_each(rows: tree.Path | tree.Prior, body: tree.Expression, place: Place) -> Any:
    met = _gathered(rows, place)
    if not isinstance(met, list):
        return met
    names, start = _names(rows, place), _start(rows, place)
    assert not isinstance(start, Skipped)
    return _all([operand(body, start[1].at(row, names), "boolean") for row in met])


def _aggregate(node: tree.Aggregate, place: Place, kind: str) -> Any:
    met = _gathered(node.column, place) if node.where is None else _where(node, node.where, place)
    if not isinstance(met, list):
        return met
    if node.kind == "count":
        return Fraction(len(met))
    column = place.form.kinds.get(_names(node.column, place))
    wanted = column or ("date" if kind == "date" else "number")
    values = [read(element.text or "", wanted, len(element) > 0) for element in met]
    if any(isinstance(value, Unknown) for value in values):
        return FILE
    there = [value for value in values if not isinstance(value, Nothing)]
    if node.kind == "sum":
        if len(there) < len(values) and place.empty == "missing":
            return FILE
        return sum(there, Fraction(0))
    if not there:
        return SKIPPED
    match node.kind:
        case "min":
            return min(there)
        case "max":
            return max(there)
        case "average":
            return quotient(sum(there, Fraction(0)), Fraction(len(there)))
    return len(set(there)) == len(there)


def _where(node: tree.Aggregate, where: tree.Expression, place: Place) -> Any:
    """The rows that meet the condition, then their elements."""
    names, row_names = _names(node.column, place), _row_names(node.column, place)
    start = _start(node.column, place)
    if isinstance(start, Skipped):
        return start
    path, begin = start
    depth = len(row_names) - len(begin.names)
    if depth <= 0:
        rows, row_names = [begin.row], begin.names
        depth = 0
    else:
        rows = _gathered(node.column, place, depth)
        if not isinstance(rows, list):
            return rows
    found: list[Element] = []
    gaps: list[Unknown] = []
    told = [operand(where, begin.plain().at(row, row_names), "boolean") for row in rows]
    for row, met in zip(rows, told, strict=True):
        if met is True:
            rest = tree.Path(path.steps[depth:])
            below = _gathered(rest, begin.at(row, row_names)) if rest.steps else [row]
            if isinstance(below, list):
                found += below
            else:
                gaps.append(FILE if place.form.known(names) else RULE)
    unknown = _unknown([*told, *gaps])
    return unknown if unknown.causes else found


# Functions ----------------------------------------------------------------------------------------------------------


def _call(function: str, arguments: tuple[tree.Expression, ...], place: Place) -> Any:
    if function in ("length", "matches"):
        return _of_text(function, arguments, place)
    kind = "date" if function == "days" else "number"
    values = [operand(argument, place, kind) for argument in arguments]
    if any(isinstance(value, Unknown) for value in values):
        return _unknown(values)
    if any(isinstance(value, Skipped) for value in values):
        return SKIPPED
    if function == "days":
        first, second = values
        assert isinstance(first, date)
        return Fraction((second - first).days)
    if function == "abs":
        return abs(values[0])
    digits = values[1] if len(values) > 1 else Fraction(0)
    if digits.denominator != 1 or abs(digits) > 28:
        return RULE
    return rounded(values[0], int(digits))


def _of_text(function: str, arguments: tuple[tree.Expression, ...], place: Place) -> Any:
    text = evaluate(arguments[0], place, "text")
    if function == "length":
        return Fraction(0) if isinstance(text, Nothing) else Fraction(len(text)) if isinstance(text, str) else text
    pattern = arguments[1]
    assert isinstance(pattern, tree.Text)
    if isinstance(text, Nothing):
        return SKIPPED
    return re.search(pattern.value, text) is not None if isinstance(text, str) else text
