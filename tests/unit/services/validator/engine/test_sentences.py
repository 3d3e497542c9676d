"""«Semantics, settled», sentence by sentence: each id is a claim, each case a formula that would show it wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.verdict import Finding
from services.validator.domain.rule_set import DatedValue
from services.validator.language import FormulaError, parse

Tell = Callable[..., Finding]
LISTING = (
    "А:number Б:number? Пусто:number? Прочее:number? Имя:text Нем:text? День:date? Когда:date? Флаг:boolean? "
    "Знак:text? Т:row Т.С:row*#К Т.С.К:text Т.С.О:number Т.С.П:row* Т.С.П.Н:number Пустая.Ряд:row* Пустая.Ряд.О:number "
    "Совсем.Ряд:row* Совсем.Ряд.О:number"
)
BODY = (
    "<А>150 000,50</А><Б>-2</Б><Пусто>X</Пусто><Имя> Й </Имя><Нем>—</Нем><День>05.03.2026 10:00</День>"
    "<Когда>00.00.0000</Когда><Флаг>Да</Флаг><Знак>X</Знак>"
    "<Т><С><К>x</К><О>1</О><П><Н>1</Н></П><П><Н>2</Н></П></С><С><К>y</К><О>-</О></С><С><К>y</К><О>3</О></С></Т><Пустая/>"
)
HELD, FIRED, SKIPPED, FILE, RULE, SYSTEM = "held", "fired", "not_applicable", "file", "rule", "system"

SENTENCES: list[tuple[str, str, str]] = [
    ("binding: ?? binds tighter than unary minus", "-Прочее ?? 1 = -1", HELD),
    ("binding: unary minus tighter than *", "-2 * 3 = -6 И 2 - -2 = 4", HELD),
    ("binding: * tighter than +", "2 + 2 * 2 = 6", HELD),
    ("binding: comparison with its ± tighter than НЕ", "НЕ 1 = 3 ± 1", HELD),
    ("binding: НЕ tighter than И", "НЕ НЕТ И НЕТ", FIRED),
    ("binding: И tighter than ИЛИ", "ДА ИЛИ ДА И НЕТ", HELD),
    ("binding: ЕСЛИ … ТО … to the end, right-associative", "ЕСЛИ НЕТ ТО НЕТ ИЛИ НЕТ", HELD),
    ("binding: ЕСЛИ in ЕСЛИ", "ЕСЛИ ДА ТО ЕСЛИ НЕТ ТО НЕТ", HELD),
    ("binding: ДЛЯ КАЖДОЙ is the loosest", "ДЛЯ КАЖДОЙ Т.С: НЕ ПУСТО(К) ИЛИ НЕТ", HELD),
    ("names: after a dot nothing is reserved", "КОЛИЧЕСТВО(Т.С) = 3 И НЕ ЕСТЬ(А.И.ИЛИ.СУММА)", HELD),
    ("names: case-insensitive words", "да И True И истина", HELD),
    ("names: paths are case-sensitive", "а > 0", RULE),
    ("names: backticks escape", "`А` > 0", HELD),
    ('names: "" is a quote', 'ДЛИНА("а""б") = 3', HELD),
    ("names: a backslash is literal", r'ДЛИНА("\n") = 2', HELD),
    ("numbers: spaces and a comma", "А = 150000.50", HELD),
    ("numbers: a sign", "Б = -2", HELD),
    ("empty: a lone X of a number", "ПУСТО(Пусто)", HELD),
    ("empty: a lone X is a text", "НЕ ПУСТО(Знак)", HELD),
    ("empty: 00.00.0000 and a dash", "ПУСТО(Когда) И ПУСТО(Нем)", HELD),
    ("dates: DD.MM.YYYY, a time of day is dropped", 'День = ДАТА("2026-03-05")', HELD),
    ("booleans: да", "Флаг", HELD),
    ("text: trimmed and NFC", 'Имя = "Й"', HELD),
    ("text: case-sensitive", 'Имя <> "й"', HELD),
    ("text: only = and <> apply", 'Имя > "а"', RULE),
    ("absent: not evaluable, the form lists it", "Прочее > 0", FILE),
    ("absent: the form's list lacks it", "Чужой > 0", RULE),
    ("absent: in a column too", "СУММА(Т.С.П.Н) = 3 И СУММА(Т.С.Чужой) = 1", RULE),
    ("absent: false under ЕСТЬ", "ЕСТЬ(Прочее)", FIRED),
    ("absent: true under ПУСТО", "ПУСТО(Прочее)", HELD),
    ("absent: replaced by ??", "Прочее ?? 5 = 5", HELD),
    ("absent: empty is replaced by ??", "Пусто ?? 5 = 5", HELD),
    ("absent: unreadable is never replaced by ??", "Имя ?? 5 = 5", RULE),
    ("absent: zero rows when the parent stands", "СУММА(Пустая.Ряд.О) = 0 И КОЛИЧЕСТВО(Пустая.Ряд) = 0", HELD),
    ("absent: no zero rows when the parent is absent too", "СУММА(Совсем.Ряд.О) = 0", FILE),
    ("empty: numbers count as 0 in arithmetic", "Пусто + 1 = 1", HELD),
    ("empty: numbers count as 0 in comparison", "Пусто < 1", HELD),
    ("empty: numbers count as 0 in СУММА", "СУММА(Т.С.О) = 4", HELD),
    ("empty: СРЕДНЕЕ skips them", "СРЕДНЕЕ(Т.С.О) = 2", HELD),
    ("empty: МИН and МАКС skip them", "МИН(Т.С.О) = 1 И МАКС(Т.С.О) = 3", HELD),
    ("empty: УНИКАЛЬНО skips them", "УНИКАЛЬНО(Т.С.О)", HELD),
    ("empty: on zero rows the others do not apply", "МИН(Пустая.Ряд.О) = 1 ИЛИ СРЕДНЕЕ(Пустая.Ряд.О) = 1", SKIPPED),
    ("empty: comparing a date with an empty side", "Когда > День", SKIPPED),
    ("empty: comparing a text with an empty side", 'Нем <> "а"', SKIPPED),
    ("rows: the innermost repeated ancestor", "КОЛИЧЕСТВО(Т.С.П ГДЕ Н > 1) = 1", HELD),
    ("rows: КОРЕНЬ is absolute", "ДЛЯ КАЖДОЙ Т.С: О <= КОРЕНЬ.А", HELD),
    ("rows: no match in […] is an absence", 'Т.С[К = "z"].О = 1', FILE),
    ("rows: several matches in […] are the file's", 'Т.С[К = "y"].О = 1', FILE),
    ("rows: several elements where one is wanted are the rule's", "Т.С.О = 1", RULE),
    ("rows: КОЛИЧЕСТВО counts elements", "КОЛИЧЕСТВО(Т.С.О) = 3", HELD),
    ("rows: УНИКАЛЬНО when no value repeats", "УНИКАЛЬНО(Т.С.К)", FIRED),
    ("logic: ЛОЖЬ И ? is false", "НЕТ И Прочее > 0", FIRED),
    ("logic: ИСТИНА ИЛИ ? is true", "Прочее > 0 ИЛИ ДА", HELD),
    ("logic: ЕСЛИ ЛОЖЬ ТО ? is true", "ЕСЛИ ЕСТЬ(Прочее) ТО Прочее > 0", HELD),
    ("logic: ИСТИНА И ? is unknown", "ДА И Прочее > 0", FILE),
    ("logic: НЕ ? is unknown", "НЕ Прочее > 0", FILE),
    ("logic: «не применялся» is neutral in И", "Когда = День И ДА", HELD),
    ("logic: «не применялся» is neutral in ИЛИ", "Когда = День ИЛИ НЕТ", FIRED),
    ("logic: «не применялся» is false as a condition", "ЕСЛИ Когда = День ТО НЕТ", HELD),
    ("logic: «не применялся» skips its row", "ДЛЯ КАЖДОЙ Т.С[О > 0]: ПРОШЛЫЙ(А) > 1 ИЛИ О > 0", HELD),
    ("logic: nothing else left", "ДЛЯ КАЖДОЙ Т.С: ПРОШЛЫЙ(А) > О", SKIPPED),
    ("tolerance: inclusive", "1 = 2 ± 1", HELD),
    ("tolerance: keyboard +/-", "1 = 2 +/- 1", HELD),
    ("tolerance: binds the whole right side", "10 = 5 + 4 ± 1", HELD),
    ("tolerance: with <>", "1 <> 2 ± 1", FIRED),
    ("tolerance: with <= and >=", "3 <= 2 ± 1 И 1 >= 2 ± 1", HELD),
    ("tolerance: n % of the right side's size", "-90 = -100 ± 10%", HELD),
    ("tolerance: not of the left side", "111 = 100 ± 10%", FIRED),
    ("functions: ДНЕЙ is b - a", 'ДНЕЙ(ДАТА("2026-03-05"); ДАТА("2026-03-01")) = -4', HELD),
    ("functions: ОКРУГЛ half up", "ОКРУГЛ(2.5) = 3 И ОКРУГЛ(-2.5) = -3 И ОКРУГЛ(0.125; 2) = 0.13", HELD),
    ("functions: СОВПАДАЕТ searches", 'СОВПАДАЕТ("абв"; "б")', HELD),
    ("functions: 5% is 0.05 elsewhere", "5% = 0.05", HELD),
    ("functions: ПРОШЛЫЙ without an earlier obligation", "ПРОШЛЫЙ(А) = 1", SKIPPED),
    ("functions: ЧЛЕН without --member", 'ЧЛЕН.Тип = "МКК"', SYSTEM),
    ("functions: РАБДНЕЙ does not count the first day", "РАБДНЕЙ(День; День) = 0", HELD),
    ("arithmetic: division by zero", "1 / (Б + 2) = 1", RULE),
    ("arithmetic: / keeps 28 digits", "1 / 3 * 3 <> 1", HELD),
    ("membership: x В (…)", 'Имя В ("а"; "Й") И 1 В (2; 1)', HELD),
]


@pytest.mark.parametrize(("formula", "result"), [pytest.param(*case, id=claim) for claim, *case in SENTENCES])
def test_a_sentence_of_the_specification(tell: Tell, november: Any, formula: str, result: str) -> None:
    found = tell(formula, BODY, listing=LISTING, calendar=november)
    cause = found.cause.value if found.cause is not None else None
    assert result in (found.outcome.value, cause), (found.outcome, cause, found.message)
    assert (result in (FILE, RULE, SYSTEM)) == (found.outcome.value == "not_evaluable")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("1 < 2 < 3", "chained", id="comparisons don't chain"),
        pytest.param("Cумма = 1", "mixed_alphabets", id="a word of two alphabets is an error that names the letter"),
        pytest.param("Т[1].О = 1", "position", id="[…] takes a condition, never a position"),
        pytest.param("1 < 2 ± 1", "tolerance_sign", id="a tolerance goes with = <> <= >="),
        pytest.param("1 = " + "9" * 29, "too_many_digits", id="at most 28 digits"),
        pytest.param("А.5б = 1", "bad_number", id="a name starts with a letter or _"),
    ],
)
def test_what_the_specification_refuses(text: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.code in (code, "expected")


@pytest.mark.parametrize(
    ("formula", "fields", "outcome"),
    [
        pytest.param("А = 150000", {"tolerance": "1"}, HELD, id="the trigger's tolerance serves its formula"),
        pytest.param("А = 150000 ± 0", {"tolerance": "1"}, FIRED, id="a comparison's own tolerance outweighs it"),
        pytest.param("ДА", {"tolerance": "1", "when": "А = 150000"}, SKIPPED, id="never of when"),
        pytest.param("КОЛИЧЕСТВО(Т.С ГДЕ О = 2) = 0", {"tolerance": "0.5"}, HELD, id="the same with rows that differ"),
        pytest.param("КОЛИЧЕСТВО(Т.С ГДЕ О = 4) <> 0", {"tolerance": "1"}, FIRED, id="never of ГДЕ"),
        pytest.param("ЕСТЬ(Т.С[О = 4])", {"tolerance": "1"}, FIRED, id="never of […]"),
        pytest.param("ЕСЛИ А = 150000 ТО НЕТ", {"tolerance": "1"}, HELD, id="never of the condition of ЕСЛИ"),
        pytest.param("ЕСЛИ(А = 150000; 5; 1) = 3", {"tolerance": "1"}, FIRED, id="nor of the choosing one"),
        pytest.param("ДЛЯ КАЖДОЙ Т.С: О = 2", {"tolerance": "50%", "empty": "zero"}, FIRED, id="row by row"),
        pytest.param("Пусто = 0", {"empty": "missing"}, "not_evaluable", id="empty: missing"),
        pytest.param("СУММА(Т.С.О) = 4", {"empty": "missing"}, "not_evaluable", id="empty: missing, in a sum"),
        pytest.param("МИН(Т.С.О) = 1", {"empty": "missing"}, HELD, id="empty: missing, what skips empties"),
        pytest.param("доля > 1", {"values": {"доля": "А / 100"}}, HELD, id="named values"),
        pytest.param("НЕТ", {"when": "Прочее > 0"}, "not_evaluable", id="a when that can't be told"),
        pytest.param("НЕТ", {"when": "ПРОШЛЫЙ(А) > 0"}, SKIPPED, id="a when that does not apply"),
        pytest.param("НЕТ", {"valid_from": date(2027, 1, 1)}, SKIPPED, id="validity dates"),
    ],
)
def test_what_a_trigger_says_beside_its_formula(tell: Tell, formula: str, fields: dict[str, Any], outcome: str) -> None:
    found = tell(formula, BODY, listing=LISTING, reporting_date=date(2026, 9, 30), **fields)
    assert found.outcome.value == outcome, found.message


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 6, 30), "1"), (date(2026, 7, 1), "2")])
def test_a_parameter_goes_by_the_reporting_date(tell: Tell, day: date, expected: str) -> None:
    values = (DatedValue(value="1"), DatedValue(value="2", since=date(2026, 7, 1)))
    formula = f'ПАРАМЕТР("П") = {expected}'
    assert tell(formula, BODY, reporting_date=day, rule_set={"parameters": {"П": values}}).outcome == "held"


def test_rows_that_fire_beside_rows_that_cannot_be_told(tell: Tell) -> None:
    body = "<Т><С><О>1</О></С><С><О>плохо</О></С><С><О>-5</О></С></Т>"
    found = tell("ДЛЯ КАЖДОЙ Т.С: О > 0", body, listing="Т:row Т.С:row* Т.С.О:number")
    assert found.outcome == "fired"
    assert [row.number for row in found.rows] == [3]
    assert [row.number for row in found.not_evaluated_rows] == [2]


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("10", "9", "held"),
        ("2026-01-02", "05.01.2025", "held"),
        ("б", "а", "not_evaluable"),
        ("10", "я", "not_evaluable"),
    ],
)
def test_two_unknown_paths_are_both_numbers_both_dates_else_text(
    tell: Tell, left: str, right: str, outcome: str
) -> None:
    assert tell("А > Б", f"<А>{left}</А><Б>{right}</Б>").outcome == outcome
