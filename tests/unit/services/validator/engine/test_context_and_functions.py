"""Functions, parameters, the member's card, the period, earlier reports, named values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.terms import WorkingCalendar
from services.validator.domain.rule_set import DatedValue

Tell = Callable[..., Any]
BODY = "<А>10</А><Т>https://example.test</Т><Инн>7707083893</Инн><О>1027700132195</О><П/><Д1>2026-11-02</Д1><Д2>2026-11-10</Д2>"


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ('СОВПАДАЕТ(Т; "^(www\\.|https?://)")', "held"),
        ('СОВПАДАЕТ(Т; "example")', "held"),
        ('СОВПАДАЕТ(Т; "^example")', "fired"),
        ('MATCHES(П; "x")', "not_applicable"),
        ('СОВПАДАЕТ(А; "^[0-9]+$")', "held"),
        ("ДЛИНА(Т) = 20", "held"),
        ("LENGTH(Инн) = 10", "held"),
        ("ИНН(Инн)", "held"),
        ('ИНН("7707083894")', "fired"),
        ('INN("500100732259")', "held"),
        ("ОГРН(О)", "held"),
        ('OGRN("1027700132196")', "fired"),
        ('ОГРН("304500116000157")', "held"),
        ("ДНЕЙ(Д1; Д2) = 8", "held"),
        ("DAYS(Д2; Д1) = -8", "held"),
        ("РАБДНЕЙ(Д1; Д2) = 5", "held"),
        ("WORKDAYS(Д1; Д1) = 0", "held"),
        ("ОКРУГЛ(2.5; 0) = 3", "held"),
        ("ОКРУГЛ(-2.5; 0) = -3", "held"),
        ("ROUND(1.005; 2) = 1.01", "held"),
        ("ОКРУГЛ(1234; -2) = 1200", "held"),
        ("АБС(-1) = 1", "held"),
        ("ОКРУГЛ(1; 100) = 1", "not_evaluable"),
    ],
)
def test_functions(tell: Tell, november: WorkingCalendar, formula: str, outcome: str) -> None:
    assert tell(formula, BODY, calendar=november).outcome == outcome


def test_a_year_that_is_not_loaded_is_never_guessed(tell: Tell, november: WorkingCalendar) -> None:
    formula = 'РАБДНЕЙ(Д1; ДАТА("2027-01-15")) > 0'
    finding = tell(formula, BODY, calendar=november)
    assert (finding.outcome, finding.cause) == ("not_evaluable", "system")
    assert tell(formula, BODY).cause == "system"


@pytest.mark.parametrize(
    ("formula", "member", "outcome", "cause"),
    [
        ('ЧЛЕН.Тип = "МКК"', {"Тип": "МКК"}, "held", None),
        ('MEMBER.Тип = "МФК"', {"Тип": "МКК"}, "fired", None),
        ("ЧЛЕН.ИНН = Инн", {"ИНН": "7707083893"}, "held", None),
        ('ЧЛЕН.Тип = "МКК"', {"type": "МКК"}, "held", None),
        ('ЧЛЕН.Тип = "МКК"', None, "not_evaluable", "system"),
        ('ЧЛЕН.Тип = "МКК"', {"ИНН": "1"}, "not_evaluable", "rule"),
        ('ЕСТЬ(ЧЛЕН.Тип) И ЧЛЕН.Тип = "МКК"', {"ИНН": "1"}, "fired", None),
        ("ПУСТО(ЧЛЕН.Тип)", {"ИНН": "1"}, "held", None),
    ],
)
def test_the_members_card(tell: Tell, formula: str, member: Any, outcome: str, cause: str | None) -> None:
    finding = tell(formula, BODY, member=member)
    assert (finding.outcome, finding.cause) == (outcome, cause)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2022, 1, 1), "not_evaluable"),
        (date(2023, 7, 1), "held"),
        (date(2024, 6, 30), "held"),
        (date(2024, 7, 1), "fired"),
    ],
)
def test_parameters_go_by_the_reporting_date(tell: Tell, day: date, outcome: str) -> None:
    values = (DatedValue(value="4000", since=date(2023, 7, 1)), DatedValue(value="5000", since=date(2024, 7, 1)))
    finding = tell('ПАРАМЕТР("К") = 4000', reporting_date=day, rule_set={"parameters": {"К": values}})
    assert finding.outcome == outcome
    assert finding.cause == ("rule" if outcome == "not_evaluable" else None)


def test_a_triggers_own_parameters_outweigh_those_of_the_set(tell: Tell) -> None:
    both = {"rule_set": {"parameters": {"К": (DatedValue(value="1"),)}}, "parameters": {"К": (DatedValue(value="2"),)}}
    assert tell('PARAMETER("К") = 2', **both).outcome == "held"


def test_named_values_serve_formulas_and_messages(tell: Tell) -> None:
    finding = tell("Доля < 2", BODY, values={"Доля": "А / 4"}, message="Доля {Доля}, предел {правая}; {чужое}")
    assert (finding.outcome, finding.message) == ("fired", "Доля 2.5, предел 2; {чужое}")


def test_a_trigger_out_of_force_is_not_applied(tell: Tell) -> None:
    dates = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 6, 30)}
    assert tell("НЕТ", reporting_date=date(2026, 6, 30), **dates).outcome == "fired"
    assert tell("НЕТ", reporting_date=date(2026, 7, 1), **dates).outcome == "not_applicable"
    assert tell("НЕТ", reporting_date=date(2025, 12, 31), **dates).outcome == "not_applicable"
