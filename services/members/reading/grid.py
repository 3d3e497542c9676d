"""A file as rows of texts."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Final

from chassis.workbooks import Fault, WorkbookRefusedError, open_workbook
from contracts.spreadsheets import unguarded
from services.members.reading.errors import UnreadableListError

Grid = list[list[str]]

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 60
_LONGEST_CELL = 2000
_ZIP, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A register of thousands of rows unpacks to a few megabytes; what unpacks to more is a bomb.
_MOST_UNPACKED = 24 * 1024 * 1024
_REFUSED = {
    Fault.TOO_LARGE: ("слишком большая книга", "a workbook that is too large"),
    Fault.DTD: ("книга с объявлениями DTD", "a workbook with a DTD"),
    Fault.DAMAGED: ("поврежденная или зашифрованная книга", "a damaged or encrypted workbook"),
}


def grid_of(data: bytes) -> Grid:
    """The rows of the first sheet or of the table, at most `MOST_ROWS`. Raises UnreadableListError."""
    rows: Iterable[list[str]]
    if data.startswith(_ZIP):
        rows = _workbook(data)
    elif data.startswith(_OLD_WORKBOOK):
        raise UnreadableListError("книга Excel 97-2003 (.xls)", "a workbook of Excel 97-2003 (.xls)")
    else:
        rows = _table(data)
    grid = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in rows]
    if len(grid) > MOST_ROWS:
        raise UnreadableListError(f"больше {MOST_ROWS} строк", f"more than {MOST_ROWS} rows")
    return grid


def _table(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableListError("двоичный файл", "a binary file")
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        # One row more than is taken tells that there are too many.
        yield from islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1)
    except csv.Error as error:
        raise UnreadableListError("оборванная таблица CSV", "a broken CSV table") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def _workbook(data: bytes) -> list[list[str]]:
    try:
        book = open_workbook(data, most_unpacked=_MOST_UNPACKED, data_only=True, keep_links=False)
    except WorkbookRefusedError as error:
        raise UnreadableListError(*_REFUSED[error.fault]) from error
    try:
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(value) for value in row] for row in rows]
    except Exception as error:
        # Whatever a broken workbook makes the library raise, it is the file's fault.
        raise UnreadableListError(*_REFUSED[Fault.DAMAGED]) from error
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cell(text: str) -> str:
    tidy = " ".join(text[:_LONGEST_CELL].split())
    return unguarded(tidy)  # our own export, brought back
