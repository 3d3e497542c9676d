"""What is wrong in a file of rules, at the place where a person finds it: a line, or a cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """In Russian and English; empty for the file as a whole."""

    ru: str = ""
    en: str = ""


def line_place(line: int, trigger: str | None = None) -> Place:
    """A line of a text file, and whose it is."""
    owner = (f"триггер {trigger}", f"trigger {trigger}") if trigger else ("", "")
    where = (f"строка {line}", f"line {line}") if line else ("", "")
    return Place(*(", ".join(filter(None, parts)) for parts in zip(where, owner, strict=True)))


def cell_place(sheet: str, row: int, letter: str = "") -> Place:
    """A cell as Excel names it; without a letter the row, without a row the sheet."""
    if not row:
        return Place(f"лист „{sheet}“", f"sheet “{sheet}”")
    at = (f"{letter}{row}", f"{letter}{row}") if letter else (f"строка {row}", f"row {row}")
    return Place(f"лист „{sheet}“, {at[0]}", f"sheet “{sheet}”, {at[1]}")


@dataclass(frozen=True, slots=True)
class FileProblem:
    place: Place
    text: str
    text_en: str


class RulesUnreadableError(ValueError):
    """The file is no rule set; `problems` has everything found, in the order of the file."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.place.ru}: {problem.text}" for problem in problems))
