"""What is wrong in a rule-set file, and where."""

from __future__ import annotations

from dataclasses import dataclass

from services.validator.rules.texts import PROBLEMS


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `column` (from 1, 0 where unknown) are places in the file, `formula_…` those inside a formula."""

    code: str
    line: int
    column: int
    text: str
    text_en: str
    trigger: str | None = None
    field: str | None = None
    formula_line: int | None = None
    formula_column: int | None = None

    def __str__(self) -> str:
        owner = f"триггер {self.trigger}, " if self.trigger else ""
        field = f"поле {self.field}: " if self.field else ""
        place = f"строка файла {self.line}: " if self.line else ""
        return f"{place}{owner}{field}{self.text}"


def problem(code: str, place: tuple[int, int], **values: str) -> Problem:
    russian, english = PROBLEMS[code]
    return Problem(code, *place, text=russian.format(**values), text_en=english.format(**values))


class RuleFileError(ValueError):
    """The file is no rule set; `problems` has everything found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
