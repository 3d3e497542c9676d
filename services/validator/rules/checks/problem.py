"""A problem of one formula, with its place in the formula's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from services.validator.language import FormulaError
from services.validator.language.located import Place
from services.validator.rules.checks.texts import KINDS, MISTAKES, TEXTS

Severity = Literal["mistake", "warning"]
_WORD = re.compile(r"[\w.]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormulaProblem:
    """`line` and `column` count from 1; `end` is the column after the last character, on the line `end_line`.

    `expected` says what would have been right, where that can be said; `suggestions` are words to put in place.
    """

    line: int
    column: int
    end_line: int
    end: int
    code: str
    severity: Severity
    text: str
    text_en: str
    expected: str | None = None
    expected_en: str | None = None
    suggestions: tuple[str, ...] = ()


def problem_at(
    place: Place,
    code: str,
    *,
    expected: tuple[str, str] | None = None,
    suggestions: tuple[str, ...] = (),
    **values: str,
) -> FormulaProblem:
    """Values that differ by language come in pairs: `why` and `why_en`."""
    russian, english = TEXTS[code]
    in_english = {name[:-3]: value for name, value in values.items() if name.endswith("_en")}
    right, right_en = expected or ("", "")
    return FormulaProblem(
        *place,
        code=code,
        severity="mistake" if code in MISTAKES else "warning",
        text=russian.format(**values, expected=right),
        text_en=english.format(**{**values, **in_english, "expected": right_en}),
        expected=expected[0] if expected else None,
        expected_en=expected[1] if expected else None,
        suggestions=suggestions,
    )


def mismatch_at(place: Place, found: str, wanted: str) -> FormulaProblem:
    """A value of the kind `found` stands where `wanted` is needed."""
    russian, english = KINDS[found]
    return problem_at(place, "type_mismatch", expected=KINDS[wanted], found=russian, found_en=english)


def of_error(text: str, error: FormulaError) -> FormulaProblem:
    """A formula that can't be read: the word at the place of the mistake is marked."""
    lines = text.split("\n")
    rest = lines[error.line - 1][error.column - 1 :] if error.line <= len(lines) else ""
    word = _WORD.match(rest)
    told = error.code == "expected"
    return FormulaProblem(
        line=error.line,
        column=error.column,
        end_line=error.line,
        end=error.column + max(1, len(word.group()) if word else 1),
        code=error.code,
        severity="mistake",
        text=error.text,
        text_en=error.text_en,
        expected=error.text if told else None,
        expected_en=error.text_en if told else None,
    )
