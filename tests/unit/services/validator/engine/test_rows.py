"""Rows: choice, aggregates, loops; with an element list and without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Tell = Callable[..., Any]

LISTING = """Займы.Займ:row*#Н Займы.Займ.Н:text Займы.Займ.О:number Займы.Займ.С:number? Займы.Займ.Д:date
    Займы.Займ.Выд:date Займы.Займ.Т:text Итог:number"""
ROWS = (
    "<Займы>"
    "<Займ><Н>1.1</Н><О>100</О><С>50</С><Д>2026-10-03</Д><Выд>2026-07-03</Выд><Т>а</Т></Займ>"
    "<Займ><Н>2.1</Н><О>200,5</О><С>150</С><Д>2026-06-01</Д><Выд>2026-07-19</Выд><Т>б</Т></Займ>"
    "<Займ><Н>2.2</Н><О>-</О><С>120</С><Д>2026-12-01</Д><Выд>-</Выд><Т>а</Т></Займ>"
    "</Займы><Итог>300.5</Итог>"
)


@pytest.fixture(params=["listed", "unlisted"])
def listing(request: pytest.FixtureRequest) -> str:
    return LISTING if request.param == "listed" else ""


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("СУММА(Займы.Займ.О) = Итог", "held"),
        ("СУММА(Займы.Займ.О ГДЕ С > 100) = 200.5", "held"),
        ("СУММА(Займы.Займ.О ГДЕ С > 1000) = 0", "held"),
        ("КОЛИЧЕСТВО(Займы.Займ) = 3", "held"),
        ("КОЛИЧЕСТВО(Займы.Займ.О) = 3", "held"),
        ('КОЛИЧЕСТВО(Займы.Займ ГДЕ Т = "а") = 2', "held"),
        ("СРЕДНЕЕ(Займы.Займ.О) = 150.25", "held"),
        ("МИН(Займы.Займ.О) = 100", "held"),
        ("МАКС(Займы.Займ.О) = 200.5", "held"),
        ('МАКС(Займы.Займ.Д) = ДАТА("2026-12-01")', "held"),
        ("УНИКАЛЬНО(Займы.Займ.Н)", "held"),
        ("УНИКАЛЬНО(Займы.Займ.Т)", "fired"),
        ('УНИКАЛЬНО(Займы.Займ.Н ГДЕ Т = "а")', "held"),
        ("СРЕДНЕЕ(Займы.Займ.О ГДЕ С > 1000) = 1", "not_applicable"),
        ("МИН(Займы.Займ.О ГДЕ С > 1000) = 1", "not_applicable"),
        ("УНИКАЛЬНО(Займы.Займ.Н ГДЕ С > 1000)", "not_applicable"),
        ("SUM(Займы.Займ.О WHERE С > 100) = 200.5 AND COUNT(Займы.Займ) = 3", "held"),
        ("AVERAGE(Займы.Займ.О) = 150.25 AND MIN(Займы.Займ.О) < MAX(Займы.Займ.О)", "held"),
        ("UNIQUE(Займы.Займ.Н)", "held"),
        # choice of a row
        ('Займы.Займ[Н = "2.1"].О = 200.5', "held"),
        ('Займы.Займ[Н = "9"].О = 1', "not_evaluable"),
        ('Займы.Займ[Т = "а"].О = 1', "not_evaluable"),
        ('Займы.Займ[Н = "9"].О ?? 7 = 7', "held"),
        ('ЕСТЬ(Займы.Займ[Н = "9"])', "fired"),
        ('ЕСТЬ(Займы.Займ[Н = "2.1"].О)', "held"),
        ("Займы.Займ[О = МАКС(КОРЕНЬ.Займы.Займ.О)].О = 200.5", "held"),
        ("Займы.Займ.О = 1", "not_evaluable"),
        ("ЕСТЬ(Займы.Займ)", "held"),
        # every row
        ("ДЛЯ КАЖДОЙ Займы.Займ: О >= 0", "held"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: О > 0", "fired"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: О <= КОРЕНЬ.Итог", "held"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: Д >= Выд", "fired"),
        ("FOR EACH Займы.Займ: О <= 1000", "held"),
        ("для каждой Займы.Займ: О <= 1000", "held"),
        ('ДЛЯ КАЖДОЙ Займы.Займ[Т = "б"]: О = 200.5', "held"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: ЕСЛИ С > 100 ТО О < 201", "held"),
        ("(ДЛЯ КАЖДОЙ Займы.Займ: О >= 0) И Итог > 0", "held"),
        ("ЕСЛИ Итог > 0 ТО ДЛЯ КАЖДОЙ Займы.Займ: О >= 0", "held"),
    ],
)
def test_a_formula_over_rows(tell: Tell, listing: str, formula: str, outcome: str) -> None:
    assert tell(formula, ROWS, listing=listing).outcome == outcome


@pytest.mark.parametrize(
    ("formula", "cause"),
    [
        ('Займы.Займ[Н = "9"].О = 1', "file"),
        ('Займы.Займ[Т = "а"].О = 1', "file"),
        ("Займы.Займ.О = 1", "rule"),
    ],
)
def test_who_acts_when_rows_do_not_give_one_value(tell: Tell, listing: str, formula: str, cause: str) -> None:
    assert tell(formula, ROWS, listing=listing).cause == cause


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("СУММА(Займы.Займ.О) = 0", "held"),
        ("КОЛИЧЕСТВО(Займы.Займ) = 0", "held"),
        ("СРЕДНЕЕ(Займы.Займ.О) = 0", "not_applicable"),
        ("МИН(Займы.Займ.О) = 0", "not_applicable"),
        ("МАКС(Займы.Займ.О) = 0", "not_applicable"),
        ("УНИКАЛЬНО(Займы.Займ.О)", "not_applicable"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: О > 0", "not_applicable"),
        ("ЕСТЬ(Займы.Займ)", "fired"),
        ("ПУСТО(Займы.Займ.О)", "held"),
    ],
)
def test_a_table_without_rows(tell: Tell, listing: str, formula: str, outcome: str) -> None:
    assert tell(formula, "<Займы/><Итог>0</Итог>", listing=listing).outcome == outcome


@pytest.mark.parametrize(
    "formula",
    ["СУММА(Займы.Займ.О) = 0", "КОЛИЧЕСТВО(Займы.Займ) = 0", "ДЛЯ КАЖДОЙ Займы.Займ: О > 0", "МИН(Займы.Займ.О) = 0"],
)
def test_without_its_parent_a_table_is_absent(tell: Tell, listing: str, formula: str) -> None:
    finding = tell(formula, "<Итог>0</Итог>", listing=listing)
    assert (finding.outcome, finding.cause) == ("not_evaluable", "file")


def test_one_row_is_a_row_as_well(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><Н>1</Н><О>5</О><С>200</С></Займ></Займы>"
    assert tell("СУММА(Займы.Займ.О ГДЕ С > 100) = 5", body, listing=listing).outcome == "held"
    assert tell("КОЛИЧЕСТВО(Займы.Займ ГДЕ С > 100) = 1", body, listing=listing).outcome == "held"
    assert tell("ДЛЯ КАЖДОЙ Займы.Займ: О = 5", body, listing=listing).outcome == "held"
    assert tell("Займы.Займ.О = 5", body, listing=listing).outcome == "held"


def test_an_absence_in_a_column_names_the_row(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><Н>1</Н><О>5</О></Займ><Займ><Н>2</Н></Займ></Займы>"
    for formula in ("СУММА(Займы.Займ.О) = 5", "КОЛИЧЕСТВО(Займы.Займ.О) = 1", "МАКС(Займы.Займ.О) = 5"):
        finding = tell(formula, body, listing=listing)
        assert (finding.outcome, finding.cause, finding.element) == ("not_evaluable", "file", "Займы.Займ.О")
        assert [row.number for row in finding.not_evaluated_rows] == [2]
        assert "строка 2" in finding.message


def test_an_unreadable_value_in_a_column_names_the_row(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><Н>1</Н><О>5</О></Займ><Займ><Н>2</Н><О>пять</О></Займ></Займы>"
    finding = tell("СУММА(Займы.Займ.О) = 5", body, listing=listing)
    assert (finding.outcome, finding.cause) == ("not_evaluable", "file")
    assert [row.number for row in finding.not_evaluated_rows] == [2]


def test_an_empty_in_a_column_is_zero_or_missing(tell: Tell, listing: str) -> None:
    assert tell("СУММА(Займы.Займ.О) = 300.5", ROWS, listing=listing, empty="zero").outcome == "held"
    finding = tell("СУММА(Займы.Займ.О) = 300.5", ROWS, listing=listing, empty="missing")
    assert (finding.outcome, finding.cause) == ("not_evaluable", "file")
    assert [row.number for row in finding.not_evaluated_rows] == [3]
    assert tell("СРЕДНЕЕ(Займы.Займ.О) = 150.25", ROWS, listing=listing, empty="missing").outcome == "held"


def test_a_condition_that_cannot_be_told_leaves_the_aggregate_untold(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><О>5</О><С>плохо</С></Займ><Займ><О>6</О><С>7</С></Займ></Займы>"
    assert tell("СУММА(Займы.Займ.О ГДЕ С > 1) = 6", body, listing=listing).outcome == "not_evaluable"
    assert tell("Займы.Займ[С = 7].О = 6", body, listing=listing).outcome == "not_evaluable"


def test_an_empty_side_is_false_as_a_condition(tell: Tell, listing: str) -> None:
    assert tell('КОЛИЧЕСТВО(Займы.Займ ГДЕ Выд > ДАТА("2000-01-01")) = 2', ROWS, listing=listing).outcome == "held"


def test_rows_that_do_not_apply_are_skipped(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><Д>2026-01-01</Д><Выд>-</Выд></Займ><Займ><Д>-</Д><Выд>2026-01-01</Выд></Займ></Займы>"
    assert tell("ДЛЯ КАЖДОЙ Займы.Займ: Д >= Выд", body, listing=listing).outcome == "not_applicable"


def test_the_tolerance_serves_row_by_row(tell: Tell, listing: str) -> None:
    body = "<Займы><Займ><О>5</О><С>6</С></Займ><Займ><О>8</О><С>7</С></Займ></Займы>"
    assert tell("ДЛЯ КАЖДОЙ Займы.Займ: О = С", body, listing=listing, tolerance="1").outcome == "held"
    assert tell("КОЛИЧЕСТВО(Займы.Займ ГДЕ О = С) = 0", body, listing=listing, tolerance="0.5").outcome == "held"
    assert tell("ЕСТЬ(Займы.Займ[О = С])", body, listing=listing, tolerance="1").outcome == "fired"


def test_rows_inside_rows(tell: Tell) -> None:
    listing = "Р:row* Р.Итог:number Р.С:row* Р.С.О:number Р.С.Т:text"
    body = (
        "<Р><Итог>3</Итог><С><О>1</О><Т>а</Т></С><С><О>2</О><Т>б</Т></С></Р>"
        "<Р><Итог>0</Итог></Р><Р><Итог>4</Итог><С><О>4</О><Т>а</Т></С></Р>"
    )
    for shape in (listing, ""):
        assert tell("ДЛЯ КАЖДОЙ Р: Итог = СУММА(С.О)", body, listing=shape).outcome == "held"
        assert tell('ДЛЯ КАЖДОЙ Р: СУММА(С.О ГДЕ Т = "а") <= Итог', body, listing=shape).outcome == "held"
        assert tell("ДЛЯ КАЖДОЙ Р.С: О > 0", body, listing=shape).outcome == "held"
        assert tell("СУММА(Р.С.О) = СУММА(Р.Итог)", body, listing=shape).outcome == "held"
        assert tell("ДЛЯ КАЖДОЙ Р: ДЛЯ КАЖДОЙ С: О > 1", body, listing=shape).outcome == "fired"


def test_a_hostile_formula_runs_out_of_its_budget(tell: Tell) -> None:
    body = "<Т>" + "<С><О>1</О></С>" * 3000 + "</Т>"
    formula = "ДЛЯ КАЖДОЙ Т.С: (О ?? 1) * (КОРЕНЬ.Т.С[О > 1].О ?? 1) > 0"
    finding = tell(formula, body, listing="Т.С:row* Т.С.О:number")
    assert (finding.outcome, finding.cause) == ("not_evaluable", "rule")
