"""What other services announce of what they own, kept here so that no receipt waits for them."""

from chassis import clock
from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from contracts.calendar import WorkingDaysPublished
from contracts.forms import FormInfo
from contracts.members import MemberCard
from contracts.terms import WorkingCalendar
from services.reports.domain.timeliness import deemed_received
from services.reports.repository import journals, obligations, read_models
from services.reports.usecases import repairs
from services.reports.usecases.periods import oblige_newcomer


async def keep_form(uow: UnitOfWork, form: FormInfo) -> None:
    """What a rule could not judge is checked again when it would be judged by another rule set now."""
    if await read_models.put_form(uow.session, form):
        await repairs.after_publishing(uow, form, clock.now())


async def keep_member(uow: UnitOfWork, card: MemberCard) -> None:
    """A member that joined, or came back, owes the periods that are open."""
    await obligations.take_turn(uow.session)
    if await read_models.put_member(uow.session, card):
        await oblige_newcomer(uow, card)


async def keep_working_days(uow: UnitOfWork, table: WorkingDaysPublished) -> None:
    """A date that could not be counted for want of a year is counted now; dates once counted stay."""
    if not await read_models.put_working_days(uow.session, table):
        return
    calendar, after = WorkingCalendar(table.years), None
    while rows := await journals.undated(uow.session, after):
        for row in rows:
            row.deemed_received_on = deemed_received(moscow_date(row.received_at), calendar)
        await uow.session.flush()
        after = rows[-1].id
