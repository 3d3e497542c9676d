"""What a file says of itself against what the slot awaits, and the slot that it fits instead."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.errors import ServiceError
from contracts.identity import Identity
from contracts.reports import Recognised
from contracts.validator import ExpectedReport, Inspection
from services.reports.domain.fitting import Misfit, misfit
from services.reports.repository import obligations, read_models
from services.reports.tables import ObligationRow
from services.reports.usecases import access


async def check_fit(session: AsyncSession, who: Identity, inspection: Inspection, expected: ExpectedReport) -> None:
    """Raises ServiceError `wrong_form`, `wrong_period`, `wrong_member` with the report that the file fits, if any."""
    found = misfit(inspection, expected)
    if found is None:
        return
    other = await fitting(session, who, inspection)
    raise refusal(found, other)


def refusal(found: Misfit, other: ObligationRow | None) -> ServiceError:
    words = {"found": found.found, "expected": found.expected}
    return ServiceError(found.code, words, data={**words, "suggested_report_id": str(other.id) if other else None})


def of_no_known_form(refused: ServiceError, awaited: ExpectedReport) -> ServiceError:
    """The validator's own `wrong_form` names every form that it knows; here one is awaited.

    Other formats and versions keep their words, and other refusals stay as they are.
    """
    if refused.code != "wrong_form":
        return refused
    found, expected = (refused.params.get(name, "") for name in ("found", "expected"))
    of_many = awaited.form in expected.split(", ")
    return refusal(Misfit("wrong_form", found, awaited.form if of_many else expected), None)


async def fitting(session: AsyncSession, who: Identity, inspection: Inspection) -> ObligationRow | None:
    """The obligation that the file answers: a member's own (if the ИНН is its own), for staff that of its ИНН."""
    scope = access.scope(who)
    return await obligations.fitting(session, scope, inspection.form, inspection.period, inspection.inn)


def check_period_over(period_end: date, label: str, today: date) -> None:
    """A report is taken from the day after its period. Raises ServiceError `not_yet_due`."""
    if period_end >= today:
        first_day = period_end + timedelta(days=1)
        raise ServiceError("not_yet_due", {"period": label, "from": f"{first_day:%d.%m.%Y}"})


async def recognise(session: AsyncSession, who: Identity, inspection: Inspection) -> Recognised:
    """Which of the reports that this person may see the file fits."""
    row = await fitting(session, who, inspection)
    form = await read_models.form(session, inspection.form)
    return Recognised(
        report_id=row.id if row is not None else None,
        inspection=inspection,
        form_title=form.title if form is not None else None,
        period_label=inspection.period.label,
    )
