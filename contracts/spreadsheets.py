"""Texts in cells of CSV: a text that a spreadsheet would take for a formula gets an apostrophe before it."""

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """The text as it goes out."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text as it was before it went out."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
