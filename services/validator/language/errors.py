"""The one error of the formula language."""

from __future__ import annotations

from services.validator.language.texts import ERRORS


class FormulaError(ValueError):
    """A formula that can't be read.

    ``code`` is stable; ``line`` and ``column`` count from 1; ``text`` is the Russian message without the place,
    ``str()`` has the place: «строка 1, столбец 14: ожидалась „)“».
    """

    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        self.code = code
        self.line = line
        self.column = column
        self.text = ERRORS[code][0].format(**values)
        self.text_en = ERRORS[code][1].format(**{**values, **_english(values)})
        super().__init__(f"строка {line}, столбец {column}: {self.text}")

    @property
    def message_en(self) -> str:
        return f"line {self.line}, column {self.column}: {self.text_en}"


def _english(values: dict[str, str]) -> dict[str, str]:
    """Values that differ by language come in pairs: ``alphabet`` and ``alphabet_en``."""
    return {name[:-3]: value for name, value in values.items() if name.endswith("_en")}
