"""Does a file fit the slot it was dropped on? By form, then period, then member."""

from dataclasses import dataclass

from contracts.periods import Period
from contracts.validator import ExpectedReport, Inspection


@dataclass(frozen=True)
class Misfit:
    """Why a file is not taken: a code of the error table, what was found, what the slot awaits."""

    code: str
    found: str
    expected: str


def misfit(inspection: Inspection, expected: ExpectedReport) -> Misfit | None:
    """None when the file fits. A file that names no ИНН is not refused for it: its verdict will tell."""
    if inspection.form != expected.form:
        return Misfit("wrong_form", inspection.form, expected.form)
    if not same_period(inspection.period, expected.period):
        return Misfit("wrong_period", inspection.period.label, expected.period.label)
    if inspection.inn is not None and inspection.inn != expected.inn:
        return Misfit("wrong_member", inspection.inn, expected.inn)
    return None


def same_period(one: Period, other: Period) -> bool:
    return (one.kind, one.start, one.end) == (other.kind, other.start, other.end)
