"""Files of rules: what was written is read back equal, and what cannot be read is told with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from services.validator import builtin
from services.validator.domain.differences import compare
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger
from services.validator.rules.checking import problems_of
from services.validator.rules.file_problems import RulesUnreadableError
from services.validator.rules.rule_file import RuleFile, read_yaml, told_of
from services.validator.rules.workbook import read_workbook, workbook_of
from services.validator.rules.yaml_text import yaml_text
from tests.unit.services.validator.rules.rule_sets import FORM, RULE_SETS

SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RULES = RuleSet(
    form=FORM,
    version="2026.2",
    parameters={"ПРЕДЕЛ": (DatedValue(value="5", until=date(2026, 6, 30)), DatedValue(value="6"))},
    triggers=(
        Trigger(code="Т-01", title="Сумма не отрицательна", formula="Отчетность.Сумма >= 0", values={"предел": "1"}),
        Trigger(code="Т-02", title="Предел", formula='Отчетность.Сумма < ПАРАМЕТР("ПРЕДЕЛ")', severity="warning"),
    ),
)


def same(before: RuleSet, after: RuleFile) -> None:
    """Everything but the form, which a file does not bring."""
    fields = {"version", "effective_from", "effective_to", "parameters", "triggers"}
    assert after.rules.model_dump(include=fields) == before.model_dump(include=fields)


@SETTINGS
@given(rules=RULE_SETS)
def test_yaml_loses_nothing(rules: RuleSet) -> None:
    read = read_yaml(yaml_text(rules).encode())
    same(rules, read)
    assert read.rules.form == rules.form


@SETTINGS
@given(rules=RULE_SETS)
def test_a_workbook_loses_nothing(rules: RuleSet) -> None:
    read = read_workbook(workbook_of(rules))
    same(rules, read)
    assert (read.rules.form.code, read.edition) == (rules.form.code, rules.form.edition)
    assert dict(read.elements) == dict(told_of(rules.form))


@pytest.mark.parametrize("code", ["0420846", "0420841"])
def test_the_built_in_rule_sets_go_through_excel_unchanged(code: str) -> None:
    rules = builtin.rule_set(code)
    difference = compare(rules, read_workbook(workbook_of(rules)).rules.model_copy(update={"form": rules.form}))
    assert (difference.triggers, difference.parameters, difference.same) == ((), (), len(rules.triggers))


def edited(change: Callable[[Any], None], rules: RuleSet = RULES) -> bytes:
    """The workbook after somebody worked in it."""
    book = openpyxl.load_workbook(BytesIO(workbook_of(rules)))
    change(book)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def set_cell(sheet: str, cell: str, value: Any, number_format: str | None = None) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value
        if number_format is not None:
            book[sheet][cell].number_format = number_format

    return change


def test_a_row_added_in_excel_is_a_new_trigger() -> None:
    def add(book: Any) -> None:
        book["Триггеры"].append(["Т-03", "Новый", None, None, "Отчетность.Сумма <> 7"])

    triggers = read_workbook(edited(add)).rules.triggers
    assert triggers[:2] == RULES.triggers
    assert triggers[2] == Trigger(code="Т-03", title="Новый", formula="Отчетность.Сумма <> 7")


def test_columns_are_found_by_their_titles_wherever_they_stand() -> None:
    def swap(book: Any) -> None:
        sheet = book["Триггеры"]
        for row in sheet.iter_rows():
            row[1].value, row[4].value = row[4].value, row[1].value

    assert read_workbook(edited(swap)).rules.triggers == RULES.triggers


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (set_cell("Триггеры", "I2", 0.005, "0.0%"), "0.5%"),
        (set_cell("Триггеры", "I2", 0.1 + 0.2), "0.3"),
        (set_cell("Триггеры", "I2", 1e-7), "0.0000001"),
        (set_cell("Триггеры", "I2", 12), "12"),
    ],
)
def test_numbers_typed_into_excel_are_read_as_they_are_seen(change: Callable[[Any], None], read: str) -> None:
    assert read_workbook(edited(change)).rules.triggers[0].tolerance == read


def test_a_date_cell_of_excel_is_a_date() -> None:
    read = read_workbook(edited(set_cell("Триггеры", "K2", datetime(2026, 9, 30))))
    assert read.rules.triggers[0].valid_from == date(2026, 9, 30)


def remove_column(book: Any) -> None:
    book["Триггеры"].delete_cols(6)


def remove_sheet(book: Any) -> None:
    del book["Триггеры"]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (set_cell("Триггеры", "E2", "=A1+1"), "лист „Триггеры“, E2", "формула Excel"),
        (set_cell("Триггеры", "E2", "#NAME?"), "лист „Триггеры“, E2", "ошибка Excel: #NAME?"),
        (set_cell("Триггеры", "C3", "ошипка"), "лист „Триггеры“, C3", "ожидалось одно из ошибка, предупреждение"),
        (set_cell("Триггеры", "A3", "Т-01"), "лист „Триггеры“, A3", "код „Т-01“ уже занят"),
        (set_cell("Триггеры", "A3", None), "лист „Триггеры“, A3", "заполните „Код“"),
        (set_cell("Триггеры", "K3", "31.02.2026"), "лист „Триггеры“, K3", "„31.02.2026“ - не дата"),
        (set_cell("Триггеры", "F1", "Сообщения"), "лист „Триггеры“, строка 1", "нет столбца „Сообщение“"),
        (remove_column, "лист „Триггеры“, строка 1", "нет столбца „Сообщение“"),
        (remove_sheet, "лист „Триггеры“", "нет такого листа"),
        (set_cell("Значения", "A2", "Т-77"), "лист „Значения“, A2", "триггера „Т-77“ нет"),
        (set_cell("Параметры", "E2", "никогда"), "лист „Параметры“, E2", "„никогда“ - не дата"),
        (set_cell("Параметры", "C3", None), "лист „Параметры“, C3", "заполните „Значение“"),
        (set_cell("Набор", "A2", None), "лист „Набор“, A2", "заполните „Код формы“"),
    ],
)
def test_a_mistake_is_told_with_its_cell(change: Callable[[Any], None], place: str, words: str) -> None:
    with pytest.raises(RulesUnreadableError) as refused:
        read_workbook(edited(change))
    told = {problem.place.ru: problem.text for problem in refused.value.problems}
    assert words in told[place]


def test_all_mistakes_are_told_at_once() -> None:
    def spoil(book: Any) -> None:
        book["Триггеры"]["C2"] = "?"
        book["Параметры"]["D2"] = "?"

    with pytest.raises(RulesUnreadableError) as refused:
        read_workbook(edited(spoil))
    assert [problem.place.en for problem in refused.value.problems] == ["sheet “Триггеры”, C2", "sheet “Параметры”, D2"]


def test_a_mistake_in_a_formula_is_kept_and_found_at_its_cell() -> None:
    def spoil(book: Any) -> None:
        book["Триггеры"]["E3"] = "СУММА(Отчетность"
        book["Значения"]["C2"] = "1 +"

    read = read_workbook(edited(spoil))
    wrong = problems_of(read.rules.model_copy(update={"form": FORM}))
    places = [read.place(found.position, found.field).ru for found in wrong if found.blocks]
    assert places == ["лист „Значения“, C2", "лист „Триггеры“, E3"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK" + b"\0" * 100, workbook_of(RULES)[:2000]])
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(RulesUnreadableError, match="это не книга Excel"):
        read_workbook(data)


def test_a_mistake_in_yaml_is_told_with_its_line_and_trigger() -> None:
    text = yaml_text(RULES).replace("severity: warning", "severity: ужас")
    line = text.splitlines().index("  severity: ужас") + 1
    with pytest.raises(RulesUnreadableError) as refused:
        read_yaml(text.encode())
    (found,) = refused.value.problems
    assert found.place.ru == f"строка {line}, триггер Т-02"


def test_yaml_in_another_encoding_is_said_to_be_so() -> None:
    with pytest.raises(RulesUnreadableError, match="UTF-8"):
        read_yaml(yaml_text(RULES).encode("cp1251"))


def test_a_misspelt_field_of_yaml_is_remarked_on() -> None:
    read = read_yaml(yaml_text(RULES).replace("severity: warning", "severty: warning").encode())
    assert ["severty" in remark.text for remark in read.remarks] == [True]
