"""Checks of all formulas of a trigger, and of what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine.code import LimitError
from services.validator.engine.compiler import Settings
from services.validator.engine.program import parse_tolerance
from services.validator.language import FormulaError, parse, tree
from services.validator.language.located import Place
from services.validator.rules.checks.check import CheckContext, Checked, Field, why
from services.validator.rules.checks.constraints import constraints, impossible, meet
from services.validator.rules.checks.needs import Needs, names_used, needs_of, walk
from services.validator.rules.checks.problem import FormulaProblem, of_error, problem_at

_START = Place(1, 1, 1, 2)
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """`field`: `formula`, `when`, or the name of a named value or a parameter."""

    field: str
    problem: FormulaProblem


def check_trigger(
    trigger: Trigger, rules: RuleSet, other_forms: Mapping[str, Form] | None = None
) -> tuple[FieldProblem, ...]:
    """Everything that can be said of a trigger without a file. Never raises."""
    return tuple(_Trigger(trigger, rules, other_forms or {}).problems())


def needs_of_trigger(trigger: Trigger) -> Needs:
    """What a trigger asks for besides the file, of those formulas that can be read."""
    return needs_of(_readable(trigger).values())


class _Trigger:
    def __init__(self, trigger: Trigger, rules: RuleSet, other_forms: Mapping[str, Form]) -> None:
        self._trigger = trigger
        self._read = _readable(trigger)
        self._values = {name: self._read[name] for name in trigger.values if name in self._read}
        known = frozenset(rules.parameters) | frozenset(trigger.parameters)
        settings = Settings(trigger.empty, parse_tolerance(trigger.tolerance), self._values)
        self._formula = CheckContext(rules.form, settings, known, other_forms)
        plain = Settings(trigger.empty, None, self._values)
        self._plain = CheckContext(rules.form, plain, known, other_forms)

    def problems(self) -> Iterator[FieldProblem]:
        trigger = self._trigger
        formula, found = _checked(self._formula, trigger.formula, "formula")
        yield from (FieldProblem("formula", problem) for problem in found)
        when = None
        if trigger.when is not None:
            when, found = _checked(self._plain, trigger.when, "when")
            yield from (FieldProblem("when", problem) for problem in found)
        yield from self._of_values()
        if formula is not None and when is not None and not formula.problems and not when.problems:
            yield from _together(when, formula)
        yield from self._unused()

    def _of_values(self) -> Iterator[FieldProblem]:
        for name, text in self._trigger.values.items():
            if _circular(name, self._values):
                yield FieldProblem(name, problem_at(_START, "circular_value", name=name))
                continue
            _, found = _checked(self._plain, text, "value")
            yield from (FieldProblem(name, problem) for problem in found)

    def _unused(self) -> Iterator[FieldProblem]:
        """Names in `message` are uses too."""
        trigger = self._trigger
        formulas = [self._read[name] for name in ("formula", "when") if name in self._read]
        said = {name.strip() for name in _PLACEHOLDER.findall(trigger.message or trigger.title)}
        used = names_used([*formulas, *(self._values[name] for name in said & set(self._values))], self._values)
        for name in trigger.values:
            if name not in used and name not in said:
                yield FieldProblem(name, problem_at(_START, "unused_value", name=name))
        asked = {node.name for read in self._read.values() for node in walk(read) if isinstance(node, tree.Parameter)}
        for name in trigger.parameters:
            if name not in asked:
                yield FieldProblem(name, problem_at(_START, "unused_parameter", name=name))


def _checked(context: CheckContext, text: str, field: Field) -> tuple[Checked | None, tuple[FormulaProblem, ...]]:
    try:
        checked = context.check(text, field)
    except FormulaError as error:
        return None, (of_error(text, error),)
    except (LimitError, RecursionError):
        return None, (problem_at(_START, "limit"),)
    return checked, checked.problems


def _together(when: Checked, formula: Checked) -> Iterator[FieldProblem]:
    """`when` met, what is left for the formula?"""
    met = constraints(when.code, True)
    for truth, code in ((True, "when_contradicts"), (False, "when_repeats")):
        term = impossible(meet(met, constraints(formula.code, truth)))
        if term is not None:
            place = formula.located.place(formula.located.formula) or _START
            russian, english = why(term, not truth)
            yield FieldProblem("formula", problem_at(place, code, why=russian, why_en=english))


def _circular(name: str, values: Mapping[str, tree.Expression]) -> bool:
    return name in values and name in names_used([values[name]], values)


def _readable(trigger: Trigger) -> dict[str, tree.Expression]:
    texts = {**trigger.values, "formula": trigger.formula, "when": trigger.when or ""}
    read: dict[str, tree.Expression] = {}
    for name, text in texts.items():
        try:
            read[name] = parse(text)
        except FormulaError:
            continue  # told where it stands
    return read
