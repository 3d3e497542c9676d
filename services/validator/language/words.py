"""The words of the language as lexer, builder and printer look them up. Keys are case-folded."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary import BEFORE_BRACKET, KEYWORDS, PREFIXED
from services.validator.language.vocabulary import FUNCTIONS as VALUE_FUNCTIONS

# Reserved wherever a path could begin; after a dot nothing is reserved.
RESERVED: Final[dict[str, str]] = {
    word.casefold(): one.terminal for one in KEYWORDS if one.terminal != "FOR_EACH" for word in one.words
}

# Reserved only with a dot after them.
PREFIXES: Final[dict[str, str]] = {word.casefold(): one.terminal for one in PREFIXED for word in one.words}

FOR_EACH: Final[frozenset[tuple[str, ...]]] = frozenset(
    tuple(word.casefold().split()) for one in KEYWORDS if one.terminal == "FOR_EACH" for word in one.words
)

# Keywords only before a bracket: token type and what the builder makes of it.
FUNCTIONS: Final[dict[str, tuple[str, str]]] = {
    word.casefold(): (one.terminal, one.key) for one in BEFORE_BRACKET for word in one.words
}

# What functions over values take and give.
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {one.key: one.arguments for one in VALUE_FUNCTIONS}
RESULTS: Final[dict[str, str]] = {one.key: str(one.result) for one in VALUE_FUNCTIONS}
ARITY: Final[dict[str, tuple[int, int]]] = {
    one.key: (len(one.arguments) - one.optional, len(one.arguments)) for one in VALUE_FUNCTIONS
}

# How the printer writes them.
RUSSIAN: Final[dict[str, str]] = {one.key: one.russian for one in BEFORE_BRACKET}

PERIOD_FIELDS: Final[dict[str, str]] = {"Начало": "start", "Конец": "end", "Start": "start", "End": "end"}
