"""Outcomes of formulas over single values: binding, literals, comparison, logic, tolerance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

BODY = "<А>10</А><Б>3</Б><Пусто/><Прочерк>-</Прочерк><Т>текст</Т><Д>2026-09-30</Д><Ф>true</Ф><Плохо>1e3</Плохо>"
LISTING = """А:number Б:number Пусто:number Прочерк:number Т:text Д:date Ф:boolean Плохо:number
    Мимо:number МимоТ:text ПустоТ:text"""

Tell = Callable[..., Any]


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        # ?? ; unary - ; * / ; + - ; comparison ; НЕ ; И ; ИЛИ ; ЕСЛИ … ТО
        ("-Мимо ?? 5 = -5", "held"),
        ("2 + 2 * 2 = 6", "held"),
        ("(2 + 2) * 2 = 8", "held"),
        ("10 - 3 - 2 = 5", "held"),
        ("12 / 3 / 2 = 2", "held"),
        ("-А * -1 = 10", "held"),
        ("2 * -3 = -6", "held"),
        ("НЕ А = 11", "held"),
        ("НЕ А = 10 И Б = 3", "fired"),
        ("А = 10 ИЛИ А = 11 И Б = 0", "held"),
        ("(А = 10 ИЛИ А = 11) И Б = 0", "fired"),
        ("ЕСЛИ А = 10 ТО ЕСЛИ Б = 4 ТО НЕТ", "held"),
        ("ЕСЛИ А = 10 ТО Б = 3 И А = 11", "fired"),
        ("ЕСЛИ(А > 5; 1; 2) = 1", "held"),
        ("ЕСЛИ(А < 5; 1; 2) = 2", "held"),
        ("ЕСЛИ (А > 5) ТО (Б = 3)", "held"),
        # literals
        ("12500.50 = 12500.5", "held"),
        ("А * 5% = 0.5", "held"),
        ("ДА", "held"),
        ("НЕТ", "fired"),
        ("TRUE И НЕ FALSE", "held"),
        ('Т = "текст"', "held"),
        ('"он ""так"" сказал" = "он ""так"" сказал"', "held"),
        ('Д = ДАТА("2026-09-30")', "held"),
        ('Д = ДАТА("30.09.2026")', "held"),
        ('Д < DATE("2026-10-01")', "held"),
        # comparison
        ("А <> 11", "held"),
        ("А >= 10 И А <= 10", "held"),
        ("А > 10 ИЛИ А < 10", "fired"),
        ("А В (1; 10; 100)", "held"),
        ("А IN (1; 2)", "fired"),
        ('Т В ("иное"; "текст")', "held"),
        ('Т <> "Текст"', "held"),
        ("Ф", "held"),
        ("НЕ Ф", "fired"),
        ("Ф = ДА", "held"),
        # tolerance is inclusive and binds the whole right side
        ("А = Б + 6 ± 1", "held"),
        ("А = Б + 5.99 ± 1", "fired"),
        ("А = 11 +/- 1", "held"),
        ("А <> 11 ± 1", "fired"),
        ("А <> 11.01 ± 1", "held"),
        ("А <= 9 ± 1", "held"),
        ("А <= 8.9 ± 1", "fired"),
        ("А >= 11 ± 1", "held"),
        ("А = 8 ± 25%", "held"),
        ("А = 8 ± 24.9%", "fired"),
        ("-10 = -8 ± 25%", "held"),
        ("А = 12.5 ± 20%", "held"),
        ("А = 12.6 ± 20%", "fired"),
        # English, and any case
        ("if А = 10 then not Б = 4 and true", "held"),
        ("IF(А > 5; 1; 2) = 1 or false", "held"),
        ("если а = 1 то да", "held"),
        ("абс(-Б) = 3 И ABS(Б) = 3", "held"),
    ],
)
def test_a_formula_over_single_values(tell: Tell, formula: str, outcome: str) -> None:
    assert tell(formula, BODY, listing=LISTING).outcome == outcome


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("А = 11 И Мимо = 1", "fired"),  # ЛОЖЬ И ?
        ("Мимо = 1 И А = 11", "fired"),
        ("А = 10 И Мимо = 1", "not_evaluable"),
        ("А = 10 ИЛИ Мимо = 1", "held"),  # ИСТИНА ИЛИ ?
        ("Мимо = 1 ИЛИ А = 10", "held"),
        ("А = 11 ИЛИ Мимо = 1", "not_evaluable"),
        ("НЕ Мимо = 1", "not_evaluable"),
        ("ЕСЛИ А = 11 ТО Мимо = 1", "held"),  # ЕСЛИ ЛОЖЬ ТО ?
        ("ЕСЛИ ЕСТЬ(Мимо) ТО Мимо > 0", "held"),
        ("ЕСЛИ Мимо > 0 ТО А = 10", "held"),
        ("ЕСЛИ Мимо > 0 ТО А = 11", "not_evaluable"),
        ("ЕСЛИ(Мимо > 0; 1; 1) = 1", "not_evaluable"),
        # «не применялся»: neutral in И and ИЛИ, false as a condition
        ('ПустоТ = "x"', "not_applicable"),
        ('НЕ ПустоТ = "x"', "not_applicable"),
        ('ПустоТ = "x" И А = 10', "held"),
        ('ПустоТ = "x" И А = 11', "fired"),
        ('ПустоТ = "x" ИЛИ А = 11', "fired"),
        ('ПустоТ = "x" ИЛИ А = 10', "held"),
        ('ПустоТ = "x" И ПустоТ = "y"', "not_applicable"),
        ('ПустоТ = "x" И Мимо = 1', "not_evaluable"),
        ('ЕСЛИ ПустоТ = "x" ТО А = 11', "held"),
        ('ЕСЛИ А = 10 ТО ПустоТ = "x"', "not_applicable"),
        ('ЕСЛИ(ПустоТ = "x"; 1; 2) = 2', "held"),
    ],
)
def test_logic_is_three_valued(tell: Tell, formula: str, outcome: str) -> None:
    assert tell(formula, BODY + "<ПустоТ>''</ПустоТ>", listing=LISTING).outcome == outcome


@pytest.mark.parametrize(
    ("formula", "fields", "outcome"),
    [
        ("А = 11", {"tolerance": "1"}, "held"),
        ("А = 11.5", {"tolerance": "1"}, "fired"),
        ("А = 8", {"tolerance": "25%"}, "held"),
        ("А = 12 ± 1", {"tolerance": "5"}, "fired"),
        ("А < 10", {"tolerance": "1"}, "fired"),
        ("А > 10", {"tolerance": "1"}, "fired"),
        ("А <= 9", {"tolerance": "1"}, "held"),
        ("ЕСЛИ А = 11 ТО НЕТ", {"tolerance": "1"}, "held"),
        ("ЕСЛИ(А = 11; 1; 2) = 5", {"tolerance": "3"}, "held"),
        ("ЕСЛИ(А = 11; 1; 2) = 4", {"tolerance": "1"}, "fired"),
        ("А = 11", {"tolerance": "1", "when": "А = 11"}, "not_applicable"),
        ("А В (11; 12)", {"tolerance": "1"}, "fired"),
        ('Т = "текст"', {"tolerance": "1"}, "held"),
    ],
)
def test_the_triggers_tolerance_serves_comparisons_of_the_formula_alone(
    tell: Tell, formula: str, fields: dict[str, str], outcome: str
) -> None:
    assert tell(formula, BODY, listing=LISTING, **fields).outcome == outcome


@pytest.mark.parametrize(
    ("formula", "cause", "element"),
    [
        ("Мимо > 0", "file", "Мимо"),
        ("Выдумка > 0", "rule", "Выдумка"),
        ("Плохо > 0", "file", "Плохо"),
        ("А / 0 = 1", "rule", None),
        ('Т > "а"', "rule", None),
        ("Т + 1 = 2", "rule", None),
        ("А = Т", "rule", None),
        ('А = "10"', "rule", None),
        ('Д = "2026-09-30"', "rule", None),
        ("1 + 2", "rule", None),
        ('ПАРАМЕТР("НЕТ") = 1', "rule", None),
        ('ЧЛЕН.Тип = "МКК"', "system", None),
        ("ПЕРИОД.Конец = Д", "rule", None),
    ],
)
def test_what_cannot_be_evaluated_names_its_cause(tell: Tell, formula: str, cause: str, element: str | None) -> None:
    finding = tell(formula, BODY, listing=LISTING)
    assert (finding.outcome, finding.cause, finding.element) == ("not_evaluable", cause, element)
    assert finding.message


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("ЕСТЬ(А)", "held"),
        ("ЕСТЬ(Пусто)", "held"),
        ("ЕСТЬ(Мимо)", "fired"),
        ("ПУСТО(Мимо)", "held"),
        ("ПУСТО(Пусто)", "held"),
        ("ПУСТО(Прочерк)", "held"),
        ("ПУСТО(А)", "fired"),
        ("Мимо ?? 7 = 7", "held"),
        ("Пусто ?? 7 = 7", "held"),
        ("Мимо ?? Пусто ?? 8 = 8", "held"),
        ("А ?? 7 = 10", "held"),
        ("Плохо ?? 7 = 7", "not_evaluable"),
        ('МимоТ ?? "нет" = "нет"', "held"),
        ("EXISTS(А) AND EMPTY(Мимо)", "held"),
    ],
)
def test_presence_and_replacement(tell: Tell, formula: str, outcome: str) -> None:
    assert tell(formula, BODY, listing=LISTING).outcome == outcome


@pytest.mark.parametrize(
    ("formula", "empty", "outcome"),
    [
        ("Пусто = 0", "zero", "held"),
        ("Пусто + 1 = 1", "zero", "held"),
        ("Пусто < А", "zero", "held"),
        ("Пусто = 0", "missing", "not_evaluable"),
        ("Пусто + 1 = 1", "missing", "not_evaluable"),
        ("Пусто ?? 0 = 0", "missing", "held"),
        ("А = 10 ИЛИ Пусто = 0", "missing", "held"),
    ],
)
def test_an_empty_number_is_zero_or_missing(tell: Tell, formula: str, empty: str, outcome: str) -> None:
    finding = tell(formula, BODY, listing=LISTING, empty=empty)
    assert finding.outcome == outcome
    assert finding.cause == ("file" if outcome == "not_evaluable" else None)


def test_a_date_or_a_text_beside_an_empty_side_is_not_applied(tell: Tell) -> None:
    listing = "Д:date П:date"
    body = "<Д>2026-09-30</Д><П>00.00.0000</П>"
    assert tell("Д > П", body, listing=listing).outcome == "not_applicable"
    assert tell("П = Д", body, listing=listing, empty="missing").outcome == "not_applicable"


def test_division_keeps_28_digits_and_sums_are_exact(tell: Tell) -> None:
    assert tell("1 / 3 * 10 = 3.333333333333333333333333333").outcome == "held"
    assert tell("А + 0.1 - А = 0.1", "<А>9999999999999999999999999999</А>").outcome == "held"
    assert tell("0.1 + 0.2 = 0.3").outcome == "held"
