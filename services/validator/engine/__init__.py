"""The facade of the validator's heart; services and commands use these names only.

    compiled = compile_rule_set(rule_set)                      once per version; a RuleSet loads from its JSON dump
    inspection = inspect(data, file_name, forms)               what a file says of itself; raises Refusal
    verdict = judge(data, file_name, compiled, JudgeContext()) never raises for what a file or a formula holds

All three are pure and blocking: files of strangers go through `isolation`.
"""

from services.validator.domain.other_reports import OtherReport
from services.validator.domain.rule_set import RuleSet
from services.validator.engine.context import Expected, JudgeContext, WorkingDays
from services.validator.engine.inspecting import Inspection, inspect
from services.validator.engine.judging import Judged, Verdict, for_screen, judge, judge_by_edition, judge_with_hash
from services.validator.engine.program import CompiledRuleSet
from services.validator.reader import Refusal


def compile_rule_set(rule_set: RuleSet) -> CompiledRuleSet:
    """Raises `FormulaError` when a formula can't be read; rule sets that `load_rules` gave are past that."""
    return CompiledRuleSet(rule_set)


__all__ = [
    "CompiledRuleSet",
    "Expected",
    "Inspection",
    "JudgeContext",
    "Judged",
    "OtherReport",
    "Refusal",
    "Verdict",
    "WorkingDays",
    "compile_rule_set",
    "for_screen",
    "inspect",
    "judge",
    "judge_by_edition",
    "judge_with_hash",
]
