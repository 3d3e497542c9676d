"""Entry points: what auth learns from the others."""

from chassis.database import UnitOfWork
from contracts.members import MemberCard
from services.auth.usecases import organisations


async def member_changed(uow: UnitOfWork, card: MemberCard) -> None:
    await organisations.note(uow, card)
