"""Cheap checks of formulas against the form. They warn: what a missing element means is the verdict's to say."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.language import FormulaError, parse, tree
from services.validator.rules.problems import Problem, problem
from services.validator.rules.texts import HINT

Names = tuple[str, ...]
_NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class _Known:
    """What formulas may refer to."""

    paths: frozenset[Names]
    rows: frozenset[Names]
    parameters: frozenset[str]
    values: frozenset[str]


def static_warnings(rule_set: RuleSet) -> tuple[Problem, ...]:
    """Elements that the form's list lacks, with the nearest name, and parameters that nobody set."""
    paths, rows = _paths(rule_set.form)
    found: list[Problem] = []
    for trigger in rule_set.triggers:
        known = _Known(
            paths, rows, frozenset(rule_set.parameters) | frozenset(trigger.parameters), frozenset(trigger.values)
        )
        for name, text in _formulas(trigger):
            found.extend(_of_trigger(warning, trigger, name) for warning in _check(text, known))
    return tuple(found)


def _paths(form: Form) -> tuple[frozenset[Names], frozenset[Names]]:
    listed = {_names(element.path): element.repeats for element in form.elements}
    every = {path[:n] for path in listed for n in range(1, len(path) + 1)}
    return frozenset(every), frozenset(path for path, repeats in listed.items() if repeats)


def _names(path: str) -> Names:
    return tuple(name.strip("`") for name in path.split("."))


def _formulas(trigger: Trigger) -> Iterator[tuple[str, str]]:
    yield "formula", trigger.formula
    if trigger.when is not None:
        yield "when", trigger.when
    yield from trigger.values.items()


def _of_trigger(found: Problem, trigger: Trigger, field: str) -> Problem:
    return Problem(found.code, found.line, found.column, found.text, found.text_en, trigger.code, field)


def _check(text: str, known: _Known) -> Iterator[Problem]:
    try:
        expression = parse(text)
    except FormulaError:
        return  # told already, with its place
    yield from _walk(expression, (), known)


def _walk(node: Any, row: Names, known: _Known) -> Iterator[Problem]:
    match node:
        case tree.Path():
            yield from _path(node, row, known)
        case tree.Prior():
            return
        case tree.Parameter(name) if name not in known.parameters:
            yield problem("unknown_parameter", _NOWHERE, name=name)
        case tree.ForEach(tree.Path() as rows, body):
            yield from _path(rows, row, known)
            yield from _walk(body, _row_of(_absolute(rows, row), known), known)
        case tree.Aggregate(_, tree.Path() as column, where):
            yield from _path(column, row, known)
            if where is not None:
                yield from _walk(where, _row_of(_absolute(column, row), known), known)
        case tuple():
            for item in node:
                yield from _walk(item, row, known)
        case _ if hasattr(node, "__dataclass_fields__"):
            for field in fields(node):
                yield from _walk(getattr(node, field.name), row, known)


def _absolute(path: tree.Path, row: Names) -> Names:
    own = tuple(step.name for step in path.steps)
    if path.attribute is not None:
        own = (*own, "@" + path.attribute)
    return own if path.absolute else (*row, *own)


def _row_of(path: Names, known: _Known) -> Names:
    """The innermost repeated ancestor-or-self, as the engine takes it."""
    return next((path[:n] for n in range(len(path), 0, -1) if path[:n] in known.rows), path)


def _path(path: tree.Path, row: Names, known: _Known) -> Iterator[Problem]:
    names = _absolute(path, row)
    for n, step in enumerate(path.steps, 1):
        if step.where is not None:
            above = () if path.absolute else row
            yield from _walk(step.where, (*above, *(before.name for before in path.steps[:n])), known)
    if not known.paths or names in known.paths or (len(path.steps) == 1 and path.steps[0].name in known.values):
        return
    written = ".".join(names)
    near = difflib.get_close_matches(written, [".".join(listed) for listed in known.paths], n=1)
    yield problem("unknown_path", _NOWHERE, path=written, hint=HINT.format(name=near[0]) if near else "")
