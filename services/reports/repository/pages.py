"""The list of reports page by page, group after group, each along an index: constant questions, no sorting of all."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Select, Uuid, and_, bindparam, not_, or_, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.statuses import Cause, ReportStatus
from services.reports.domain.listing import Cursor, Group
from services.reports.domain.scope import Scope
from services.reports.repository.obligations import Listed, listed, listing
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

    @property
    def kinds(self) -> frozenset[str]:
        """Which filters there are: the question depends on it, and on nothing else of them."""
        given = {
            "own": self.scope.member_id,
            "year": self.year,
            "form": self.form,
            "status": self.status,
            "member": self.member,
        }
        return frozenset(kind for kind, value in given.items() if value is not None)


async def page(session: AsyncSession, filters: Filters, after: Cursor | None, limit: int) -> tuple[list[Listed], bool]:
    """At most `limit` rows after the cursor, and whether there are more."""
    wanted = limit + 1
    rows: list[Listed] = []
    for group in Group:
        if after is not None and group < after.group:
            continue
        statement = _statement(group, filters.kinds, after is not None and group == after.group)
        rows += await listed(session, statement, {**_values(filters, after), "wanted": wanted - len(rows)})
        if len(rows) == wanted:
            break
    return rows[:limit], len(rows) == wanted


@lru_cache(maxsize=1024)
def _statement(group: Group, kinds: frozenset[str], beyond: bool) -> Select[Any]:
    """The question of one group under filters of these kinds. Made once: to build it costs ten times what it takes."""
    statement = listing().where(*(_FILTERS[kind] for kind in sorted(kinds)), _in_group(group))
    if beyond:
        statement = statement.where(_beyond(group))
    return _ordered(statement, group).limit(bindparam("wanted", type_=Integer()))


def _values(filters: Filters, after: Cursor | None) -> dict[str, Any]:
    year = filters.year or 1
    return {
        "own": filters.scope.member_id,
        "today": filters.today,
        "soon": filters.soon,
        "first": date(year, 1, 1),
        "last": date(year, 12, 31),
        "form": filters.form,
        "status": filters.status,
        "member": filters.member,
        "after_due": after.due if after else None,
        "after_id": after.id if after else None,
    }


def group_of(row: ObligationRow, today: date, soon: date) -> Group:
    """The group in which the list shows a row; the same rule as `_in_group`."""
    if row.submitted_at is None and row.last_day <= soon:
        return Group.OVERDUE if row.last_day < today else Group.DUE_SOON
    mended = row.status == ReportStatus.ACCEPTED_WITH_ERRORS or row.cause == Cause.FILE
    return Group.TO_MEND if row.submitted_at is not None and mended else Group.REST


def _in_group(group: Group) -> ColumnElement[bool]:
    waiting, last_day = ObligationRow.submitted_at.is_(None), ObligationRow.last_day
    soon = and_(waiting, last_day <= bindparam("soon"))
    with_errors = ObligationRow.status == ReportStatus.ACCEPTED_WITH_ERRORS
    to_mend = and_(not_(waiting), or_(with_errors, ObligationRow.cause.is_not_distinct_from(Cause.FILE.value)))
    conditions = {
        Group.OVERDUE: and_(waiting, last_day < bindparam("today")),
        Group.DUE_SOON: and_(soon, last_day >= bindparam("today")),
        Group.TO_MEND: to_mend,
        Group.REST: and_(not_(soon), not_(to_mend)),
    }
    return conditions[group]


def _ordered(statement: Select[Any], group: Group) -> Select[Any]:
    if group is Group.REST:
        return statement.order_by(ObligationRow.last_day.desc(), ObligationRow.id.desc())
    return statement.order_by(ObligationRow.last_day, ObligationRow.id)


def _beyond(group: Group) -> ColumnElement[bool]:
    place = tuple_(ObligationRow.last_day, ObligationRow.id)
    last = tuple_(bindparam("after_due", type_=Date()), bindparam("after_id", type_=Uuid()))
    return place < last if group is Group.REST else place > last


# The filters by kind; the first is the organisation's own.
_FILTERS: dict[str, ColumnElement[bool]] = {
    "own": ObligationRow.member_id == bindparam("own"),
    "year": ObligationRow.ends_on.between(bindparam("first"), bindparam("last")),
    "form": ObligationRow.form_code == bindparam("form"),
    "status": ObligationRow.status == bindparam("status"),
    "member": ObligationRow.member_id == bindparam("member"),
}
