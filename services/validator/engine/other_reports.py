"""Other reports of the member that formulas look at: `ПРОШЛЫЙ`, `ГОДНАЗАД`, `ФОРМА`."""

from __future__ import annotations

from typing import Final

from contracts.statuses import Cause
from services.validator.domain.forms import Form
from services.validator.domain.other_reports import OtherReport
from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.plan import Plan
from services.validator.engine.texts import OTHER_REPORTS
from services.validator.reader import Document, Refusal, read_document, unpack
from services.validator.reader.recognise import identify, read_stated_period
from services.validator.reader.refusals import refuse

NO_OTHER: Final = {
    "previous": NotApplied("no_previous"),
    "year_ago": NotApplied("no_year_ago"),
    "form": NotApplied("no_other_form"),
}


def read_other(key: str, report: OtherReport, form: Form | None, plan: Plan) -> Index | Trouble:
    """Its columns. A file that can't be read, or is not what its slot awaited, is the member's to mend; an object that
    is lost is nobody's fault, and asked for again."""
    if report.missing is not None:
        return Trouble(f"other_report_{report.missing}", Cause.SYSTEM, value=title_of(key, report))
    try:
        document = read_document(unpack(report.data, report.file_name).data)
        _check(document, key, report, form)
    except Refusal as refusal:
        return Trouble("other_report_unreadable", Cause.FILE, value=f"{title_of(key, report)}: {refusal.text}")
    return Index(plan, document.root)


def title_of(key: str, report: OtherReport) -> str:
    """The report as messages call it."""
    kind, _, code = key.partition(":")
    if kind != "form" and report.period is not None:
        return OTHER_REPORTS["period"].format(period=report.period.label)
    return OTHER_REPORTS[kind].format(form=code)


def _check(document: Document, key: str, report: OtherReport, form: Form | None) -> None:
    """Not by the form's patterns: a report of last year may well be of last year's version."""
    found, awaited = identify(document).code, report.form or key.partition(":")[2]
    if found is not None and awaited.isdigit() and found != awaited:
        raise refuse("wrong_form", found=found, expected=awaited)
    if form is None or key.startswith("form:") or report.period is None:
        return
    period = read_stated_period(document, form)
    if period is not None and (period.start, period.end) != (report.period.start, report.period.end):
        raise refuse("wrong_period", found=period.label, expected=report.period.label)
