"""`ПРОШЛЫЙ`, `ГОДНАЗАД`, `ФОРМА`: other reports of the member, absent, unreadable, lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.periods import PeriodKind, period_of
from contracts.verdict import Finding
from services.validator.domain.forms import PeriodPlace
from services.validator.engine import OtherReport

Tell = Callable[..., Finding]
QUARTER = period_of(PeriodKind.QUARTER, 2026, 2)
LISTING = "Год:text? Кв:text? А:number? Д:date? Т.С:row*#К Т.С.К:text Т.С.О:number"
PERIOD = {"period": PeriodPlace(kind=PeriodKind.QUARTER, year="Год", part="Кв")}


def other(body: str, **told: Any) -> OtherReport:
    return OtherReport(f"<Отчет>{body}</Отчет>".encode(), "прошлый.xtdd", **told)


EARLIER = other("<А>7</А><Т><С><К>x</К><О>1</О></С><С><К>y</К><О>2</О></С></Т>")


@pytest.mark.parametrize(
    ("formula", "outcome"),
    [
        ("А = {}(А) + 1", "held"),
        ("А <= {}(А)", "fired"),
        ("СУММА({}(Т.С.О)) = 3", "held"),
        ('СУММА({}(Т.С.О) ГДЕ К = "y") = 2', "held"),
        ("КОЛИЧЕСТВО({}(Т.С)) = 2", "held"),
        ('{}(Т.С[К = "y"].О) = 2', "held"),
        ("ДЛЯ КАЖДОЙ {}(Т.С): О > 0", "held"),
        ("ДЛЯ КАЖДОЙ {}(Т.С): О > 1", "fired"),
        ("ДЛЯ КАЖДОЙ Т.С: О >= {}(А)", "fired"),
        ("ЕСТЬ({}(А)) И ПУСТО({}(Д))", "held"),
        ("{}(Б) ?? 7 = {}(А)", "held"),
        ("{}(Д) = {}(Д)", "not_evaluable"),
    ],
)
@pytest.mark.parametrize("kind", ["previous", "year_ago"])
def test_a_path_of_another_report_is_a_path_like_any_other(tell: Tell, kind: str, formula: str, outcome: str) -> None:
    word = {"previous": "ПРОШЛЫЙ", "year_ago": "ГОДНАЗАД"}[kind]
    found = tell(
        formula.replace("{}", word), "<А>8</А><Т><С><К>z</К><О>5</О></С></Т>", listing=LISTING, **{kind: EARLIER}
    )
    assert found.outcome == outcome, found


@pytest.mark.parametrize(
    "formula",
    ["А >= ПРОШЛЫЙ(А)", "А >= ГОДНАЗАД(А)", 'А >= ФОРМА("0420841"; А)', "ЕСТЬ(ПРОШЛЫЙ(А))", "ПРОШЛЫЙ(А) ?? 0 = 1"],
)
def test_without_such_a_report_nothing_applies(tell: Tell, formula: str) -> None:
    found = tell(formula, "<А>8</А>")
    assert found.outcome == "not_applicable"
    assert "отчет" in (found.message or "")


def test_another_form_is_asked_by_its_code(tell: Tell) -> None:
    forms = {"0420841": other("<Р><Б>8</Б><И>Иванов</И></Р>")}
    assert tell('А = ФОРМА("0420841"; Р.Б)', "<А>8</А>", other_forms=forms).outcome == "held"
    assert tell('А = ФОРМА("0420842"; Р.Б)', "<А>8</А>", other_forms=forms).outcome == "not_applicable"
    missing = tell('А = ФОРМА("0420841"; Р.В)', "<А>8</А>", other_forms=forms)
    assert (missing.outcome, missing.cause, missing.element) == ("not_evaluable", "file", "Р.В")


def test_evidence_says_of_which_report_a_cell_is(tell: Tell) -> None:
    earlier = other("<А>7</А>", period=QUARTER)
    found = tell("А = ПРОШЛЫЙ(А)", "<А>8</А>", listing=LISTING, previous=earlier)
    mine, theirs = found.cells
    assert (mine.elsewhere, theirs.elsewhere) == (False, True)
    assert theirs.value == "7"
    assert theirs.label == "А, отчет за II квартал 2026 года"
    assert (mine.line, theirs.line) == (1, None)
    assert (found.left, found.right, found.difference) == ("8", "7", "1")


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (OtherReport(b"<x"), "предыдущий отчет"),
        (OtherReport(b"", "x.xtdd", period=QUARTER), "отчет за II квартал 2026 года"),
        (OtherReport(b"<!DOCTYPE a><a/>"), "предыдущий отчет"),
        (other("<Год>2026</Год><Кв>1 квартал</Кв><А>8</А>", period=QUARTER), "I квартал 2026 года"),
        (OtherReport("<ОКУД0420841><А>8</А></ОКУД0420841>".encode(), form="0420846"), "0420841"),
    ],
)
def test_a_report_that_cannot_be_read_is_the_members_to_mend(tell: Tell, report: OtherReport, words: str) -> None:
    found = tell("А = ПРОШЛЫЙ(А)", "<Год>2026</Год><Кв>3 квартал</Кв><А>8</А>", previous=report, form=PERIOD)
    assert (found.outcome, found.cause) == ("not_evaluable", "file")
    assert words in (found.message or "")


@pytest.mark.parametrize("missing", ["lost", "large"])
def test_a_report_that_is_lost_is_nobodys_fault_and_hides_nothing(judge_with: Callable[..., Any], missing: str) -> None:
    verdict = judge_with(
        "<А>8</А>",
        {"formula": "А = ПРОШЛЫЙ(А)"},
        {"formula": "А = 7"},
        previous=OtherReport(b"", missing=missing),  # type: ignore[arg-type]
    )
    assert [(one.outcome, one.cause) for one in verdict.findings] == [("not_evaluable", "system"), ("fired", None)]


def test_an_earlier_version_of_the_form_may_be_another(tell: Tell) -> None:
    earlier = OtherReport('<Отчет xmlns="http://x/2024"><А>8</А></Отчет>'.encode())
    assert tell("А = ПРОШЛЫЙ(А)", "<А>8</А>", previous=earlier, form={"versions": ("2.16.5",)}).outcome == "held"
