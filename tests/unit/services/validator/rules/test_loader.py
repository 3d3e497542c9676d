"""Rule-set files: scalars stay text, mistakes are told with their place."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.periods import PeriodKind
from services.validator.rules import RuleFileError, load_rules

WHOLE = """
form:
  code: 0420504
  title: Проба
  namespace: '^http://x/'
  root: '^ОКУД0420504'
  versions: [2.16.5]
  period: {kind: quarter, year: Год, quarter: Квартал.Описание}
  inn: А.ИНН
  due: {days: 15, unit: working}
  elements:
    - {path: А, type: row, repeats: true, key: К, label: Раздел, section: "1", line: 2, column: 3}
    - {path: А.КодISIN, type: text, mandatory: false}
version: 1.10
effective_from: 2026-07-01
parameters:
  МИН: [{from: 2020-01-01, value: 0.8}, {from: 2024-07-01, to: 2025-01-01, value: 1.10}]
  ПРОСТО: 010
triggers:
  - code: 007
    title: Первый
    severity: warning
    when: ЕСТЬ(А)
    formula: КОЛИЧЕСТВО(А) = 1
    message: "{левая}"
    hint: подсказка
    source: акт
    tolerance: 0.50%
    empty: missing
    values: {Число: 1 + 1}
    parameters: {СВОЙ: [{value: on}]}
    valid_from: 2026-01-01
"""


def test_every_scalar_is_read_as_text() -> None:
    rules = load_rules(WHOLE)
    rule_set = rules.rule_set
    assert [(warning.field, warning.code) for warning in rules.warnings] == [
        ("Число", "unused_value"),
        ("СВОЙ", "unused_parameter"),
    ]
    assert (rule_set.form.code, rule_set.version, rule_set.form.versions) == ("0420504", "1.10", ("2.16.5",))
    assert rule_set.effective_from == date(2026, 7, 1)
    assert [value.value for value in rule_set.parameters["МИН"]] == ["0.8", "1.10"]
    assert rule_set.parameters["ПРОСТО"][0].value == "010"
    trigger = rule_set.triggers[0]
    assert (trigger.code, trigger.tolerance, trigger.empty, trigger.severity) == ("007", "0.50%", "missing", "warning")
    assert trigger.parameters["СВОЙ"][0].value == "on"
    assert rule_set.form.period is not None
    assert (rule_set.form.period.kind, rule_set.form.period.part) == (PeriodKind.QUARTER, "Квартал.Описание")
    assert [element.line for element in rule_set.form.elements] == ["2", None]


MINIMAL = "form: {code: Т}\ntriggers:\n  - {code: А, formula: ДА}\n"


def test_a_short_file_for_a_quick_trial() -> None:
    rule_set = load_rules(MINIMAL).rule_set
    assert (rule_set.form.title, rule_set.triggers[0].title, rule_set.effective_from) == ("Т", "А", None)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "required", 1),
        ("[1]", "mapping_expected", 1),
        ("form: {code: [", "not_yaml", 2),
        ("form: {title: x}\ntriggers: []", "required", 1),
        ("form: {code: 1}", "required", 1),
        ("form: {code: 1}\ntriggers: 5", "list_expected", 2),
        ("form: {code: 1}\ntriggers:\n  - {code: А}", "required", 3),
        ("form: {code: 1}\ntriggers:\n  - code: А\n    formula: А = ", "formula", 4),
        ("form: {code: 1}\ntriggers:\n  - {code: А, formula: Cумма = 1}", "formula", 3),
        ("form: {code: 1}\ntriggers:\n  - {code: А, formula: ДА}\n  - {code: А, formula: ДА}", "duplicate_code", 4),
        ("form: {code: 1}\nform: {code: 2}\ntriggers: []", "duplicate_key", 2),
        ("form: &a {code: 1}\ntriggers: [*a]", "alias", 1),
        ("form: {code: 1, root: '('}\ntriggers: []", "pattern", 1),
        ("form: {code: 1, period: {kind: week, year: Г}}\ntriggers: []", "choice", 1),
        ("form: {code: 1}\neffective_from: вчера\ntriggers: []", "date", 2),
        ("form: {code: 1}\ntriggers:\n  - {code: А, formula: ДА, tolerance: много}", "tolerance", 3),
        ("form: {code: 1}\ntriggers:\n  - {code: А, formula: ДА, empty: maybe}", "choice", 3),
        ("form: {code: 1}\ntriggers:\n  - {code: А, formula: ДА, severity: fatal}", "choice", 3),
        ("form: {code: 1}\nparameters: {К: [5]}\ntriggers: []", "mapping_expected", 2),
        ("form: {code: 1, elements: [{path: А, type: money}]}\ntriggers: []", "choice", 1),
        (
            "form: {code: 1, elements: [{path: А, type: text}, {path: А, type: text}]}\ntriggers: []",
            "duplicate_path",
            1,
        ),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_rules(text)
    first = caught.value.problems[0]
    assert (first.code, first.line) == (code, line)
    assert "строка файла" in str(caught.value)


def test_all_mistakes_are_told_at_once_and_name_their_trigger() -> None:
    text = "form: {code: 1}\ntriggers:\n  - {code: А, formula: 'А ='}\n  - {code: Б, formula: 'СУММА(А'}"
    with pytest.raises(RuleFileError) as caught:
        load_rules(text)
    assert [(found.trigger, found.formula_column) for found in caught.value.problems] == [("А", 4), ("Б", 8)]
    assert "триггер Б, поле formula" in str(caught.value)


def test_a_misspelt_field_is_warned_of() -> None:
    warnings = load_rules(MINIMAL.replace("formula: ДА", "formula: ДА, tolerence: 1")).warnings
    assert [warning.code for warning in warnings] == ["unknown_field"]
    assert "tolerance" in warnings[0].text


def test_an_unknown_element_is_warned_of_with_the_nearest_name() -> None:
    text = (
        "form: {code: 1, elements: [{path: Раздел.Сумма, type: number}, {path: Т.С, type: row, repeats: true},"
        " {path: Т.С.О, type: number}]}\n"
        "triggers:\n"
        "  - {code: А, formula: Раздел.Суммы = 1}\n"
        "  - {code: Б, formula: 'ДЛЯ КАЖДОЙ Т.С: О > 0 И Н > 0'}\n"
        "  - {code: В, formula: 'ПАРАМЕТР(\"Х\") = СУММА(Т.С.О ГДЕ О > 1)'}\n"
    )
    warnings = load_rules(text).warnings
    assert [(warning.trigger, warning.code) for warning in warnings] == [
        ("А", "unknown_path"),
        ("Б", "unknown_path"),
        ("В", "unknown_parameter"),
    ]
    assert "Раздел.Сумма" in warnings[0].text
