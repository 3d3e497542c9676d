"""The other reports that a rule set asks for, as they stand when a check is asked for: a part of its snapshot."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.forms import RuleSetNeeds
from contracts.validator import OtherReport, OtherReports
from services.reports.repository import others
from services.reports.repository.obligations import period_of
from services.reports.repository.others import Found
from services.reports.tables import ObligationRow
from services.reports.views import object_ref


async def named_by(session: AsyncSession, obligation: ObligationRow, needs: Sequence[RuleSetNeeds]) -> OtherReports:
    """Each is the last receipted version; what was not handed in is left out, and its triggers do not apply.

    `needs` are those of every rule set that may judge the file: it tells only later of which edition it is.
    """
    member, form, period = obligation.member_id, obligation.form_code, period_of(obligation)
    before = last_year = None
    if any(one.previous for one in needs):
        before = await others.of_period(session, member, form, period.previous)
    if any(one.year_ago for one in needs):
        last_year = await others.of_period(session, member, form, period.year_ago)
    # A form of its own kind for this date would be this very report.
    codes = sorted({code for one in needs for code in one.forms} - {form})
    forms = [await others.of_day(session, member, code, period.end) for code in codes]
    return OtherReports(
        previous=_report(before) if before else None,
        year_ago=_report(last_year) if last_year else None,
        forms=tuple(_report(found) for found in forms if found),
    )


def _report(found: Found) -> OtherReport:
    obligation, row = found
    return OtherReport(
        submission_id=row.id,
        object=object_ref(row),
        file_name=row.file_name,
        form=obligation.form_code,
        period=period_of(obligation),
    )
