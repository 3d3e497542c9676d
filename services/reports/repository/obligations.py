"""Periods and obligations: opening, finding within a scope, locking."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, Uuid, any_, bindparam, select, text, true
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.forms import FormInfo
from contracts.members import MemberCard
from contracts.periods import Period, PeriodKind
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear
from services.reports.domain.scope import Scope
from services.reports.tables import (
    REGISTRATION_SERIAL,
    FormRow,
    MemberRow,
    ObligationRow,
    PeriodRow,
    SubmissionRow,
    WorkingDaysRow,
)

Json = dict[str, Any]

# Statements of the way of an upload are made once: to build and to look up one costs more than to run it.
_ONE_WITHIN = (
    ObligationRow.id == bindparam("id"),
    bindparam("member_id", type_=Uuid()).is_(None) | (ObligationRow.member_id == bindparam("member_id")),
)
_FIND = (
    select(ObligationRow, FormRow.info, MemberRow.card, select(WorkingDaysRow.years).scalar_subquery())
    .join(MemberRow, MemberRow.id == ObligationRow.member_id)
    .join(FormRow, FormRow.code == ObligationRow.form_code)
    .where(*_ONE_WITHIN)
)
_LOCK = select(ObligationRow).where(ObligationRow.id == bindparam("id")).with_for_update()
_FRESH = {"populate_existing": True}
_LOCK_AND_NUMBER = _LOCK.add_columns(REGISTRATION_SERIAL.next_value())
_OF_SUBMISSIONS = select(SubmissionRow.obligation_id).where(
    SubmissionRow.id == any_(bindparam("submissions", type_=ARRAY(Uuid())))
)
_LOCK_ALL_OF = (
    select(ObligationRow)
    .where(ObligationRow.id.in_(_OF_SUBMISSIONS))
    .order_by(ObligationRow.id)
    .with_for_update(of=ObligationRow)
)
_TURN = text("SELECT pg_advisory_xact_lock(hashtext('reports.obligations'))")


@dataclass(frozen=True)
class Listed:
    """An obligation with what its view needs: no second question per row."""

    row: ObligationRow
    member_name: str
    member_inn: str
    form_title: str
    accepts: str
    file_types: Sequence[str]
    counts: Json | None
    reasons: Sequence[Json]


def period_of(row: ObligationRow) -> Period:
    return Period(kind=PeriodKind(row.period_kind), start=row.starts_on, end=row.ends_on)


def within(scope: Scope) -> ColumnElement[bool]:
    """The organisation filter."""
    return true() if scope.member_id is None else ObligationRow.member_id == scope.member_id


async def take_turn(session: AsyncSession) -> None:
    """Openings of periods and arrivals of members take turns: side by side, neither would see the other."""
    await session.execute(_TURN)


async def put_period(session: AsyncSession, period: PeriodRow) -> PeriodRow:
    """Open a period, or find it open: the due date of the first opening stays, `everyone` may only widen."""
    values = {column.name: getattr(period, column.name) for column in PeriodRow.__table__.columns}
    new = insert(PeriodRow).values(**values)
    statement = new.on_conflict_do_update(
        index_elements=[PeriodRow.form_code, PeriodRow.kind, PeriodRow.starts_on],
        set_={"everyone": PeriodRow.everyone | new.excluded.everyone},
    ).returning(PeriodRow)
    return (await session.scalars(statement, execution_options={"populate_existing": True})).one()


async def periods_of_everyone(session: AsyncSession, owed_on: date) -> Sequence[PeriodRow]:
    """Periods that every member owes and that were not over, with their term, before `owed_on`."""
    owed = PeriodRow.everyone & (PeriodRow.due_date >= owed_on)
    return (await session.scalars(select(PeriodRow).where(owed).order_by(PeriodRow.ends_on))).all()


async def add_obligations(session: AsyncSession, period: PeriodRow, members: Iterable[UUID]) -> Sequence[ObligationRow]:
    """Those that did not exist before. A repeat, or another replica's, adds nothing."""
    rows = [
        {
            "id": uuid4(),
            "member_id": member,
            "form_code": period.form_code,
            "period_kind": period.kind,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
            "ordinal": 1,
            "due_date": period.due_date,
            "status": ReportStatus.NOT_SUBMITTED,
            "submissions_count": 0,
            "revision": 1,
        }
        for member in members
    ]
    if not rows:
        return ()
    statement = insert(ObligationRow).on_conflict_do_nothing().returning(ObligationRow)
    return (await session.scalars(statement, rows)).all()


@dataclass(frozen=True)
class Context:
    """An obligation with all that a check of it depends on."""

    row: ObligationRow
    form: FormInfo
    card: MemberCard
    years: tuple[WorkingYear, ...]


async def find(session: AsyncSession, scope: Scope, obligation_id: UUID) -> Context | None:
    """In one question: an upload is waiting for it."""
    found = (await session.execute(_FIND, {"id": obligation_id, "member_id": scope.member_id})).one_or_none()
    if found is None:
        return None
    row, info, card, loaded = found
    known = tuple(WorkingYear.model_validate(year) for year in loaded or ())
    return Context(row, FormInfo.model_validate(info), MemberCard.model_validate(card), known)


async def lock(session: AsyncSession, obligation_id: UUID) -> ObligationRow:
    """The row, locked until the end of the transaction: uploads and verdicts of one obligation take turns."""
    return (await session.scalars(_LOCK, {"id": obligation_id}, execution_options=_FRESH)).one()


async def lock_for_upload(session: AsyncSession, obligation_id: UUID) -> tuple[ObligationRow, int]:
    """The row, locked and outside the session (`writing.take_upload` writes it), and the next registration serial.

    The serial comes from a sequence: uploads for different reports do not queue behind one counter row.
    """
    row, serial = (await session.execute(_LOCK_AND_NUMBER, {"id": obligation_id})).one()
    session.expunge(row)
    return row, serial


async def lock_all_of(session: AsyncSession, submissions: Collection[UUID]) -> dict[UUID, ObligationRow]:
    """The obligations of these submissions by their ids, locked in one order and outside the session."""
    rows = (await session.scalars(_LOCK_ALL_OF, {"submissions": list(submissions)})).all()
    for row in rows:
        session.expunge(row)
    return {row.id: row for row in rows}


async def fitting(
    session: AsyncSession, scope: Scope, form: str, period: Period, inn: str | None
) -> ObligationRow | None:
    """The obligation within `scope` that a file of this form, period and ИНН answers."""
    of_member = true() if inn is None else MemberRow.inn == inn
    statement = (
        select(ObligationRow)
        .join(MemberRow, MemberRow.id == ObligationRow.member_id)
        .where(
            within(scope),
            of_member,
            ObligationRow.form_code == form,
            ObligationRow.period_kind == period.kind,
            ObligationRow.starts_on == period.start,
            ObligationRow.ends_on == period.end,
        )
        .order_by(ObligationRow.ordinal)
        .limit(2 if inn is None and scope.member_id is None else 1)
    )
    found = (await session.scalars(statement)).all()
    # Staff with a file that names no ИНН: several members owe such a report, and none may be guessed.
    return found[0] if len(found) == 1 else None


def listing() -> Select[Any]:
    """Obligations with all that a view needs; read it with `listed`."""
    return (
        select(
            ObligationRow,
            MemberRow.name,
            MemberRow.inn,
            FormRow.info["title"].astext,
            FormRow.info["accepts"].astext,
            FormRow.info["file_types"],
            SubmissionRow.counts,
            SubmissionRow.reasons,
        )
        .join(MemberRow, MemberRow.id == ObligationRow.member_id)
        .join(FormRow, FormRow.code == ObligationRow.form_code)
        .outerjoin(SubmissionRow, SubmissionRow.id == ObligationRow.current_submission_id)
    )


async def listed(session: AsyncSession, statement: Select[Any], values: dict[str, Any]) -> list[Listed]:
    found = await session.execute(statement, values)
    return [
        Listed(row, member_name, inn, title, accepts, file_types, counts, reasons or ())
        for row, member_name, inn, title, accepts, file_types, counts, reasons in found
    ]


@cache
def _described() -> Select[Any]:
    return listing().where(*_ONE_WITHIN)


async def describe(session: AsyncSession, scope: Scope, obligation_id: UUID) -> Listed | None:
    found = await listed(session, _described(), {"id": obligation_id, "member_id": scope.member_id})
    return found[0] if found else None
