"""Findings as CSV for spreadsheets: `;`, UTF-8 with BOM, every cell and row of the evidence.

A text of a member that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import asyncio
import csv
import io
from collections.abc import Iterator
from itertools import chain

from contracts.reports import LocatedFile
from contracts.spreadsheets import guarded
from contracts.verdict import VerdictDocument
from gateway.explaining.lines import Line, Value, cell_lines, repeated, row_lines
from gateway.language import Language
from gateway.workbook import classes
from gateway.workbook_texts import BY_LANGUAGE, WorkbookTexts

MEDIA_TYPE = "text/csv; charset=utf-8"
_BOM = "\ufeff"
_MARKS = {"ru": ",", "en": "."}


async def build(located: LocatedFile, verdict: VerdictDocument, language: Language) -> bytes:
    """The file, put together in a thread."""
    return await asyncio.to_thread(_build, located, verdict, language)


def _build(located: LocatedFile, verdict: VerdictDocument, language: Language) -> bytes:
    texts, mark = BY_LANGUAGE[language], _MARKS[language]
    target = io.StringIO(_BOM, newline="")
    target.seek(0, io.SEEK_END)
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow((texts.outcome, *texts.finding_columns))
    writer.writerows([written(value, mark) for value in line] for line in _lines(located, verdict, texts))
    return target.getvalue().encode()


def _lines(located: LocatedFile, verdict: VerdictDocument, texts: WorkbookTexts) -> Iterator[Line]:
    repeats = repeated(located)
    for name, findings in classes(verdict.findings, texts):
        for finding in findings:
            for line in chain(cell_lines(finding, texts, repeats), row_lines(finding, texts, repeats)):
                yield (name, *line)


def written(value: Value, mark: str) -> str:
    """A value as a field of CSV: no text begins as a formula would. `mark` stands before the decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    # `repr` of a number that came from at most 15 digits gives these digits back.
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text.replace(".", mark)
