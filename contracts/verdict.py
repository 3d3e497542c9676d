"""The stored verdict: what the worker writes into the bucket `verdicts` (JSON), and what findings are shown from."""

from enum import StrEnum

from pydantic import Field

from contracts.base import Message
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason


class Outcome(StrEnum):
    HELD = "held"
    FIRED = "fired"
    NOT_EVALUABLE = "not_evaluable"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class FindingCell(Message):
    """A cell of the report that took part: its path, the label of the official form, the raw value, its line.

    `section`, `form_line` and `column` are those of the official form; `row` counts the rows of its table from 1.
    """

    path: str
    label: str | None = None
    value: str | None = None
    line: int | None = None
    section: str | None = None
    form_line: str | None = None
    column: str | None = None
    row: int | None = None
    row_key: str | None = None
    suggested: str | None = Field(default=None, description="the value that would satisfy the equation, others as is")
    elsewhere: bool = Field(default=False, description="of another report of the member: not to be mended in this one")


class FindingRow(Message):
    """A row at fault: its number from 1, and its key where the form names one."""

    number: int
    key: str | None = None


class Finding(Message):
    """What one trigger found in one report. Amounts are normalised decimals as text, never binary numbers."""

    code: str
    title: str
    outcome: Outcome
    severity: Severity
    cause: Cause | None = None
    element: str | None = None
    message: str | None = None
    hint: str | None = None
    source: str | None = None
    formula: str
    formula_filled: str | None = None
    left: str | None = None
    right: str | None = None
    difference: str | None = None
    expected: str | None = None
    cells: tuple[FindingCell, ...] = ()
    rows: tuple[FindingRow, ...] = ()
    not_evaluated_rows: tuple[FindingRow, ...] = ()
    rows_left_out: int = Field(default=0, description="of `rows`: more at fault than one verdict holds")


class StructureRemark(Message):
    """An element that the form has and the file lacks, or the other way round. It changes no status.

    `line`: where an unknown element stands first, or the element that lacks one; `expected`: what was awaited there.
    """

    code: str
    text: str
    element: str | None = None
    label: str | None = None
    line: int | None = None
    expected: str | None = None
    count: int = 1


class VerdictDocument(Message):
    """The whole verdict. `findings` are sorted by code; `remarks` are at most a hundred, in the order of the form."""

    status: ReportStatus
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()
    remarks: tuple[StructureRemark, ...] = ()
