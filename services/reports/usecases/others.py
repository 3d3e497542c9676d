"""The other reports that a rule set asks for, as they stand when a check is asked for: a part of its snapshot."""

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.forms import RuleSetRef
from contracts.validator import OtherReport, OtherReports
from services.reports.repository import others
from services.reports.repository.obligations import period_of
from services.reports.repository.others import Found
from services.reports.tables import ObligationRow
from services.reports.views import object_ref


async def named_by(session: AsyncSession, obligation: ObligationRow, rule_set: RuleSetRef | None) -> OtherReports:
    """Each is the last receipted version; what was not handed in is left out, and its triggers do not apply."""
    needs = rule_set.needs if rule_set is not None else None
    if needs is None or not (needs.previous or needs.year_ago or needs.forms):
        return OtherReports()
    member, form, period = obligation.member_id, obligation.form_code, period_of(obligation)
    before = await others.of_period(session, member, form, period.previous) if needs.previous else None
    last_year = await others.of_period(session, member, form, period.year_ago) if needs.year_ago else None
    # A form of its own kind for this date would be this very report.
    forms = [await others.of_day(session, member, code, period.end) for code in needs.forms if code != form]
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
