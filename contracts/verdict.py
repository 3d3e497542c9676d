"""The stored verdict: what the worker writes into the bucket `verdicts` (JSON), and what findings are shown from."""

from enum import StrEnum

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
    """A cell of the report that took part: its path, the label of the official form, the raw value, its line."""

    path: str
    label: str | None = None
    value: str | None = None
    line: int | None = None


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


class VerdictDocument(Message):
    """The whole verdict. `findings` are sorted by code."""

    status: ReportStatus
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()
