"""A verdict to show: two errors, a warning, one that could not be checked, one that did not apply."""

from datetime import UTC, date, datetime
from uuid import uuid4

from contracts.base import ObjectRef
from contracts.periods import PeriodKind
from contracts.reports import FormTitle, LocatedFile, PeriodView, Repeat
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason
from contracts.verdict import Finding, FindingCell, FindingRow, Outcome, Severity, VerdictDocument


def finding(
    code: str, outcome: Outcome = Outcome.FIRED, severity: Severity = Severity.ERROR, **more: object
) -> Finding:
    fields = {"code": code, "title": f"Проверка {code}", "outcome": outcome, "severity": severity, "formula": "=A1+B1"}
    return Finding.model_validate({**fields, **more})


def stored(sha256: str = "ab" * 32) -> ObjectRef:
    return ObjectRef(bucket="verdicts", key=uuid4().hex, sha256=sha256, size=1)


def located(verdict: ObjectRef | None = None) -> LocatedFile:
    return LocatedFile(
        original=stored(),
        file_name="отчет.xtdd",
        verdict=verdict,
        form=FormTitle(code="0420846", title="Отчет о деятельности"),
        period=PeriodView(
            kind=PeriodKind.QUARTER, start=date(2026, 7, 1), end=date(2026, 9, 30), label="III квартал 2026 года"
        ),
        registration_number="ВХ-2026-000017",
        version=2,
        received_at=datetime(2026, 10, 7, 20, 41, 7, tzinfo=UTC),
        repeats=(Repeat(code="T01", periods=2),),
    )


CELLS = (
    FindingCell(path="Раздел1.Код", label="Раздел 1, строка 1, код", value="0420846", line=12),
    FindingCell(
        path="Раздел1.Сумма",
        label="Сумма, тыс. руб.",
        value="1250.50",
        line=13,
        section="Раздел 1",
        form_line="1",
        column="3",
        row=7,
        row_key="7.1",
        suggested="1247",
    ),
    FindingCell(path="Раздел1.Итог", value="12345678901234567890.12", line=None),
)

VERDICT = VerdictDocument(
    status=ReportStatus.CHECK_FAILED,
    counts=Counts(held=10, fired=3, warnings=1, not_evaluable=1, not_applicable=1),
    reasons=(Reason(code="absent", cause=Cause.FILE, text="В файле нет раздела 3"),),
    findings=(
        finding("T01", cells=CELLS, left="1250.50", right="-3", difference="1253.50", message="=HYPERLINK(1)"),
        finding("T02", rows=tuple(FindingRow(number=n, key=f"0{n}") for n in range(1, 31))),
        finding("T03", severity=Severity.WARNING),
        finding("T04", Outcome.NOT_EVALUABLE, cause=Cause.FILE),
        finding("T05", Outcome.NOT_APPLICABLE),
    ),
)
