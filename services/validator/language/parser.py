"""Text of a formula -> syntax tree. The LALR tables are built once per process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from lark import Lark, Token, UnexpectedInput
from lark.lexer import Lexer as LarkLexer

from services.validator.language.builder import Builder
from services.validator.language.errors import FormulaError
from services.validator.language.lexer import Lexer
from services.validator.language.texts import EXPECTATIONS
from services.validator.language.tree import Expression

_GRAMMAR = FilePath(__file__).with_name("grammar.lark")


class _LexerForLark(LarkLexer):
    def __init__(self, lexer_conf: Any) -> None:
        """lark hands its terminal definitions over; ours are only declared."""

    def lex(self, data: Any, *_: Any) -> Iterator[Token]:
        return Lexer(data).tokens()


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=_LexerForLark,
        transformer=Builder(),
        maybe_placeholders=False,
    )


def parse(text: str) -> Expression:
    """The tree of a formula. The only exception that leaves here is ``FormulaError``."""
    if not text.strip():
        raise FormulaError("empty", 1, 1)
    try:
        tree: Expression = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise _explain(text, error) from error
    return tree


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
