"""With the native library and without it: the same verdict, byte for byte, whatever the file and the rule set hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.verdict import Outcome
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set, judge, judge_with_hash
from services.validator.native import library, switched_off
from tests.unit.services.validator.engine.test_proofs import CONTEXT, FORM, FORMULAS, ROWS, SINGLES, TABLES, WHOLE, Rows
from tests.unit.services.validator.engine.test_proofs import Singles, report

pytestmark = pytest.mark.skipif(library() is None, reason="no native library")


def rules(formulas: list[str], when: str | None, empty: str) -> CompiledRuleSet:
    triggers = tuple(
        Trigger(code=f"{n:03}", title="", formula=formula, when=when, empty=empty, values={"порог": "Итог * 2"})
        for n, formula in enumerate(formulas)
    )
    return compile_rule_set(RuleSet(form=FORM, version="1", triggers=triggers))


def both(data: bytes, compiled: CompiledRuleSet, context: JudgeContext = CONTEXT) -> None:
    native = judge(data, "r.xtdd", compiled, context, with_held=True).to_json()
    with switched_off():
        assert native == judge(data, "r.xtdd", compiled, context, with_held=True).to_json()


EVERY_FORMULA = [*WHOLE, *(f"ДЛЯ КАЖДОЙ Т.С: {body}" for body in ROWS)]
SETS = {empty: rules(EVERY_FORMULA, None, empty) for empty in ("zero", "missing")}


@settings(deadline=None, max_examples=300)
@given(TABLES, SINGLES, st.sampled_from(["zero", "missing"]))
def test_every_formula_over_any_file(rows: Rows, singles: Singles, empty: str) -> None:
    both(report(rows, singles), SETS[empty])


@settings(deadline=None, max_examples=100)
@given(FORMULAS, FORMULAS, TABLES, SINGLES)
def test_conditions_of_triggers(formula: str, when: str, rows: Rows, singles: Singles) -> None:
    both(report(rows, singles), rules([formula], when, "zero"))
