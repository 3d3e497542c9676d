"""Entry points: what auth learns from the others."""

from chassis.database import UnitOfWork
from contracts.access import InvitationUndelivered
from contracts.calendar import WorkingDaysPublished
from contracts.members import MemberCard
from services.auth.repository import working_days
from services.auth.usecases import invitations, organisations


async def member_changed(uow: UnitOfWork, card: MemberCard) -> None:
    await organisations.note(uow, card)


async def working_days_published(uow: UnitOfWork, table: WorkingDaysPublished) -> None:
    await working_days.put(uow.session, table)


async def invitation_undelivered(uow: UnitOfWork, event: InvitationUndelivered) -> None:
    await invitations.note_undelivered(uow, event)
