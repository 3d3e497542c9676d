"""No formula, however hostile, takes more than its time and memory, raises, or keeps its neighbours from being told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from contracts.verdict import Finding
from services.validator.engine import code, numbers
from services.validator.language import FormulaError, parse

MOST_SECONDS = 10
# Python and the engine at rest hold 65, the largest of these formulas and its file 40 more.
MOST_MEGABYTES = 200
LIMITED = {
    *("wide body listed", "wide body bare", "wide condition listed", "wide condition bare"),
    *("product", "tiny", "product of values", "options of a large item"),
    *("doubled sums", "doubled truths", "doubled gaps", "doubled in a message", "doubled in when", "doubled in rows"),
}


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.unit.services.validator.engine.hostile_formulas"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr[-2000:]
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_hostile_formulas_stay_within_time_and_memory(told: dict[str, dict[str, Any]]) -> None:
    assert {name: one["seconds"] for name, one in told.items() if one["seconds"] > MOST_SECONDS} == {}
    assert int(told.pop("peak")["outcome"]) < MOST_MEGABYTES


def test_what_goes_over_its_budget_is_not_evaluable_for_that_reason(told: dict[str, dict[str, Any]]) -> None:
    assert {name: told[name]["outcome"] for name in LIMITED} == dict.fromkeys(LIMITED, "not_evaluable limit")


def test_nothing_ends_as_a_failure_of_ours(told: dict[str, dict[str, Any]]) -> None:
    assert [name for name, one in told.items() if "failure" in one["outcome"]] == []


Tell = Callable[..., Finding]
TABLE = "<Т>" + "<С><А>1</А></С>" * 50 + "</Т><Х>1</Х>"


def test_work_over_rows_is_bounded_by_steps(judge_with: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.validator.engine.findings.STEP_BUDGET", 1500)
    wide = "ДЛЯ КАЖДОЙ Т.С: А + А + А + А + А + А + А + А > 0"
    nested = "ДЛЯ КАЖДОЙ Т.С: КОРЕНЬ.Т.С[А > 5].А ?? 1 = 1"
    verdict = judge_with(TABLE, {"formula": wide}, {"formula": nested}, {"formula": "Х = 2"})
    assert [one.outcome.value for one in verdict.findings] == ["held", "not_evaluable", "fired"]
    told = [(reason.code, reason.cause.value) for reason in verdict.reasons]
    assert told == [("limit", "rule"), ("triggers_fired", "file")]


def test_a_whole_rule_set_has_a_budget_too(judge_with: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "WHOLE_BUDGET", 2000)
    triggers = [{"formula": f"ДЛЯ КАЖДОЙ Т.С: А + {n} > 0 ИЛИ А = 7"} for n in range(20)]
    outcomes = [one.outcome.value for one in judge_with(TABLE, *triggers).findings]
    assert outcomes == sorted(outcomes)  # held, then not evaluable
    assert set(outcomes) == {"held", "not_evaluable"}


def test_what_fired_has_fired_even_where_explaining_it_is_too_much(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.validator.engine.findings._EXPLAINING", 0)
    found = tell("ДЛЯ КАЖДОЙ Т.С: КОРЕНЬ.Т.С[А > 5].А ?? 1 = 2", TABLE)
    assert (found.outcome, found.cause, found.cells) == ("fired", "rule", ())


def test_amounts_that_can_no_longer_be_exact_are_not_rounded_in_silence(tell: Tell) -> None:
    nines = "9" * 28
    assert tell(f"{' * '.join([nines] * 14)} > 0").outcome == "held"
    found = tell(f"{' * '.join([nines] * 15)} > 0")
    assert (found.outcome, found.cause) == ("not_evaluable", "rule")
    assert numbers.EXACT.prec >= 14 * 28


def test_division_keeps_28_digits_and_rounding_is_never_a_limit(tell: Tell) -> None:
    assert tell("1 / 3 * 3 <> 1 И АБС(1 / 3 * 3 - 1) < 0.000000000000000000000000001").outcome == "held"
    assert tell("ОКРУГЛ(1 / 3 * 3; 2) = 1").outcome == "held"
    assert tell(f"ОКРУГЛ({'9' * 28} * {'9' * 28}; -28) > 0").outcome == "held"


def test_the_evidence_of_a_verdict_is_bounded_and_says_how_much_is_left_out(
    judge_with: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code, "MOST_ROWS", 80)
    monkeypatch.setattr(code, "MOST_CELLS", 60)
    verdict = judge_with(TABLE, *({"formula": f"ДЛЯ КАЖДОЙ Т.С: А > {n + 5}"} for n in range(3)))
    told = [(len(one.rows), one.rows_left_out, len(one.cells)) for one in verdict.findings]
    assert told == [(50, 0, 50), (30, 20, 20), (20, 30, 20)]
    assert verdict.counts.fired == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("А" * 20_001, "too_long"),
        ("(" * 51 + "1" + ")" * 51, "too_deep"),
        ("НЕ " * 61 + "ДА", "too_deep"),
        ("-" * 61 + "1", "too_deep"),
        ("ЕСЛИ ДА ТО " * 51 + "ДА", "too_deep"),
        (".".join(["а"] * 101), "too_many_steps"),
        ("А[Б = 1]." * 101 + "В", "too_many_steps"),
    ],
)
def test_texts_that_are_too_long_or_too_deep_are_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.code == code


def test_a_kind_that_does_not_fit_is_told_wherever_it_stands(tell: Tell) -> None:
    for formula in ("ЕСЛИ(Х > 0; 1; 2)", "Х + 1", '"а"', "ДА И (Х + 1)", "НЕ (ЕСЛИ(Х > 0; 1; 2))"):
        found = tell(formula, TABLE)
        assert (found.outcome, found.cause) == ("not_evaluable", "rule"), formula


def test_a_failure_of_ours_in_one_trigger_hides_no_other(
    judge_with: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("broken")

    monkeypatch.setattr("services.validator.engine.findings.sides_of", broken)
    verdict = judge_with("<Х>1</Х>", {"formula": "Х = 2"}, {"formula": "Х = 1"})
    assert [one.outcome.value for one in verdict.findings] == ["not_evaluable", "held"]
    assert [(reason.code, reason.cause.value) for reason in verdict.reasons] == [("failure", "system")]
