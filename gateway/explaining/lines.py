"""Findings as lines of a table: what the workbook and the CSV file have in common."""

import re
from collections.abc import Iterator, Mapping, Sequence

from contracts.reports import LocatedFile
from contracts.verdict import Finding, FindingCell, FindingRow
from gateway.workbook_texts import WorkbookTexts

# Text, or a number that a spreadsheet holds exactly.
Value = str | int | float | None
Line = Sequence[Value]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
# A spreadsheet keeps 15 significant digits; longer amounts would silently change.
_EXACT_DIGITS = 15
_NO_CELL = FindingCell(path="")


def exact_number(text: str) -> Value:
    """`text` as a number when it is one that a spreadsheet holds exactly, else as it is: `0420846` is no amount."""
    digits = sum(character.isdigit() for character in text)
    return float(text) if _NUMBER.fullmatch(text) and digits <= _EXACT_DIGITS else text


def repeated(located: LocatedFile) -> dict[str, int]:
    """In how many earlier periods on end a trigger fired, by its code."""
    return {repeat.code: repeat.periods for repeat in located.repeats}


def cell_lines(finding: Finding, texts: WorkbookTexts, repeats: Mapping[str, int]) -> Iterator[Line]:
    """One line for each cell of a finding, so that filters and sorting keep what belongs together."""
    for cell in finding.cells or (_NO_CELL,):
        yield _line(finding, cell, texts, repeats)


def row_lines(finding: Finding, texts: WorkbookTexts, repeats: Mapping[str, int]) -> Iterator[Line]:
    """The rows at fault that no cell of the evidence names, a line each."""
    named = {cell.row for cell in finding.cells}
    for row in finding.rows:
        if row.number not in named:
            yield _line(finding, _cell_of(row), texts, repeats)


def _cell_of(row: FindingRow) -> FindingCell:
    return FindingCell(path="", row=row.number, row_key=row.key)


def _line(finding: Finding, cell: FindingCell, texts: WorkbookTexts, repeats: Mapping[str, int]) -> Line:
    """In the order of `WorkbookTexts.finding_columns`. Codes, labels and formulas stay text whatever they look like."""
    periods = repeats.get(finding.code)
    return (
        finding.code,
        finding.title,
        finding.message,
        cell.section,
        cell.form_line,
        cell.column,
        cell.label or cell.path or None,
        cell.row,
        cell.row_key,
        _amount(cell.value),
        _amount(finding.expected),
        _amount(finding.difference),
        _amount(cell.suggested),
        _amount(finding.left),
        _amount(finding.right),
        finding.hint,
        texts.causes[finding.cause] if finding.cause else None,
        finding.source,
        finding.formula,
        finding.formula_filled,
        finding.element,
        cell.line,
        None if periods is None else periods + 1,
    )


def _amount(text: str | None) -> Value:
    return None if text is None else exact_number(text)
