"""What the language says of one of its words. Lexer, builder, engine, completion and the reference all read this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["function", "keyword", "context", "operator"]
ValueKind = Literal["number", "text", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A word with its Russian and English spelling.

    `key` is its name in the tree, `terminal` what the lexer makes of it. Of a function over values `arguments` are the
    kinds it takes, the last `optional` of them may be left out. `result` is the kind it gives, None where its use
    tells. `examples` are formulas over the report of `docs/triggers.md`, each with its outcome; tests execute them.
    """

    kind: Kind
    key: str
    terminal: str
    russian: str
    english: str
    signature: str
    signature_en: str
    summary: str
    summary_en: str
    examples: tuple[tuple[str, str], ...]
    arguments: tuple[ValueKind, ...] = ()
    optional: int = 0
    result: ValueKind | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every accepted spelling."""
        return (self.russian, self.english, *self.synonyms)
