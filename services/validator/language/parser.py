"""Text of a formula -> syntax tree. The LALR tables are built once per process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Final

from lark import Lark, Token, UnexpectedInput
from lark.lexer import Lexer as LarkLexer

from services.validator.language.builder import Builder
from services.validator.language.errors import FormulaError
from services.validator.language.lexer import Lexer
from services.validator.language.texts import EXPECTATIONS
from services.validator.language.tree import Expression

# Whatever walks a tree recurses, some frames for each level.
MAX_HEIGHT: Final = 60
_GRAMMAR = FilePath(__file__).with_name("grammar.lark")


class _LexerForLark(LarkLexer):
    def __init__(self, lexer_conf: Any) -> None:
        """lark hands its terminal definitions over; ours are only declared."""

    def lex(self, data: Any, *_: Any) -> Iterator[Token]:
        return Lexer(data).tokens()


@cache
def _parser() -> Lark:
    return _lark(transformer=Builder())


@cache
def _tree_parser() -> Lark:
    return _lark(propagate_positions=True)


def _lark(**options: Any) -> Lark:
    grammar = _GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_LexerForLark, maybe_placeholders=False, **options)


def parse(text: str) -> Expression:
    """The tree of a formula. The only exception that leaves here is ``FormulaError``."""
    tree: Expression = _read(_parser(), text)
    if height(tree, MAX_HEIGHT) > MAX_HEIGHT:
        raise FormulaError("too_deep", 1, 1, limit=str(MAX_HEIGHT))
    return tree


def height(tree: Expression, most: int) -> int:
    """How many nodes stand below one another; told without recursion, and no further than just over `most`."""
    level: list[Any] = [tree]
    for n in range(1, most + 2):
        level = [below for node in level for below in _below(node)]
        if not level:
            return n
    return most + 1


def _below(node: Any) -> Iterator[Any]:
    """Nodes right below: tuples are no level of their own."""
    pending = [getattr(node, field.name) for field in fields(node)]
    while pending:
        found = pending.pop()
        if isinstance(found, tuple):
            pending.extend(found)
        elif hasattr(found, "__dataclass_fields__"):
            yield found


def read_tree(text: str) -> Any:
    """lark's own tree with positions, for `located`. Raises ``FormulaError``."""
    return _read(_tree_parser(), text)


def _read(parser: Lark, text: str) -> Any:
    if not text.strip():
        raise FormulaError("empty", 1, 1)
    try:
        return parser.parse(text)
    except UnexpectedInput as error:
        raise _explain(text, error) from error


def _explain(text: str, error: UnexpectedInput) -> FormulaError:
    token: Any = getattr(error, "token", None)
    accepted = set(getattr(error, "accepts", None) or getattr(error, "expected", None) or ())
    at_end = token is None or token.type == "$END"
    line, column = Lexer(text).place(len(text.rstrip()) if at_end else token.start_pos)
    if not at_end and token.type == "COMPARISON" and "AND" in accepted:
        return FormulaError("chained", line, column)
    russian, english = _expectation(accepted)
    return FormulaError("expected", line, column, expectation=russian, expectation_en=english)


def _expectation(accepted: set[str]) -> tuple[str, str]:
    if accepted == {"LPAR"}:
        accepted = {"LPAR_ONLY"}
    elif accepted == {"TEXT"}:
        accepted = {"TEXT_ONLY"}
    for terminal, russian, english in EXPECTATIONS:
        if terminal in accepted:
            return russian, english
    return "ожидалось другое", "something else was expected"
