"""Reading formulas: every tree prints back to itself, every mistake is told with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.validator.language import FormulaError, parse, print_formula, tree

NAMES = st.one_of(
    st.sampled_from(
        ["Раздел", "Строка1", "_x", "Сумма", "И", "В", "ЧЛЕН", "КОРЕНЬ", "для", "КодISIN", "а-б", "1а", "не"]
    ),
    st.text(st.characters(blacklist_characters="`\n", blacklist_categories=("Cs", "Cc")), min_size=1, max_size=5)
    .filter(lambda name: name.strip() != "")
    .map(lambda name: normalize("NFC", name)),
)
NUMBERS = st.builds(tree.Number, st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False), st.booleans())
TEXTS = st.builds(
    tree.Text,
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=8).map(lambda text: normalize("NFC", text)),
)
DATES = st.builds(tree.Date, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
MEMBERS = st.builds(tree.MemberField, st.lists(NAMES, min_size=1, max_size=2).map(tuple))
CONTEXT = st.one_of(
    MEMBERS,
    st.builds(tree.PeriodField, st.sampled_from(["start", "end"])),
    st.builds(tree.Parameter, TEXTS.map(lambda text: text.value)),
)


def paths(expressions: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Path]:
    where = st.one_of(st.none(), expressions.filter(lambda node: not isinstance(node, tree.Number)))
    steps = st.lists(st.builds(tree.Step, NAMES, where), min_size=1, max_size=3).map(tuple)
    attribute = st.one_of(st.none(), NAMES)
    return st.builds(tree.Path, steps, attribute, st.booleans()) | st.builds(
        tree.Path, st.just(()), NAMES, st.booleans()
    )


def references(expressions: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Path | tree.Prior]:
    path = paths(expressions)
    prior = st.builds(tree.Prior, st.sampled_from(["previous", "year_ago"]), path)
    form = st.builds(tree.Prior, st.just("form"), path, TEXTS.map(lambda text: text.value))
    return path | prior | form


def several(expressions: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tuple[tree.Expression, ...]]:
    return st.lists(expressions, min_size=2, max_size=3).map(tuple)


def chains(signs: str, inner: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3).map(tuple)


def composed(inner: st.SearchStrategy[tree.Expression]) -> st.SearchStrategy[tree.Expression]:
    reference = references(inner)
    plain = inner.filter(lambda node: not (isinstance(node, tree.Number) and node.percent))
    relative = st.builds(tree.Tolerance, NUMBERS.map(lambda n: tree.Number(n.value)), st.just(True))
    tolerance = st.one_of(st.none(), relative, st.builds(tree.Tolerance, plain))
    aggregates = st.sampled_from(["sum", "count", "min", "max", "average", "unique"])
    return st.one_of(
        reference,
        st.builds(tree.Negate, inner),
        st.builds(tree.Arithmetic, inner, chains("+-", inner)),
        st.builds(tree.Arithmetic, inner, chains("*/", inner)),
        st.builds(tree.Coalesce, several(inner)),
        st.builds(tree.Compare, st.sampled_from(["=", "<>", "<=", ">="]), inner, inner, tolerance),
        st.builds(tree.Compare, st.sampled_from(["<", ">"]), inner, inner),
        st.builds(tree.Among, inner, several(inner)),
        st.builds(tree.Not, inner),
        st.builds(tree.And, several(inner)),
        st.builds(tree.Or, several(inner)),
        st.builds(tree.Implies, inner, inner),
        st.builds(tree.Choice, inner, inner, inner),
        st.builds(tree.ForEach, reference, inner),
        st.builds(tree.Aggregate, aggregates, reference, st.one_of(st.none(), inner)),
        st.builds(tree.Presence, st.sampled_from(["exists", "empty"]), st.one_of(reference, MEMBERS)),
        st.builds(tree.Call, st.sampled_from(["length", "inn", "ogrn", "abs", "round"]), st.tuples(inner)),
        st.builds(tree.Call, st.sampled_from(["days", "workdays", "round"]), st.tuples(inner, inner)),
    )


EXPRESSIONS: st.SearchStrategy[tree.Expression] = st.recursive(
    st.one_of(NUMBERS, TEXTS, DATES, CONTEXT, st.builds(tree.Truth, st.booleans())), composed, max_leaves=12
)


@given(EXPRESSIONS)
def test_a_printed_tree_parses_to_itself(expression: tree.Expression) -> None:
    assert parse(print_formula(expression)) == expression


PIECES = st.sampled_from(
    [
        "А",
        "Б",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        '"',
        "`",
        "@",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<>",
        "<=",
        "±",
        "+/-",
        "%",
        "??",
        "1",
        "2.5",
        "5%",
        '"т"',
        "И",
        "ИЛИ",
        "НЕ",
        "ЕСЛИ",
        "ТО",
        "ГДЕ",
        "В",
        "ДА",
        "ДЛЯ",
        "КАЖДОЙ",
        "СУММА(",
        "ДАТА(",
        "ФОРМА(",
        "ПРОШЛЫЙ(",
        "ЧЛЕН.",
        "КОРЕНЬ.",
        "ЕСТЬ(",
        "ОКРУГЛ(",
        "Cумма",
        "\n",
        "\x00",
        "😀",
        "",
    ]
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=15).map(" ".join), st.lists(PIECES, max_size=15).map("".join)
    )
)
def test_no_text_makes_the_parser_raise_anything_else(text: str) -> None:
    error = _mistake(text)
    if error is not None:
        assert error.line >= 1
        assert error.column >= 1
        assert error.text
        assert error.text_en


def _mistake(text: str) -> FormulaError | None:
    try:
        parse(text)
    except FormulaError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("СУММА(А.Б = 1", 1, 11, "ожидалась „)“"),
        ("СУММА(А.Б + 1", 1, 11, "ожидалась „)“"),
        ("(А + Б = 1234", 1, 14, "ожидалась „)“"),
        ("А.Б =\n  (Б + ", 2, 7, "ожидалось значение"),
        ("А = ", 1, 4, "ожидалось значение"),
        ("А = Б = В", 1, 7, "не сцепляются"),
        ("Cумма > 1", 1, 1, "латинская буква „C“"),
        ("Total.Аmount > 1", 1, 7, "русская буква „А“"),
        ("А[1].Б = 2", 1, 2, "ожидалось условие"),
        ("СУМА(А) = 1", 1, 1, "возможно, СУММА"),
        ("А < 1 ± 2", 1, 3, "допуск"),
        ("А = 12,5", 1, 7, "через точку"),
        ('ДАТА("2026-02-30") = А', 1, 6, "не дата"),
        ("ДЛЯ КАЖДОЙ А Б > 1", 1, 14, "ожидалось „:“"),
        ("ЕСЛИ А > 1", 1, 11, "ожидалось „ТО“"),
        ("ЕСЛИ(А; 1)", 1, 10, "ожидалась „;“"),
        ("А.", 1, 3, "имя элемента"),
        ('А = "б', 1, 7, "кавычка"),
        ("А = 5abc", 1, 5, "число записано неверно"),
        ("ОКРУГЛ(1; 2; 3) = 1", 1, 1, "аргументов"),
        ('СОВПАДАЕТ(А; "(")', 1, 1, "регулярное выражение"),
        ("А = " + "1" * 29, 1, 5, "28 цифр"),
        ("ПЕРИОД.Год = 1", 1, 8, "Начало и Конец"),
        ("(" * 60 + "1" + ")" * 60, 1, 51, "вложена"),
        ("", 1, 1, "пуста"),
    ],
)
def test_a_mistake_is_told_with_line_column_and_expectation(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert words in error.text
    assert str(error) == f"строка {line}, столбец {column}: {error.text}"


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("SUM(A WHERE B > 1) = COUNT(A)", "СУММА(A ГДЕ B > 1) = КОЛИЧЕСТВО(A)"),
        ("MIN(A) < MAX(A) AND UNIQUE(A) OR AVERAGE(A) = 1", "МИН(A) < МАКС(A) И УНИКАЛЬНО(A) ИЛИ СРЕДНЕЕ(A) = 1"),
        ("FOR EACH A: NOT EMPTY(B)", "ДЛЯ КАЖДОЙ A: НЕ ПУСТО(B)"),
        ("IF EXISTS(A) THEN A IN (1; 2)", "ЕСЛИ ЕСТЬ(A) ТО A В (1; 2)"),
        ("IF(TRUE; 1; 2) = 1", "ЕСЛИ(ДА; 1; 2) = 1"),
        ('DATE("2026-01-01") = PERIOD.Начало', 'ДАТА("2026-01-01") = ПЕРИОД.Начало'),
        ("DAYS(A; B) = WORKDAYS(A; B)", "ДНЕЙ(A; B) = РАБДНЕЙ(A; B)"),
        ('MATCHES(A; "x") AND LENGTH(A) = ROUND(ABS(B); 1)', 'СОВПАДАЕТ(A; "x") И ДЛИНА(A) = ОКРУГЛ(АБС(B); 1)'),
        ("INN(A) OR OGRN(A)", "ИНН(A) ИЛИ ОГРН(A)"),
        ('MEMBER.Тип = PARAMETER("X")', 'ЧЛЕН.Тип = ПАРАМЕТР("X")'),
        ('PREVIOUS(A) + YEARAGO(A) = FORM("1"; A)', 'ПРОШЛЫЙ(A) + ГОДНАЗАД(A) = ФОРМА("1"; A)'),
        ("2 = sum(A) +/- 1 or not true", "2 = СУММА(A) ± 1 ИЛИ НЕ ДА"),
    ],
)
def test_english_words_are_synonyms(english: str, russian: str) -> None:
    assert parse(english) == parse(russian)
    assert print_formula(parse(english)) == russian


def test_a_percent_after_a_tolerance_is_relative_and_elsewhere_a_hundredth() -> None:
    assert parse("А = 1 ± 5%") == tree.Compare(
        "=",
        tree.Path((tree.Step("А"),)),
        tree.Number(Decimal(1)),
        tree.Tolerance(tree.Number(Decimal(5)), relative=True),
    )
    assert parse("5%") == tree.Number(Decimal(5), percent=True)


def test_a_long_sum_is_no_deep_tree() -> None:
    text = " + ".join(["А"] * 3000) + " = 1"
    assert parse(print_formula(parse(text))) == parse(text)
