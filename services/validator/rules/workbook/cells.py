"""Sheets -> rows of text, each with its place. A workbook is a zip of XML: it is looked at before it is opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

from services.validator.rules.workbook.columns import Column, Sheet

MAX_UNPACKED: Final = 64 << 20
MAX_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class WorkbookMistake:
    """`sheet`, `row` (from 1) and `column` (a letter) are those that Excel shows; row 0 means the sheet as a whole."""

    sheet: str
    row: int
    column: str
    text: str
    text_en: str


class WorkbookError(ValueError):
    """The workbook is no rule set; `mistakes` has everything found."""

    def __init__(self, mistakes: tuple[WorkbookMistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("; ".join(mistake.text for mistake in mistakes))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What a row says, by field; empty cells are left out. `letters` are the columns of the fields."""

    sheet: str
    number: int
    values: dict[str, str]
    letters: dict[str, str]

    def mistake(self, name: str, text: str, text_en: str) -> WorkbookMistake:
        return WorkbookMistake(self.sheet, self.number, self.letters.get(name, ""), text, text_en)


def open_workbook(data: bytes) -> Any:
    """Raises WorkbookError for what is no workbook, or one that unpacks into too much."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise WorkbookError((WorkbookMistake("", 0, "", "файл слишком велик", "the file is too large"),))
        # Read-only: a hostile sheet is streamed, never built in memory.
        return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except WorkbookError:
        raise
    except Exception as error:
        raise WorkbookError((WorkbookMistake("", 0, "", "это не книга Excel", "this is no Excel workbook"),)) from error


def rows_of(book: Any, sheet: Sheet, mistakes: list[WorkbookMistake]) -> Iterator[SheetRow]:
    """Rows that say something, in order. Columns are found by their titles, wherever they stand."""
    if sheet.title not in book.sheetnames:
        mistakes.append(WorkbookMistake(sheet.title, 0, "", "нет такого листа", "there is no such sheet"))
        return
    lines = book[sheet.title].iter_rows(values_only=True, max_row=MAX_ROWS)
    places = _places(sheet, next(lines, ()), mistakes)
    letters = {column.name: get_column_letter(number + 1) for number, column in places}
    for number, line in enumerate(lines, 2):
        cells = ((column, _text(line[at]) if at < len(line) else "") for at, column in places)
        values = {column.name: text for column, text in cells if text}
        if values:
            row = SheetRow(sheet.title, number, values, letters)
            mistakes.extend(_missing(row, places))
            yield row


def _places(sheet: Sheet, head: tuple[Any, ...], mistakes: list[WorkbookMistake]) -> list[tuple[int, Column]]:
    titles = {_text(title).casefold(): at for at, title in reversed(list(enumerate(head)))}
    found = [(titles[column.title.casefold()], column) for column in sheet.columns if column.title.casefold() in titles]
    known = {column.name for _, column in found}
    for column in sheet.columns:
        if column.required and column.name not in known:
            text = f"нет столбца „{column.title}“"
            mistakes.append(WorkbookMistake(sheet.title, 1, "", text, f"there is no column “{column.title}”"))
    return found


def _missing(row: SheetRow, places: list[tuple[int, Column]]) -> Iterator[WorkbookMistake]:
    for _, column in places:
        if column.required and column.name not in row.values:
            yield row.mistake(column.name, f"заполните „{column.title}“", f"“{column.title}” is required")


def _text(value: Any) -> str:
    """What people see in the cell: Excel keeps dates and numbers of its own."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Excel writes a carriage return in a cell as _x000D_.
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()
