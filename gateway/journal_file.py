"""The journal as a file: a workbook or CSV, in which a text never becomes a formula and a code stays a code."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from chassis.clock import MOSCOW
from contracts.journal import ActView, Erasure
from gateway import journal_texts as texts
from gateway.explaining.lines import Line
from gateway.explaining.table_file import written
from gateway.language import Language
from gateway.workbook import Sheets

_BOM = "\ufeff"


def workbook(rows: Sequence[ActView], reader: Language, most: int) -> bytes:
    """One sheet. Slow for many rows: call it in a thread."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        Sheets(book).table(texts.FILE_NAME[reader], texts.COLUMNS[reader], _lines(rows, reader, most))
    return target.getvalue()


def table(rows: Sequence[ActView], reader: Language, most: int) -> bytes:
    """`;`, UTF-8 with BOM: what spreadsheets here open by a click."""
    target = io.StringIO(_BOM, newline="")
    target.seek(0, io.SEEK_END)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(texts.COLUMNS[reader])
    writer.writerows([written(value, ",") for value in line] for line in _lines(rows, reader, most))
    return target.getvalue().encode()


def _lines(rows: Sequence[ActView], reader: Language, most: int) -> Iterator[Line]:
    for row in rows:
        yield _line(row, reader)
    if len(rows) >= most:
        yield (None, texts.CUT[reader].format(most=most))


def _line(row: ActView, reader: Language) -> Line:
    content = _erased(row.content_erased, reader)
    return (
        row.number,
        row.at.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M:%S"),
        texts.who_label(row, reader),
        ", ".join(row.roles),
        row.address,
        row.user_agent,
        texts.act_label(row.act, reader),
        row.act,
        texts.kind_label(row.object_kind, reader),
        content or row.object_title,
        row.object_id,
        row.organisation_name or (str(row.organisation_id) if row.organisation_id else None),
        content or _state(row.before),
        content or _state(row.after),
        row.trace_id,
        row.hash,
    )


def _erased(erasure: Erasure | None, reader: Language) -> str | None:
    return texts.ERASED[reader].format(ground=erasure.ground) if erasure else None


def _state(state: dict[str, Any] | None) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False)
