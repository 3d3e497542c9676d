"""From outcomes to a status, its reasons and counts; evidence of what fired; the same input, the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, Verdict, compile_rule_set, for_screen, judge

Tell = Callable[..., Any]
Judge = Callable[..., Verdict]
BODY = "<А>10</А><Б>3</Б>"
TRUE, FALSE, UNTOLD = {"formula": "А = 10"}, {"formula": "А = 11"}, {"formula": "Мимо = 1"}


def warning(trigger: dict[str, str]) -> dict[str, str]:
    return {**trigger, "severity": "warning"}


@pytest.mark.parametrize(
    ("triggers", "status", "counts"),
    [
        ([], "accepted", (0, 0, 0, 0, 0)),
        ([TRUE], "accepted", (1, 0, 0, 0, 0)),
        ([TRUE, FALSE], "accepted_with_errors", (1, 1, 0, 0, 0)),
        ([TRUE, UNTOLD], "check_failed", (1, 0, 0, 1, 0)),
        ([FALSE, UNTOLD], "check_failed", (0, 1, 0, 1, 0)),
        ([TRUE, warning(FALSE)], "accepted", (1, 1, 1, 0, 0)),
        ([TRUE, warning(UNTOLD)], "accepted", (1, 0, 0, 1, 0)),
        ([FALSE, warning(FALSE)], "accepted_with_errors", (0, 2, 1, 0, 0)),
        ([{"formula": "НЕТ", "when": "А = 11"}], "accepted", (0, 0, 0, 0, 1)),
        ([{"formula": "НЕТ", "when": "Мимо = 1"}], "check_failed", (0, 0, 0, 1, 0)),
    ],
)
def test_a_status_follows_from_the_outcomes(
    judge_with: Judge, triggers: list[dict[str, str]], status: str, counts: tuple[int, ...]
) -> None:
    verdict = judge_with(BODY, *triggers)
    assert verdict.status == status
    counted = verdict.counts
    assert counts == (
        counted.held,
        counted.fired,
        counted.warnings,
        counted.not_evaluable,
        counted.not_applicable,
    )
    assert bool(verdict.reasons) == (status != "accepted")


def test_some_rows_fire_and_others_cannot_be_told(judge_with: Judge) -> None:
    body = "<Т><С><К>a</К><О>1</О></С><С><К>b</К><О>х1</О></С><С><К>c</К><О>9</О></С></Т>"
    listing = "Т.С:row*#К Т.С.К:text Т.С.О:number"
    formula = {"formula": "ДЛЯ КАЖДОЙ Т.С: О < 5"}
    verdict = judge_with(body, formula, listing=listing)
    finding = verdict.findings[0]
    assert (finding.outcome, verdict.status) == ("fired", "check_failed")
    assert [(row.number, row.key) for row in finding.rows] == [(3, "c")]
    assert [(row.number, row.key) for row in finding.not_evaluated_rows] == [(2, "b")]
    assert {reason.code for reason in verdict.reasons} == {"value_unreadable", "triggers_fired"}
    assert judge_with(body, warning(formula), listing=listing).status == "accepted"


def test_findings_are_sorted_by_code_and_the_bytes_repeat(judge_with: Judge) -> None:
    triggers = [{**FALSE, "code": "Я"}, {**UNTOLD, "code": "Б"}, {**TRUE, "code": "А"}]
    first, second = judge_with(BODY, *triggers), judge_with(BODY, *reversed(triggers))
    assert [finding.code for finding in first.findings] == ["А", "Б", "Я"]
    assert first.to_json() == second.to_json()


def test_a_rule_set_that_is_not_in_force_judges_nothing(judge_with: Judge) -> None:
    dates = {"effective_from": date(2026, 7, 1), "effective_to": date(2026, 12, 31)}
    for day, judged in ((date(2026, 6, 30), False), (date(2026, 7, 1), True), (date(2027, 1, 1), False)):
        verdict = judge_with(BODY, TRUE, rule_set=dates, reporting_date=day)
        assert (verdict.status == "accepted") is judged
        reasons = [(reason.code, reason.cause) for reason in verdict.reasons]
        assert reasons == ([] if judged else [("no_rule_set", "rule")])


def test_evidence_of_a_scalar_comparison(tell: Tell) -> None:
    body = "<А>10,50</А>\n<Б>3.00</Б>"
    finding = tell("А = Б * 2 ± 1", body, listing="А:number Б:number", message="{левая}, {правая}, {разница}")
    assert (finding.left, finding.right, finding.difference, finding.expected) == ("10.5", "6", "4.5", "6")
    assert finding.message == "10.5, 6, 4.5"
    assert finding.formula_filled == "10.5 = 3 * 2 ± 1"
    assert [(cell.path, cell.value, cell.line) for cell in finding.cells] == [("А", "10,50", 1), ("Б", "3.00", 2)]


@pytest.mark.parametrize(
    ("formula", "left", "right", "expected"),
    [
        ("А + 5 = 20", "15", "20", "15"),
        ("20 = А * 4", "20", "40", "5"),
        ("А = 11", "10", "11", "11"),
        ("А = Б + 1", "10", "4", "4"),
        ("А >= 12", "10", "12", ">= 12"),
        ("А = 10 И Б = 4 И А = 12", "3", "4", "4"),
        ("ЕСЛИ А = 10 ТО Б > 5", "3", "5", "> 5"),
        ("ЕСЛИ НЕ А = 11 ТО Б = 5", "3", "5", "5"),
        ("А = 11 ИЛИ Б = 4", "10", "11", "11"),
        ("А В (1; 2)", "10", "1; 2", "1; 2"),
    ],
)
def test_the_first_false_comparison_gives_both_sides(
    tell: Tell, formula: str, left: str, right: str, expected: str
) -> None:
    finding = tell(formula, BODY, listing="А:number Б:number")
    assert (finding.outcome, finding.left, finding.right, finding.expected) == ("fired", left, right, expected)


def test_evidence_of_rows(tell: Tell) -> None:
    rows = "\n".join(f"<С><К>к{n}</К><О>{n}</О></С>" for n in range(1, 51))
    finding = tell("ДЛЯ КАЖДОЙ Т.С: О <= 10", f"<Т>{rows}</Т>", listing="Т.С:row*#К Т.С.К:text Т.С.О:number")
    assert [row.number for row in finding.rows] == list(range(11, 51))
    assert finding.rows[0].key == "к11"
    assert (finding.left, finding.right, finding.difference) == ("11", "10", "1")
    assert finding.formula_filled == "11 <= 10"
    assert [cell.line for cell in finding.cells] == list(range(11, 51))
    assert [row.number for row in for_screen(finding).rows] == list(range(11, 31))


def test_evidence_of_an_aggregate_shows_the_rows_it_took(tell: Tell) -> None:
    body = "<Т><С><К>a</К><О>1</О></С><С><К>b</К><О>2</О></С></Т>"
    finding = tell('СУММА(Т.С.О ГДЕ К = "b") = 5', body, listing="Т.С:row*#К Т.С.К:text Т.С.О:number")
    assert [(cell.path, cell.value) for cell in finding.cells] == [("Т.С.О", "2")]
    assert (finding.left, finding.formula_filled, finding.expected) == ("2", "2 = 5", "5")


ROWS = "Т.С:row*#К Т.С.К:text Т.С.О:number Т.С.П:number Итог:number"


def test_a_cell_names_its_row_and_its_place_on_paper() -> None:
    element = Element(path="Т.С.О", type="number", label="Остаток", section="Раздел 3", line="3.1", column="4")
    row = Element(path="Т.С", type="row", repeats=True, key="К")
    form = Form(code="Ф", title="Ф", elements=(row, Element(path="Т.С.К", type="text"), element))
    rules = RuleSet(form=form, version="1", triggers=(Trigger(code="Т", title="Т", formula="ДЛЯ КАЖДОЙ Т.С: О > 0"),))
    body = "<Ф><Т><С><К>a</К><О>1</О></С><С><К>b</К><О>0</О></С></Т></Ф>".encode()
    cell = judge(body, "r.xtdd", compile_rule_set(rules), JudgeContext()).findings[0].cells[0]
    assert (cell.section, cell.form_line, cell.column, cell.label) == ("Раздел 3", "3.1", "4", "Остаток")
    assert (cell.row, cell.row_key, cell.value, cell.elsewhere) == (2, "b", "0", False)


@pytest.mark.parametrize(
    ("formula", "suggested"),
    [
        ("А = Б + 1", {"А": "4", "Б": "9"}),
        ("А = Б * 2 ± 1", {"А": "6", "Б": "5"}),
        ("А = 12", {"А": "12"}),
        ("А = Б * Б", {"А": "9", "Б": None}),
        ("А >= 12", {"А": None}),
        ("А = 10 И Б = 4", {"Б": "4"}),
        ("ЕСЛИ А = 10 ТО Б = А / 2", {"А": "6", "Б": "5"}),
    ],
)
def test_each_cell_of_an_equation_says_what_would_satisfy_it(
    tell: Tell, formula: str, suggested: dict[str, str | None]
) -> None:
    finding = tell(formula, BODY, listing="А:number Б:number")
    assert {cell.path: cell.suggested for cell in finding.cells} == suggested


def test_a_suggestion_is_of_its_own_row_and_an_aggregate_gives_none(tell: Tell) -> None:
    body = "<Т><С><К>a</К><О>1</О><П>1</П></С><С><К>b</К><О>2</О><П>5</П></С></Т><Итог>4</Итог>"
    rows = tell("ДЛЯ КАЖДОЙ Т.С: О = П", body, listing=ROWS)
    assert [(cell.path, cell.row, cell.suggested) for cell in rows.cells] == [("Т.С.О", 2, "5"), ("Т.С.П", 2, "2")]
    total = tell("Итог = СУММА(Т.С.О)", body, listing=ROWS)
    assert [(cell.path, cell.suggested) for cell in total.cells] == [("Итог", "3"), ("Т.С.О", None), ("Т.С.О", None)]
    assert total.formula_filled == "4 = 3"


def test_no_line_is_told_past_the_last_one_that_is_counted(tell: Tell) -> None:
    finding = tell("А = 11", "\n" * 65_533 + "<А>10</А>")
    assert finding.cells[0].line == 65_534
    finding = tell("А = 11", "\n" * 70_000 + "<А>10</А>")
    assert finding.cells[0].line is None


def test_structure_remarks_change_no_status(judge_with: Judge) -> None:
    listing = "А:number Б:number Раздел.В:number Раздел.Г:number? Т.С:row* Т.С.О:number"
    body = "<А>10</А><Б>1</Б><Б>2</Б><Раздел/><Лишний/><Т><С/><С><О>1</О></С></Т>"
    verdict = judge_with(body, TRUE, listing=listing)
    assert verdict.status == "accepted"
    assert [(remark.code, remark.element) for remark in verdict.remarks] == [
        ("repeated_element", "Б"),
        ("missing_element", "Раздел.В"),
        ("missing_element", "Т.С.О"),
        ("unknown_element", "Лишний"),
    ]


def test_a_rule_set_survives_its_json(judge_with: Judge) -> None:
    rule_set = RuleSet.model_validate(
        {
            "form": {"code": "1", "title": "t"},
            "version": "1",
            "parameters": {"К": [{"value": "0.10"}]},
            "triggers": [{"code": "Т", "title": "t", "formula": "ДА"}],
        }
    )
    assert RuleSet.model_validate_json(rule_set.model_dump_json()) == rule_set


@pytest.mark.parametrize(
    ("formula", "filled"),
    [
        ("А = Б + 7", "10 = 3 + 7"),
        ("ЕСЛИ А > 1 ТО Б < 5", "ЕСЛИ 10 > 1 ТО 3 < 5"),
        # A loop is shown in its first row.
        ("ДЛЯ КАЖДОЙ Т.С: Н > 0", "5 > 0"),
    ],
)
def test_what_held_is_told_with_the_numbers_of_the_file_where_it_is_asked_for(formula: str, filled: str) -> None:
    form = Form(code="Ф", title="Форма", root="О", elements=())
    rules = compile_rule_set(RuleSet(form=form, version="1", triggers=(Trigger(code="Т", title="", formula=formula),)))
    data = f"<О>{BODY}<Т><С><Н>5</Н></С><С><Н>6</Н></С></Т></О>".encode()
    [held] = judge(data, "r.xtdd", rules, JudgeContext(), with_held=True).findings
    assert (held.outcome, held.formula_filled) == ("held", filled)
    assert judge(data, "r.xtdd", rules, JudgeContext()).findings == ()
