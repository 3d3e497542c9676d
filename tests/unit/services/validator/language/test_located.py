"""Nodes know where they stand, and the tree is the same."""

from __future__ import annotations

import pytest

from services.validator.language import FormulaError, parse, tree
from services.validator.language.located import Place, parse_located


@pytest.mark.parametrize(
    "text",
    ["А.Б = 1 ± 5%", 'ЕСЛИ (А > 1) ТО СУММА(Т.С[К = "2"].О ГДЕ Х > 1) = -3', "ДЛЯ КАЖДОЙ Т: Х ?? -1 В (1; 2)"],
)
def test_the_tree_is_the_one_that_parse_gives(text: str) -> None:
    assert parse_located(text).formula == parse(text)


def test_a_place_spans_the_words_of_a_node_without_its_brackets() -> None:
    located = parse_located("А = 1\n  И (Б.В < 2)")
    assert isinstance(located.formula, tree.And)
    first, second = located.formula.items
    assert located.place(first) == Place(1, 1, 1, 6)
    assert located.place(second) == Place(2, 6, 2, 13)
    assert located.place(located.formula) == Place(1, 1, 2, 14)


def test_a_mistake_that_only_the_builder_sees_is_told_all_the_same() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_located('ДАТА("2026-02-30") = А')
    assert caught.value.code == "bad_date"
