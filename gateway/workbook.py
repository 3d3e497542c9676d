"""The findings of a verdict as a workbook: a sheet for each class, every row and cell, and how to read it."""

import asyncio
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contracts.reports import LocatedFile
from contracts.verdict import Finding, Outcome, Severity, VerdictDocument
from gateway.explaining.lines import Value, cell_lines, repeated
from gateway.language import Language
from gateway.workbook_texts import BY_LANGUAGE, WorkbookTexts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WIDTHS = (8, 60)
_CELL_LIMIT = 32_767
_ROW_LIMIT = 1_048_576


async def build(located: LocatedFile, verdict: VerdictDocument, language: Language) -> bytes:
    """The workbook. It is put together in a thread: a large one takes seconds."""
    return await asyncio.to_thread(_build, located, verdict, BY_LANGUAGE[language])


def file_name(located: LocatedFile, language: Language) -> str:
    return f"{BY_LANGUAGE[language].file_stem} {located.form.code} {located.registration_number}.xlsx"


class Sheets:
    """Sheets with a frozen heading, filters and fitted columns."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._heading: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text: Format = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number: Format = book.add_format({"valign": "top", "num_format": "#,##0.################"})

    def table(self, name: str, heading: Sequence[str], lines: Iterable[Sequence[Value]]) -> None:
        """A sheet of `lines` under `heading`."""
        sheet = self._book.add_worksheet(name)
        widths = [len(title) for title in heading]
        for column, title in enumerate(heading):
            sheet.write_string(0, column, title, self._heading)
        last = 0
        for last, line in enumerate(_limited(lines), start=1):
            for column, value in enumerate(line):
                widths[column] = max(widths[column], self._write(sheet, last, column, value))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(heading) - 1)
        _fit(sheet, widths)

    def page(self, name: str, lines: Iterable[Sequence[Value]]) -> None:
        """A sheet to read from top to bottom, two columns wide."""
        sheet = self._book.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                self._write(sheet, row, column, value)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 90)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> int:
        """Write one value; returns the width it would like to have."""
        if value is None:
            return 0
        if isinstance(value, str):
            # Never `write`, which turns a text that starts with «=» into a formula.
            sheet.write_string(row, column, value[:_CELL_LIMIT], self._text)
            return max(map(len, value.split("\n")))
        sheet.write_number(row, column, value, self._number)
        return len(f"{value:,}") + 1


def _build(located: LocatedFile, verdict: VerdictDocument, texts: WorkbookTexts) -> bytes:
    target = io.BytesIO()
    repeats = repeated(located)
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheets = Sheets(book)
        for name, chosen in classes(verdict.findings, texts):
            if chosen or name == texts.fired:
                lines = (line for finding in chosen for line in cell_lines(finding, texts, repeats))
                sheets.table(name, texts.finding_columns, lines)
        if any(f.rows or f.not_evaluated_rows for f in verdict.findings):
            sheets.table(texts.rows, texts.row_columns, _rows(verdict.findings, texts))
        sheets.page(texts.how_to_read, _guide(located, verdict, texts))
    return target.getvalue()


def classes(findings: Sequence[Finding], texts: WorkbookTexts) -> list[tuple[str, list[Finding]]]:
    """Findings by class, errors first, each class with its name."""
    fired = [f for f in findings if f.outcome is Outcome.FIRED]
    return [
        (texts.fired, [f for f in fired if f.severity is Severity.ERROR]),
        (texts.warnings, [f for f in fired if f.severity is Severity.WARNING]),
        (texts.not_evaluable, [f for f in findings if f.outcome is Outcome.NOT_EVALUABLE]),
        (texts.not_applicable, [f for f in findings if f.outcome is Outcome.NOT_APPLICABLE]),
        (texts.held, [f for f in findings if f.outcome is Outcome.HELD]),
    ]


def _rows(findings: Iterable[Finding], texts: WorkbookTexts) -> Iterator[Sequence[Value]]:
    for finding in findings:
        for row in finding.rows:
            yield (finding.code, row.number, row.key, texts.row_at_fault)
        for row in finding.not_evaluated_rows:
            yield (finding.code, row.number, row.key, texts.row_not_evaluated)


def _guide(located: LocatedFile, verdict: VerdictDocument, texts: WorkbookTexts) -> Iterator[Sequence[Value]]:
    facts: tuple[Value, ...] = (
        f"{located.form.code} {located.form.title}",
        located.period.label,
        located.registration_number,
        located.file_name,
        texts.statuses[verdict.status],
        verdict.counts.fired,
        verdict.counts.not_evaluable,
    )
    yield from zip(texts.facts, facts, strict=True)
    yield ("",)
    for reason in verdict.reasons:
        yield (texts.reasons, reason.text)
    yield ("",)
    for sentence in texts.guide:
        yield ("", sentence)


def _limited(lines: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    for number, line in enumerate(lines, start=1):
        if number == _ROW_LIMIT:
            return
        yield line


def _fit(sheet: Worksheet, widths: Sequence[int]) -> None:
    least, most = _WIDTHS
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, least), most))
