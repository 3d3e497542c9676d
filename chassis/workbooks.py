"""Workbooks that people send (XLSX): a zip of XML, looked at before the library opens it."""

import zipfile
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

import openpyxl

_MOST_PARTS: Final = 200


class Fault(StrEnum):
    DAMAGED = "damaged"  # or encrypted, or no workbook at all
    TOO_LARGE = "too_large"
    DTD = "dtd"


class WorkbookRefusedError(Exception):
    """`fault` says why; the words are whose people sent it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def open_workbook(data: bytes, *, most_unpacked: int, **options: Any) -> Any:
    """The workbook, read-only: a sheet is streamed, never built in memory. `options` are those of openpyxl.

    Raises WorkbookRefusedError for what unpacks into more than `most_unpacked` bytes, holds a DTD, or is no workbook.
    Reading its sheets may still raise whatever the library's parsers do.
    """
    _refuse_dangerous(data, most_unpacked)
    try:
        return openpyxl.load_workbook(BytesIO(data), read_only=True, **options)
    except Exception as error:
        raise WorkbookRefusedError(Fault.DAMAGED) from error


def _refuse_dangerous(data: bytes, most_unpacked: int) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            # Reading stops at the size that the directory tells, so a lie there unpacks no more than it says.
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
                raise WorkbookRefusedError(Fault.TOO_LARGE)
            _refuse_entities(package.read(part) for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    except WorkbookRefusedError:
        raise
    except Exception as error:  # a broken archive makes the readers of zip raise half a dozen kinds
        raise WorkbookRefusedError(Fault.DAMAGED) from error


def _refuse_entities(parts: Iterable[bytes]) -> None:
    for part in parts:
        # Of another encoding the search below would see nothing; Excel writes UTF-8.
        if b"\0" in part[:200] or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise WorkbookRefusedError(Fault.DTD)
