"""Opening periods: one obligation for each member that owes the form."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.forms import FormInfo
from contracts.identity import Identity
from contracts.journal_acts import Act
from contracts.members import MemberCard, MemberStatus
from contracts.periods import Period, period_of
from contracts.reports import OpenedPeriod, OpenPeriod
from contracts.terms import WorkingCalendar, YearNotLoadedError
from services.reports.repository import obligations, read_models
from services.reports.tables import PeriodRow
from services.reports.usecases import announce, objects
from services.reports.views import period_view


async def open_period(uow: UnitOfWork, request: OpenPeriod, who: Identity, now: datetime) -> OpenedPeriod:
    """Open a period, or open it for more members; a repeat changes nothing.

    Raises ServiceError `unknown_form`, `year_not_loaded`, `invalid` (no such period, members not in force).
    """
    await obligations.take_turn(uow.session)
    form = await read_models.form(uow.session, request.form)
    if form is None:
        raise ServiceError("unknown_form", {"form": request.form})
    period = _period(request, form)
    row = PeriodRow(
        id=uuid4(),
        form_code=form.code,
        kind=period.kind,
        starts_on=period.start,
        ends_on=period.end,
        due_date=request.due_date or await _counted(uow.session, form, period),
        everyone=request.members is None,
        opened_at=now,
        opened_by=who.person_id,
    )
    opened = await obligations.put_period(uow.session, row)
    added = await _oblige(uow, opened, form, await _obliged(uow.session, request.members))
    facts = {"due_date": opened.due_date, "everyone": opened.everyone, "obligations": added}
    uow.record(Act.PERIOD_OPENED, objects.period(opened), after=facts)
    return OpenedPeriod(form=form.code, period=period_view(period), due_date=opened.due_date, opened=added)


async def oblige_newcomer(uow: UnitOfWork, card: MemberCard) -> None:
    """A member in force owes every period of everyone's whose term had not ended when it was included."""
    if card.status is not MemberStatus.MEMBER:
        return
    for period in await obligations.periods_of_everyone(uow.session, card.included_on):
        form = await read_models.form(uow.session, period.form_code)
        if form is None:
            raise LookupError(f"period {period.id} is of the unknown form {period.form_code}")
        await _oblige(uow, period, form, [card.id])


async def _oblige(uow: UnitOfWork, period: PeriodRow, form: FormInfo, members: Sequence[UUID]) -> int:
    added = await obligations.add_obligations(uow.session, period, members)
    for row in added:
        await announce.obligation_opened(uow, row, form)
    return len(added)


def _period(request: OpenPeriod, form: FormInfo) -> Period:
    if request.kind is not form.period_kind:
        raise _wrong("kind", "period_kind")
    try:
        return period_of(request.kind, request.year, request.number)
    except ValueError as error:
        raise _wrong("number", "period_number") from error


async def _counted(session: AsyncSession, form: FormInfo, period: Period) -> date:
    try:
        return WorkingCalendar(await read_models.working_years(session)).end_of_term(period.end, form.due)
    except YearNotLoadedError as error:
        raise ServiceError("year_not_loaded", {"year": error.year}) from error


async def _obliged(session: AsyncSession, named: Sequence[UUID] | None) -> Sequence[UUID]:
    if named is None:
        return await read_models.members_in_force(session)
    if set(named) != await read_models.known_members(session, named):
        raise _wrong("members", "not_in_force")
    return sorted(set(named))


def _wrong(field: str, code: str) -> ServiceError:
    return ServiceError("invalid", fields=(field_error(field, code),))
