"""A file as rows of texts."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Final

import openpyxl

from services.members.reading.errors import UnreadableListError

Grid = list[list[str]]

MOST_ROWS: Final = 5000
MOST_COLUMNS: Final = 60
_LONGEST_CELL = 2000
_ZIP, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# A register of thousands of rows unpacks to a few megabytes; what unpacks to more is a bomb.
_MOST_PARTS, _MOST_UNPACKED = 200, 24 * 1024 * 1024
_FORMULA_STARTS = ("=", "+", "-", "@")


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
    _refuse_dangerous(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            return [[_text(value) for value in row] for row in rows]
        finally:
            book.close()
    except Exception as error:
        # Whatever a broken workbook makes the library raise, it is the file's fault.
        raise UnreadableListError("поврежденная книга Excel", "a damaged workbook") from error


def _refuse_dangerous(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            # Reading stops at the size that the directory tells, so a lie there unpacks no more than it says.
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise UnreadableListError("слишком большая книга", "a workbook that is too large")
            _refuse_entities(package.read(part) for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnreadableListError("поврежденная или зашифрованная книга", "a damaged or encrypted workbook") from error


def _refuse_entities(parts: Iterable[bytes]) -> None:
    for part in parts:
        # Of another encoding the search below would see nothing; Excel writes UTF-8.
        if b"\0" in part[:200] or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise UnreadableListError("книга с объявлениями DTD", "a workbook with a DTD")


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
    # The apostrophe that our own export puts before what a spreadsheet would take for a formula.
    return tidy[1:] if tidy.startswith("'") and tidy[1:].startswith(_FORMULA_STARTS) else tidy
