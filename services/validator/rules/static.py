"""Static checks of a loaded file. They warn: what a missing element means is the verdict's to say."""

from __future__ import annotations

from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.rules.checks.trigger import FieldProblem, check_trigger
from services.validator.rules.problems import Problem


def static_warnings(rule_set: RuleSet) -> tuple[Problem, ...]:
    """What can be said of the formulas without a file, with trigger, field and place in the formula."""
    return tuple(
        _warning(trigger, found) for trigger in rule_set.triggers for found in check_trigger(trigger, rule_set)
    )


def _warning(trigger: Trigger, found: FieldProblem) -> Problem:
    problem = found.problem
    return Problem(
        code=problem.code,
        line=0,
        column=0,
        text=f"столбец {problem.column}: {problem.text}",
        text_en=f"column {problem.column}: {problem.text_en}",
        trigger=trigger.code,
        field=found.field,
        formula_line=problem.line,
        formula_column=problem.column,
    )
