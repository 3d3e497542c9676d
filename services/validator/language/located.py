"""A formula whose nodes know where they stand in the text, for those who tell of mistakes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lark import Token, Tree

from services.validator.language.builder import Builder
from services.validator.language.parser import parse, read_tree
from services.validator.language.tree import Expression


class Place(NamedTuple):
    """Lines and columns from 1; the end is the column after the last character."""

    line: int
    column: int
    end_line: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """Places go by `id()` of a node: nodes are values, and equal ones stand in several places."""

    formula: Expression
    places: Mapping[int, Place]
    kept: tuple[object, ...]  # while a node lives, no other takes its id

    def place(self, node: object) -> Place | None:
        return self.places.get(id(node))


def parse_located(text: str) -> Located:
    """The same tree as `parse` gives, with places. Raises ``FormulaError``."""
    parse(text)  # refuses what is too deep for the walk below
    locator = _Locator(text)
    formula = locator.build(read_tree(text))
    return Located(formula, locator.places, tuple(locator.kept))


class _Locator:
    def __init__(self, text: str) -> None:
        self._text = text
        self._builder = Builder()
        self.places: dict[int, Place] = {}
        self.kept: list[object] = []

    def build(self, node: Any) -> Any:
        if not isinstance(node, Tree):
            return node
        built = getattr(self._builder, node.data)([self.build(child) for child in node.children])
        if not isinstance(built, Token) and not node.meta.empty:
            # Brackets around a node are not its place: what is inside has been placed already.
            self.places.setdefault(id(built), self._place(node.meta.start_pos, node.meta.end_pos))
            self.kept.append(built)
        return built

    def _place(self, start: int, end: int) -> Place:
        return Place(*place_of(self._text, start), *place_of(self._text, end))


def place_of(text: str, position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in the text."""
    line = text.count("\n", 0, position) + 1
    return line, position - text.rfind("\n", 0, position)
