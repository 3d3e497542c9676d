"""What is wrong in a rule set that is written in the browser: the checks of a file and of formulas, by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.validator.domain.rule_set import RuleSet
from services.validator.rules.checks import FieldProblem, check_trigger
from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.loader import read_rule_set
from services.validator.rules.problems import Problem
from services.validator.rules.writer import as_document, plain_rule_set

# Formulas are checked once, by `check_trigger`, which knows the place of every word.
_FORMULAS: Final = frozenset({"formula", "when"})


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """`position` is the number of the trigger from 1, None outside of triggers; the rest are places inside the field.

    With `blocks` the draft cannot be published.
    """

    code: str
    text: str
    text_en: str
    blocks: bool
    trigger: str | None
    position: int | None
    field: str | None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end: int | None = None


def problems_of(rules: RuleSet) -> tuple[DraftProblem, ...]:
    """Everything that is wrong, in the order of the triggers."""
    return tuple(sorted((*_of_fields(rules), *_of_formulas(rules)), key=_place))


def _of_fields(rules: RuleSet) -> Iterator[DraftProblem]:
    findings = Findings()
    read_rule_set(FieldReader(as_document(plain_rule_set(rules)), findings))
    for found in findings.problems:
        if found.code != "formula" and not (found.code == "required" and found.field == "formula"):
            yield _field_problem(found)


def _of_formulas(rules: RuleSet) -> Iterator[DraftProblem]:
    for position, trigger in enumerate(rules.triggers, 1):
        for found in check_trigger(trigger, rules):
            yield _formula_problem(found, trigger.code, position)


def _field_problem(found: Problem) -> DraftProblem:
    position = found.line or None
    return DraftProblem(found.code, found.text, found.text_en, True, found.trigger, position, found.field)


def _formula_problem(found: FieldProblem, trigger: str, position: int) -> DraftProblem:
    problem = found.problem
    return DraftProblem(
        code=problem.code,
        text=problem.text,
        text_en=problem.text_en,
        blocks=problem.severity == "mistake",
        trigger=trigger,
        position=position,
        field=_field(found),
        line=problem.line,
        column=problem.column,
        end_line=problem.end_line,
        end=problem.end,
    )


def _field(found: FieldProblem) -> str:
    if found.field in _FORMULAS:
        return found.field
    return f"{'parameters' if found.problem.code == 'unused_parameter' else 'values'}.{found.field}"


def _place(found: DraftProblem) -> tuple[int, str, int, int]:
    return found.position or 0, found.field or "", found.line or 0, found.column or 0
