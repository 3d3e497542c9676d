"""Sheets -> rows of text, each with its place. A workbook is a zip of XML: it is looked at before it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from openpyxl.utils import get_column_letter

from chassis.workbooks import Fault, WorkbookRefusedError, open_workbook
from services.validator.language.builder import parse_date_literal
from services.validator.rules.file_problems import FileProblem, Place, RulesUnreadableError, cell_place
from services.validator.rules.problems import problem
from services.validator.rules.workbook.columns import Column, Sheet

MAX_UNPACKED: Final = 32 << 20
MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 60

Told = tuple[str, str]
REFUSED: Final = {
    Fault.TOO_LARGE: ("книга Excel слишком велика", "the workbook is too large"),
    Fault.DTD: ("в книге Excel объявлена DTD", "the workbook declares a DTD"),
    Fault.DAMAGED: ("это не книга Excel (XLSX)", "this is no Excel workbook (XLSX)"),
}
FORMULA: Final = (
    "здесь формула Excel; сделайте ячейку текстовой и запишите формулу триггера без „=“ в начале",
    "an Excel formula stands here; make the cell text, and write the trigger's formula without a leading “=”",
)
ERROR: Final = ("здесь ошибка Excel: {value}", "an Excel error stands here: {value}")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """What a row says, by field; empty cells are left out. `letters` are the columns of the fields."""

    sheet: str
    number: int
    values: dict[str, str]
    letters: dict[str, str]

    def place(self, name: str | None = None) -> Place:
        return cell_place(self.sheet, self.number, self.letters.get(name or "", ""))

    def problem(self, name: str, told: Told) -> FileProblem:
        return FileProblem(self.place(name), *told)


def open_rules(data: bytes) -> Any:
    """Raises RulesUnreadableError for what is no workbook, or one that is not safe to open."""
    try:
        return open_workbook(data, most_unpacked=MAX_UNPACKED)
    except WorkbookRefusedError as error:
        raise _no_workbook(*REFUSED[error.fault]) from error


def rows_of(book: Any, sheet: Sheet, problems: list[FileProblem]) -> Iterator[SheetRow]:
    """Rows that say something, in order. Columns are found by their titles, wherever they stand."""
    if sheet.title not in book.sheetnames:
        if sheet.needed:
            problems.append(FileProblem(cell_place(sheet.title, 0), "нет такого листа", "there is no such sheet"))
        return
    lines = _lines(book[sheet.title])
    columns = _columns(sheet, next(lines, ()), problems)
    letters = {column.name: get_column_letter(at + 1) for at, column in columns}
    for number, line in enumerate(lines, 2):
        if number > MAX_ROWS:
            problems.append(FileProblem(cell_place(sheet.title, number), "строк слишком много", "too many rows"))
            return
        row = SheetRow(sheet.title, number, {}, letters)
        problems.extend(_read(row, line, columns))
        if row.values:
            yield row


def _lines(page: Any) -> Iterator[tuple[Any, ...]]:
    # A sheet may claim a million rows.
    page.reset_dimensions()
    try:
        yield from page.iter_rows(max_col=MAX_COLUMNS)
    except Exception as error:
        raise _no_workbook(f"лист „{page.title}“ поврежден", f"the sheet “{page.title}” is damaged") from error


def _columns(sheet: Sheet, head: tuple[Any, ...], problems: list[FileProblem]) -> list[tuple[int, Column]]:
    titles = {str(cell.value).strip().casefold(): at for at, cell in reversed(list(enumerate(head))) if cell.value}
    found = [(titles[column.title.casefold()], column) for column in sheet.columns if column.title.casefold() in titles]
    known = {column.name for _, column in found}
    for column in sheet.columns:
        # A missing column would read as all of its cells emptied.
        if column.name not in known:
            told = f"нет столбца „{column.title}“", f"there is no column “{column.title}”"
            problems.append(FileProblem(cell_place(sheet.title, 1), *told))
    return found


def _read(row: SheetRow, line: tuple[Any, ...], columns: list[tuple[int, Column]]) -> Iterator[FileProblem]:
    """Fill in what the row says; what its cells cannot say is told."""
    told: list[FileProblem] = []
    for at, column in columns:
        cell = line[at] if at < len(line) else None
        if cell is None or cell.value is None:
            continue
        if cell.data_type == "f":
            told.append(row.problem(column.name, FORMULA))
        elif cell.data_type == "e":
            told.append(
                row.problem(column.name, (ERROR[0].format(value=cell.value), ERROR[1].format(value=cell.value)))
            )
        elif text := _text(cell):
            row.values[column.name] = text
            if column.date and parse_date_literal(text) is None:
                wrong = problem("date", (0, 0), value=text)
                told.append(row.problem(column.name, (wrong.text, wrong.text_en)))
    if row.values:
        told.extend(_missing(row, columns))
    yield from told


def _missing(row: SheetRow, columns: list[tuple[int, Column]]) -> Iterator[FileProblem]:
    for _, column in columns:
        if column.required and column.name not in row.values:
            yield row.problem(column.name, (f"заполните „{column.title}“", f"“{column.title}” is required"))


def _text(cell: Any) -> str:
    """What people see in the cell: Excel keeps dates, percentages and numbers of its own."""
    value = cell.value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return _number(value, percent="%" in (cell.number_format or ""))
    # Excel writes a carriage return in a cell as _x000D_.
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()


def _number(value: int | float, *, percent: bool) -> str:
    # Fifteen digits are what Excel itself shows: the rest is dust of binary fractions.
    exact = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    shown = exact * 100 if percent else exact
    text = format(shown, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text


def _no_workbook(text: str, text_en: str) -> RulesUnreadableError:
    return RulesUnreadableError((FileProblem(Place(), text, text_en),))
