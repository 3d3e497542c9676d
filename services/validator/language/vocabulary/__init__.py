"""Every word of the language, defined once: what it is called, takes, gives and means, with examples."""

from typing import Final

from services.validator.language.vocabulary.aggregates import AGGREGATES, PRESENCES
from services.validator.language.vocabulary.context import CALLED, PREFIXED
from services.validator.language.vocabulary.definition import Definition
from services.validator.language.vocabulary.functions import FUNCTIONS
from services.validator.language.vocabulary.keywords import KEYWORDS
from services.validator.language.vocabulary.signs import SIGNS

BEFORE_BRACKET: Final = (*AGGREGATES, *PRESENCES, *FUNCTIONS, *CALLED)
VOCABULARY: Final = (*BEFORE_BRACKET, *KEYWORDS, *PREFIXED, *SIGNS)


def vocabulary() -> tuple[Definition, ...]:
    """The words that an editor completes, with signature and one-line description in both languages."""
    return tuple(definition for definition in VOCABULARY if definition.kind != "operator")


__all__ = ["BEFORE_BRACKET", "FUNCTIONS", "KEYWORDS", "PREFIXED", "SIGNS", "VOCABULARY", "Definition", "vocabulary"]
