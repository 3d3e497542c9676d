"""The list of reports page by page, group after group, each along an index: constant questions, no sorting of all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, not_, or_, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.statuses import Cause, ReportStatus
from services.reports.domain.listing import Cursor, Group
from services.reports.domain.scope import Scope
from services.reports.repository.obligations import Listed, listed, listing, within
from services.reports.tables import ObligationRow


@dataclass(frozen=True)
class Filters:
    scope: Scope
    today: date
    soon: date
    year: int | None = None
    form: str | None = None
    status: ReportStatus | None = None
    member: UUID | None = None


async def page(session: AsyncSession, filters: Filters, after: Cursor | None, limit: int) -> tuple[list[Listed], bool]:
    """At most `limit` rows after the cursor, and whether there are more."""
    wanted = limit + 1
    rows: list[Listed] = []
    for group in Group:
        if after is not None and group < after.group:
            continue
        statement = _ordered(listing().where(*_chosen(filters), _in_group(group, filters)), group)
        if after is not None and group == after.group:
            statement = statement.where(_beyond(after))
        rows += await listed(session, statement.limit(wanted - len(rows)))
        if len(rows) == wanted:
            break
    return rows[:limit], len(rows) == wanted


def group_of(row: ObligationRow, today: date, soon: date) -> Group:
    """The group in which the list shows a row; the same rule as `_in_group`."""
    if row.submitted_at is None and row.last_day <= soon:
        return Group.OVERDUE if row.last_day < today else Group.DUE_SOON
    mended = row.status == ReportStatus.ACCEPTED_WITH_ERRORS or row.cause == Cause.FILE
    return Group.TO_MEND if row.submitted_at is not None and mended else Group.REST


def _in_group(group: Group, filters: Filters) -> ColumnElement[bool]:
    waiting, last_day = ObligationRow.submitted_at.is_(None), ObligationRow.last_day
    soon = and_(waiting, last_day <= filters.soon)
    with_errors = ObligationRow.status == ReportStatus.ACCEPTED_WITH_ERRORS
    to_mend = and_(not_(waiting), or_(with_errors, ObligationRow.cause.is_not_distinct_from(Cause.FILE.value)))
    conditions = {
        Group.OVERDUE: and_(waiting, last_day < filters.today),
        Group.DUE_SOON: and_(soon, last_day >= filters.today),
        Group.TO_MEND: to_mend,
        Group.REST: and_(not_(soon), not_(to_mend)),
    }
    return conditions[group]


def _ordered(statement: Select[tuple[object, ...]], group: Group) -> Select[tuple[object, ...]]:
    if group is Group.REST:
        return statement.order_by(ObligationRow.last_day.desc(), ObligationRow.id.desc())
    return statement.order_by(ObligationRow.last_day, ObligationRow.id)


def _beyond(after: Cursor) -> ColumnElement[bool]:
    place = tuple_(ObligationRow.last_day, ObligationRow.id)
    last = (after.due, after.id)
    return place < last if after.group is Group.REST else place > last


def _chosen(filters: Filters) -> list[ColumnElement[bool]]:
    chosen = [within(filters.scope)]
    if filters.year is not None:
        chosen.append(ObligationRow.ends_on.between(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    if filters.form is not None:
        chosen.append(ObligationRow.form_code == filters.form)
    if filters.status is not None:
        chosen.append(ObligationRow.status == filters.status)
    if filters.member is not None:
        chosen.append(ObligationRow.member_id == filters.member)
    return chosen
