"""What the workbench is told of a formula without a file: place, words in two languages, what would have been right."""

from __future__ import annotations

import pytest

from services.validator.domain.forms import Element, Form
from services.validator.language.vocabulary import BEFORE_BRACKET, vocabulary
from services.validator.rules.checks import FormulaProblem, check_formula
from services.validator.rules.checks.needs import Needs
from services.validator.rules.checks.texts import MISTAKES, TEXTS, WARNINGS

FORM = Form(
    code="Т",
    title="Т",
    elements=(
        Element(path="Итоги.Сумма", type="number"),
        Element(path="Итоги.Доля", type="number"),
        Element(path="Итоги.Имя", type="text"),
        Element(path="Итоги.Дата", type="date"),
        Element(path="Итоги.Флаг", type="boolean"),
        Element(path="Итоги.Вид", type="text", options=("А", "Б")),
        Element(path="Займы.Займ", type="row", repeats=True),
        Element(path="Займы.Займ.Номер", type="text"),
        Element(path="Займы.Займ.Остаток", type="number"),
        Element(path="Займы.Займ.Выдан", type="date"),
    ),
)


def problems(text: str, **given: object) -> tuple[FormulaProblem, ...]:
    return check_formula(text, FORM, parameters=["МИН", "МАКС"], **given).problems  # type: ignore[arg-type]


MISTAKEN = [
    # text, code, column, end, what is in the words, suggestions
    ("СУММА(Займы.Займ.Остаток = 5", "expected", 26, 27, "„)“", ()),
    ("Итоги.Сума = 1", "unknown_path", 1, 11, "возможно, вы имели в виду „Итоги.Сумма“", ("Итоги.Сумма",)),
    ("Остаток > 5", "unknown_path", 1, 8, "вы имели в виду „Займы.Займ.Остаток“", ("Займы.Займ.Остаток",)),
    ("СУММА(Займы.Займ.Остаток ГДЕ Остатак > 1) = 2", "unknown_path", 30, 37, "„Остаток“", ("Остаток",)),
    ("ДЛЯ КАЖДОЙ Займы.Займ: Остаток <= Итоги.Сумма", "unknown_path", 35, 46, "КОРЕНЬ.", ("КОРЕНЬ.Итоги.Сумма",)),
    ("Займы.Займ.Остаток = 5", "several_elements", 1, 19, "повторяется", ()),
    ("ПРОШЛЫЙ(Займы.Займ.Остаток) = 5", "several_elements", 1, 28, "повторяется", ()),
    ("Итоги.Имя = 5", "type_mismatch", 13, 14, "ожидалось: текст, а здесь число", ()),
    ("5 + Итоги.Дата > 1", "type_mismatch", 5, 15, "ожидалось: число, а здесь дата", ()),
    ("ДНЕЙ(Итоги.Сумма; Итоги.Дата) = 1", "type_mismatch", 6, 17, "ожидалось: дата, а здесь число", ()),
    ("СУММА(Займы.Займ.Выдан) = 1", "type_mismatch", 1, 24, "ожидалось: число, а здесь дата", ()),
    ("Итоги.Сумма + 1", "type_mismatch", 1, 16, "ожидалось: условие", ()),
    ("Итоги.Сумма И ДА", "type_mismatch", 1, 12, "ожидалось: условие", ()),
    ("Итоги = 1", "section_as_value", 1, 6, "раздел", ()),
    ("1 = Займы.Займ", "section_as_value", 5, 15, "раздел", ()),
    ('Итоги.Имя > "а"', "text_order", 1, 16, "только на = и <>", ()),
    ("Итоги.Дата = Итоги.Дата ± 1", "tolerance_kind", 1, 28, "только к числам", ()),
    ("Итоги.Сумма = 1 ± (1 - 2)", "tolerance_negative", 1, 26, "отрицательный", ()),
    ("Итоги.Сумма / (2 - 2) = 1", "division_by_zero", 1, 22, "деление на ноль", ()),
    ("5 / 0 = Итоги.Сумма", "division_by_zero", 1, 6, "деление на ноль", ()),
    ("ОКРУГЛ(Итоги.Сумма; 1) = ОКРУГЛ(1; 0.5)", "bad_rounding", 26, 40, "столько знаков", ()),
    ('ПАРАМЕТР("МИНН") = 1', "unknown_parameter", 1, 17, "„МИН“", ("МИН",)),
    ('ЧЛЕН.Тп = "МКК"', "unknown_member_field", 1, 8, "„Тип“", ("Тип",)),
    ("Итоги.Сумма = 1\n  И Итоги.Сума = 2", "unknown_path", 5, 15, "Итоги.Сумма", ("Итоги.Сумма",)),
]


@pytest.mark.parametrize(("text", "code", "column", "end", "words", "suggestions"), MISTAKEN)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(
    text: str, code: str, column: int, end: int, words: str, suggestions: tuple[str, ...]
) -> None:
    (found,) = problems(text)
    assert (found.code, found.severity, found.column, found.end) == (code, "mistake", column, end)
    assert found.line == found.end_line == text.count("\n") + 1
    assert words in found.text
    assert found.text_en
    assert "{" not in found.text + found.text_en
    assert found.suggestions[: len(suggestions)] == suggestions


WARNED = [
    ("Итоги.Сумма > 5 И Итоги.Сумма < 3", "never_true", 1, 34),
    ("Итоги.Сумма > 5 И НЕ (Итоги.Сумма > 5)", "never_true", 1, 39),
    ("Итоги.Сумма = 5 ± 1 И Итоги.Сумма >= 7", "never_true", 1, 39),
    ("Итоги.Сумма = 100 ± 1% И Итоги.Сумма > 101", "never_true", 1, 43),
    ("Итоги.Сумма В (1; 2) И Итоги.Сумма > 2", "never_true", 1, 39),
    ('Итоги.Имя В ("а"; "б") И Итоги.Имя = "в"', "never_true", 1, 41),
    ('Итоги.Дата > ДАТА("2026-01-01") И Итоги.Дата < ДАТА("2026-01-01")', "never_true", 1, 66),
    ("5 < Итоги.Сумма И 3 > Итоги.Сумма", "never_true", 1, 34),
    ("Итоги.Флаг И НЕ Итоги.Флаг", "never_true", 1, 27),
    ("1 > 2", "never_true", 1, 6),
    ("Итоги.Сумма < Итоги.Сумма", "never_true", 1, 26),
    ("ДЛЯ КАЖДОЙ Займы.Займ: Остаток > 5 И Остаток < 5", "never_true", 24, 49),
    ("КОЛИЧЕСТВО(Займы.Займ ГДЕ Остаток < 1 И Остаток > 1) = 0", "never_true", 27, 52),
    ("ЕСЛИ Итоги.Сумма > 5 И Итоги.Сумма < 5 ТО Итоги.Доля > 0", "never_true", 6, 39),
    ("Итоги.Сумма > 5 ИЛИ Итоги.Сумма <= 5", "always_true", 1, 37),
    ('Итоги.Имя <> "а" ИЛИ Итоги.Имя <> "б"', "always_true", 1, 38),
    ("Итоги.Сумма = Итоги.Сумма", "always_true", 1, 26),
    ("ЕСЛИ Итоги.Сумма > 5 ТО Итоги.Сумма > 3", "always_true", 1, 40),
    ('ЧЛЕН.Тип = "МФО"', "not_among", 12, 17),
    ('Итоги.Вид В ("А"; "В")', "not_among", 19, 22),
]


@pytest.mark.parametrize(("text", "code", "column", "end"), WARNED)
def test_a_condition_that_is_settled_whatever_the_file_is_warned_of(
    text: str, code: str, column: int, end: int
) -> None:
    (found,) = problems(text)
    assert (found.code, found.severity, found.column, found.end) == (code, "warning", column, end)


@pytest.mark.parametrize(
    "text",
    [
        "Итоги.Сумма > 3 И Итоги.Сумма < 5",
        "Итоги.Сумма = 5 ± 1 И Итоги.Сумма >= 6",
        "Итоги.Сумма = 100 ± 1% И Итоги.Сумма >= 101",
        "Итоги.Сумма > 5 ИЛИ Итоги.Сумма < 5",
        "Итоги.Сумма > 5 И Итоги.Доля < 3",
        "ДЛЯ КАЖДОЙ Займы.Займ: Остаток > 5 И КОРЕНЬ.Итоги.Сумма < 3",
        "Итоги.Сумма > 5 И ПРОШЛЫЙ(Итоги.Сумма) < 3",
        "Итоги.Сумма > 5 ИЛИ Итоги.Доля / Итоги.Сумма > 1",
        'Займы.Займ[Номер = "2"].Остаток = 5',
        "МАКС(Займы.Займ.Выдан) <= ПЕРИОД.Конец",
        'Итоги.Вид = "А" ИЛИ Итоги.Вид = "Б"',
        "ДА",
        "НЕТ",
        'ЧЛЕН.Тип = "МКК" И ЧЛЕН.ИНН = Итоги.Имя',
        'Итоги.Сумма >= ПАРАМЕТР("МИН")',
        "ДЛИНА(Итоги.Сумма) = 3",
        'СОВПАДАЕТ("x"; "y") ИЛИ РАБДНЕЙ(ДАТА("2026-01-01"); ДАТА("2026-01-02")) = 1',
        "ПУСТО(Итоги) ИЛИ ЕСТЬ(Займы.Займ.Остаток)",
    ],
)
def test_a_sound_formula_is_left_alone(text: str) -> None:
    assert problems(text) == ()


def test_the_tolerance_of_the_trigger_counts_in_the_formula_and_not_in_when() -> None:
    text = "Итоги.Сумма = 5 И Итоги.Сумма = 6"
    assert problems(text, tolerance="1") == ()
    assert [found.code for found in problems(text, tolerance="0.1")] == ["never_true"]
    assert [found.code for found in problems(text, tolerance="1", field="when")] == ["never_true"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Итоги.Сумма * 2", "number"),
        ("Итоги.Дата", "date"),
        ('"а"', "text"),
        ("Итоги.Сумма > 1", "boolean"),
        ("МИН(Займы.Займ.Выдан)", "date"),
        ('СОВПАДАЕТ(Итоги.Имя; "x")', "boolean"),
        ('ПАРАМЕТР("МИН")', None),
    ],
)
def test_the_kind_of_a_named_value_is_told(text: str, kind: str | None) -> None:
    checked = check_formula(text, FORM, field="value", parameters=["МИН"])
    assert (checked.type, checked.problems) == (kind, ())


def test_what_a_formula_needs_is_told() -> None:
    text = (
        'Итоги.Сумма >= ПРОШЛЫЙ(Итоги.Доля) И ГОДНАЗАД(Итоги.Сумма) = ФОРМА("0420841"; А.Б) И ЧЛЕН.Тип = "МКК" '
        "И СУММА(Займы.Займ.Остаток ГДЕ Выдан > ПЕРИОД.Начало) > порог И РАБДНЕЙ(Итоги.Дата; Итоги.Дата) = 0"
    )
    checked = check_formula(text, FORM, values={"порог": 'ПАРАМЕТР("МИН")'}, parameters=["МИН"])
    assert checked.problems == ()
    assert checked.needs == Needs(
        previous=True,
        year_ago=True,
        forms=("0420841",),
        parameters=("МИН",),
        member_fields=("Тип",),
        period=True,
        working_days=True,
        elements=("Займы.Займ.Выдан", "Займы.Займ.Остаток", "Итоги.Дата", "Итоги.Сумма"),
    )


def test_elements_of_another_form_are_known_where_it_is_given() -> None:
    other = Form(code="0420841", title="", elements=(Element(path="А.Б", type="number"),))
    text = 'Итоги.Сумма = ФОРМА("0420841"; А.В)'
    assert check_formula(text, FORM).problems == ()
    (found,) = check_formula(text, FORM, other_forms={"0420841": other}).problems
    assert (found.code, found.column) == ("unknown_path", 15)


def test_a_form_without_a_list_knows_no_unknown_paths() -> None:
    assert check_formula("Что.Угодно = 1 И СУММА(Т.С) > 0", Form(code="", title="")).problems == ()


def test_every_message_is_there_in_both_languages() -> None:
    assert set(TEXTS) == set(MISTAKES) | set(WARNINGS)
    assert all(russian and english for russian, english in TEXTS.values())


def test_words_for_completion_have_a_signature_and_a_description_in_both_languages() -> None:
    words = vocabulary()
    assert {definition.key for definition in BEFORE_BRACKET} <= {definition.key for definition in words}
    for word in words:
        assert word.russian in word.signature
        assert word.summary
        assert word.summary_en
        assert word.examples
