"""What stands in a file -> number, date, boolean, text, empty or unreadable; and types without an element list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Tell = Callable[..., Any]


@pytest.mark.parametrize(
    ("raw", "formula"),
    [
        ("61 250,75", "А = 61250.75"),
        ("61\u00a0250.75", "А = 61250.75"),
        ("  +5 ", "А = 5"),
        ("-5", "А = -5"),
        ("- 5", "А = -5"),
        ("007", "А = 7"),
        ("9" * 28, f"А = {'9' * 28}"),
        ("\n 12\n", "А = 12"),
        ("1.50", "А = 1.5"),
    ],
)
def test_numbers_in_files(tell: Tell, raw: str, formula: str) -> None:
    assert tell(formula, f"<А>{raw}</А>", listing="А:number").outcome == "held"


@pytest.mark.parametrize(
    "raw", ["1e3", "NaN", "1_000", "٣", "1.", ".5", "1,2,3", "--1", "5%", "0x10", "9" * 29, "1.2.3", "abc", "Infinity"]
)
def test_anything_else_is_unreadable(tell: Tell, raw: str) -> None:
    finding = tell("А >= 0 ИЛИ А < 0", f"<А>{raw}</А>", listing="А:number")
    assert (finding.outcome, finding.cause, finding.element) == ("not_evaluable", "file", "А")


@pytest.mark.parametrize("raw", ["", " ", "''", "-", "–", "—", "X", "Х", "x", "х", "00.00.0000"])
def test_empty_numbers_and_dates(tell: Tell, raw: str) -> None:
    assert tell("ПУСТО(А)", f"<А>{raw}</А>", listing="А:number").outcome == "held"
    assert tell("А = 0", f"<А>{raw}</А>", listing="А:number").outcome == "held"
    assert tell("ПУСТО(А)", f"<А>{raw}</А>", listing="А:date").outcome == "held"


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [("", "held"), ("''", "held"), ("-", "held"), ("00.00.0000", "held"), ("Х", "fired"), ("X", "fired")],
)
def test_a_lone_x_is_a_text(tell: Tell, raw: str, outcome: str) -> None:
    assert tell("ПУСТО(А)", f"<А>{raw}</А>", listing="А:text").outcome == outcome


@pytest.mark.parametrize(
    "raw",
    [
        "2026-09-30",
        "30.09.2026",
        "2026-09-30T10:11:12",
        "30.09.2026 10:11",
        "2026-09-30T23:59:59.5+03:00",
        "2026-09-30Z",
    ],
)
def test_dates_in_files(tell: Tell, raw: str) -> None:
    assert tell('А = ДАТА("2026-09-30")', f"<А>{raw}</А>", listing="А:date").outcome == "held"


@pytest.mark.parametrize("raw", ["2026-02-30", "31.04.2026", "2026/09/30", "20260930", "1.9.2026", "вчера", "2026-09"])
def test_other_dates_are_unreadable(tell: Tell, raw: str) -> None:
    finding = tell('А > ДАТА("2000-01-01")', f"<А>{raw}</А>", listing="А:date")
    assert (finding.outcome, finding.cause) == ("not_evaluable", "file")


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [("true", "held"), ("1", "held"), ("да", "held"), ("false", "fired"), ("0", "fired"), ("нет", "fired")],
)
def test_booleans_in_files(tell: Tell, raw: str, outcome: str) -> None:
    assert tell("А", f"<А>{raw}</А>", listing="А:boolean").outcome == outcome


def test_text_is_trimmed_and_composed(tell: Tell) -> None:
    decomposed = "И\u0306"
    assert tell('А = "Й"', f"<А> {decomposed} </А>", listing="А:text").outcome == "held"
    assert tell('А = "й"', "<А>Й</А>", listing="А:text").outcome == "fired"


def test_a_comment_does_not_cut_a_value(tell: Tell) -> None:
    assert tell("А = 12", "<А>1<!-- x -->2</А>", listing="А:number").outcome == "held"


@pytest.mark.parametrize(
    ("left", "right", "formula", "outcome"),
    [
        ("10", "10,00", "А = Б", "held"),
        ("9", "10", "А < Б", "held"),
        ("2026-09-30", "30.09.2026", "А = Б", "held"),
        ("2026-09-30", "01.10.2026", "А < Б", "held"),
        ("abc", "abc", "А = Б", "held"),
        ("10", "abc", "А <> Б", "held"),
        ("10", "abc", "А < Б", "not_evaluable"),
        ("", "abc", "А = Б", "not_applicable"),
        ("", "5", "А < Б", "held"),
        ("10", "9", "А = Б ± 1", "held"),
        ("10", "abc", "А + Б = 1", "not_evaluable"),
        ("10", "5", "А - Б = 5", "held"),
        ("10", "5", 'А = "10"', "held"),
        ("true", "5", "А И Б > 4", "held"),
    ],
)
def test_without_an_element_list_types_come_from_use_and_values(
    tell: Tell, left: str, right: str, formula: str, outcome: str
) -> None:
    assert tell(formula, f"<А>{left}</А><Б>{right}</Б>").outcome == outcome


def test_without_an_element_list_an_absence_is_the_files(tell: Tell) -> None:
    finding = tell("Мимо = 1", "<А>1</А>")
    assert (finding.outcome, finding.cause, finding.element) == ("not_evaluable", "file", "Мимо")


def test_attributes_and_names_in_backticks(tell: Tell) -> None:
    body = '<А код="7"><`>1</`></А>'.replace("<`>1</`>", "<Кол7_КодISIN>RU1</Кол7_КодISIN>")
    assert tell("А.@код = 7", body).outcome == "held"
    assert tell("@Версия = 2", body, attributes='Версия="2"').outcome == "held"
    assert tell('А.`Кол7_КодISIN` = "RU1"', body).outcome == "held"
    assert tell("А.@мимо = 7", body).outcome == "not_evaluable"


def test_reserved_words_are_names_after_a_dot_and_in_backticks(tell: Tell) -> None:
    body = "<ЧЛЕН><Тип>1</Тип></ЧЛЕН><А><И>2</И><Сумма>3</Сумма></А><Сумма>4</Сумма>"
    assert tell("`ЧЛЕН`.Тип = 1", body).outcome == "held"
    assert tell("А.И = 2 И А.Сумма = 3", body).outcome == "held"
    assert tell("Сумма = 4", body).outcome == "held"
