"""The real engine over the built-in rule sets, each compiled once."""

from collections.abc import Callable
from functools import cache

import pytest

from services.validator.builtin import rule_set
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set, judge
from services.validator.engine.judging import Verdict

Judge = Callable[[str, bytes], Verdict]


@cache
def _compiled(form: str) -> CompiledRuleSet:
    return compile_rule_set(rule_set(form))


@pytest.fixture(scope="session")
def verdict_of() -> Judge:
    """`verdict_of(form, data)`: the verdict by the built-in rule set, for a microcredit company."""
    context = JudgeContext(member={"Тип": "МКК", "ИНН": "7707083893"})
    return lambda form, data: judge(data, "report.xtdd", _compiled(form), context)
