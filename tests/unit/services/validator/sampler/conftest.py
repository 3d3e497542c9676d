"""The real engine over the built-in rule sets, each compiled once."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from contracts.periods import Period, PeriodKind, period_of
from services.validator.builtin import rule_set
from services.validator.engine import CompiledRuleSet, JudgeContext, OtherReport, compile_rule_set
from services.validator.engine.judging import Verdict
from services.validator.sampler import SampleError, sample_report
from tests.unit.services.validator.lanes import judged

INN = "7707083893"
Judge = Callable[..., Verdict]
Beside = Callable[..., dict[str, Any]]


@cache
def _compiled(form: str) -> CompiledRuleSet:
    return compile_rule_set(rule_set(form))


@cache
def _other(form: str, period: Period, inn: str, seed: int) -> OtherReport | None:
    try:
        return OtherReport(sample_report(form, period, inn, seed=seed), period=period)
    except SampleError:
        return None  # before the first period


@pytest.fixture(scope="session")
def beside() -> Beside:
    """The other reports that triggers look at, of the same organisation and seed."""

    def find(period: str, seed: int = 0) -> dict[str, Any]:
        quarter = period_of(PeriodKind.QUARTER, int(period[:4]), int(period[-1]))
        people = _other("0420841", quarter, INN, seed)
        return {
            "previous": _other("0420846", quarter.previous, INN, seed),
            "year_ago": _other("0420846", quarter.year_ago, INN, seed),
            "other_forms": {"0420841": people},
        }

    return find


@pytest.fixture(scope="session")
def verdict_of() -> Judge:
    """`verdict_of(form, data, **beside)`: the verdict by the built-in rule set, for a microcredit company."""

    def run(form: str, data: bytes, **others: Any) -> Verdict:
        context = JudgeContext(member={"Тип": "МКК", "ИНН": INN}, **others if form == "0420846" else {})
        return judged(data, _compiled(form), context, name="report.xtdd")

    return run
