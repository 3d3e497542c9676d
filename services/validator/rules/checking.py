"""The checks of a rule set that is written in the browser: those of a file, told by trigger and field."""

from __future__ import annotations

from typing import Final

from services.validator.domain.rule_set import RuleSet
from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.loader import read_rule_set
from services.validator.rules.problems import Problem
from services.validator.rules.static import static_warnings
from services.validator.rules.writer import as_document, plain_rule_set

# What a file is merely warned of, but what would leave a published trigger not evaluable on every report.
_BLOCKING: Final = frozenset({"unknown_path", "unknown_parameter"})


def problems_of(rules: RuleSet) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems that forbid publishing, and warnings. `line` is the number of the trigger from 1, 0 outside of them."""
    findings = Findings()
    read_rule_set(FieldReader(as_document(plain_rule_set(rules)), findings))
    numbers = {trigger.code: number for number, trigger in enumerate(rules.triggers, 1)}
    static = [_numbered(found, numbers) for found in static_warnings(rules)]
    blocking = [*findings.problems, *(found for found in static if found.code in _BLOCKING)]
    told = [*findings.warnings, *(found for found in static if found.code not in _BLOCKING)]
    return tuple(sorted(blocking, key=_place)), tuple(sorted(told, key=_place))


def _numbered(found: Problem, numbers: dict[str, int]) -> Problem:
    line = numbers.get(found.trigger or "", 0)
    return Problem(found.code, line, 0, found.text, found.text_en, found.trigger, found.field)


def _place(found: Problem) -> tuple[int, str]:
    return found.line, found.field or ""
