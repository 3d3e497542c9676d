"""The native machine: what it proves without the closures, and that amounts stay right to the kopeck."""

from __future__ import annotations

import pytest

from contracts.verdict import Outcome
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, compile_rule_set
from services.validator.engine.code import MAIN, Run
from services.validator.engine.context import Facts
from services.validator.engine.index import Index
from services.validator.engine.prover import Outcomes
from services.validator.reader import read_document
from tests.unit.services.validator.conftest import Judge, elements
from tests.unit.services.validator.engine.test_lanes import CONTEXT, FORMULAS, rules
from tests.unit.services.validator.engine.test_proofs import report
from tests.unit.services.validator.lanes import judged

ROWS = [("1", "2", "x", "2026-03-01"), ("0.5", "1", "y", "2026-03-02"), ("1", "-", "z", "-"), ("2", "4", "w", "")]
SINGLES = [("Итог", "2"), ("Доля", "1"), ("Имя", "x"), ("Дата", "2026-03-31"), ("Флаг", "да")]
# Other reports and the calendar are the closures' business.
CLOSURES = ("РАБДНЕЙ", "ПРОШЛЫЙ")


def proved(formulas: list[str], data: bytes) -> Outcomes:
    root = read_document(data).root
    program = rules(formulas, None, "zero").program(root)
    run = Run(Index(program.plans[MAIN], root), Facts(CONTEXT, {}, None, None), program.plans, program.shape)
    return program.prove(run)


def test_what_holds_is_proved_though_some_cells_are_empty() -> None:
    data = report(ROWS, SINGLES)
    verdict = judged(data, rules(FORMULAS, None, "zero"), CONTEXT, with_held=True)
    held = {finding.formula for finding in verdict.findings if finding.outcome is Outcome.HELD}
    told = zip(FORMULAS, proved(FORMULAS, data), strict=True)
    left = [formula for formula, outcome in told if formula in held and not outcome and CLOSURES[0] not in formula]
    assert len(held) > 40
    assert left == []


@pytest.mark.parametrize("cents", ["99", "98"])
def test_amounts_near_a_hundred_trillion_are_right_to_the_kopeck(judge_with: Judge, cents: str) -> None:
    rows = "".join(f"<С><А>{amount}</А></С>" for amount in ("33333333333333.33", "66666666666666.66", "-0.00"))
    verdict = judge_with(
        f"<Т>{rows}</Т><Итог>99999999999999.{cents}</Итог>",
        {"formula": "Итог = СУММА(Т.С.А)"},
        listing="Т:row Т.С:row* Т.С.А:number Итог:number",
    )
    (finding,) = verdict.findings
    assert (finding.outcome, finding.difference) == (
        (Outcome.HELD, None) if cents == "99" else (Outcome.FIRED, "-0.01")
    )


def test_findings_of_one_file_share_their_rows(judge_with: Judge) -> None:
    verdict = judge_with(
        "<Т><С><А>1</А></С><С><А>2</А></С></Т>",
        {"formula": "ДЛЯ КАЖДОЙ Т.С: А > 5"},
        {"formula": "ДЛЯ КАЖДОЙ Т.С: А > 6"},
        listing="Т:row Т.С:row* Т.С.А:number",
    )
    first, second = verdict.findings
    assert [row.number for row in first.rows] == [1, 2]
    assert all(one is other for one, other in zip(first.rows, second.rows, strict=True))


def test_a_verdict_in_which_nothing_is_found_is_put_together_once() -> None:
    form = Form(code="Т", title="Т", elements=elements("Итог:number"))
    triggers = (Trigger(code="1", title="", formula="Итог > 0"),)
    compiled = compile_rule_set(RuleSet(form=form, version="1", triggers=triggers))
    first, second, fired = (
        judged(f"<О><Итог>{total}</Итог></О>".encode(), compiled, JudgeContext()) for total in (2, 3, 0)
    )
    assert first is second
    assert fired.counts.fired == 1
