"""Entry points: events that messaging consumes."""

from collections.abc import Callable, Sequence

from chassis import clock, telemetry
from chassis.bus import Pace, Received
from chassis.database import UnitOfWork
from chassis.service import Platform
from contracts.access import InvitationIssued
from contracts.card_changes import CardChangeAnswered, CardChangeOpened
from contracts.disputes import DisputeAnswered, DisputeOpened
from contracts.registry import consumer
from contracts.reports import SubmissionChecked
from contracts.suspensions import SuspensionChanged
from services.messaging import invitation_texts, usecases
from services.messaging.domain.mail import next_digest
from services.messaging.invitation_repository import InvitationRepository
from services.messaging.settings import Settings

# A notice may come a moment after its verdict: on a busy evening many of them share a transaction.
_NOTICES = Pace(together=32, gather=0.25)


def register(platform: Platform[Settings], wake_sender: Callable[[], None], wake_inviter: Callable[[], None]) -> None:
    """Follow people and invitations, verdicts and disputes, and what members ask of the register."""

    async def tell_verdicts(uow: UnitOfWork, received: Sequence[Received[SubmissionChecked]]) -> None:
        digest_at = next_digest(clock.now(), platform.settings.digest_at, clock.MOSCOW)
        if await usecases.tell_verdicts(uow, received, digest_at):
            uow.after_commit(wake_sender)

    async def tell_dispute_opened(uow: UnitOfWork, event: DisputeOpened) -> None:
        await usecases.tell_dispute_opened(uow, event)
        uow.after_commit(wake_sender)

    async def tell_dispute_answered(uow: UnitOfWork, event: DisputeAnswered) -> None:
        await usecases.tell_dispute_answered(uow, event)
        uow.after_commit(wake_sender)

    async def tell_suspension(uow: UnitOfWork, event: SuspensionChanged) -> None:
        await usecases.tell_suspension(uow, event)
        uow.after_commit(wake_sender)

    async def tell_card_change_opened(uow: UnitOfWork, event: CardChangeOpened) -> None:
        await usecases.tell_card_change_opened(uow, event)
        uow.after_commit(wake_sender)

    async def tell_card_change_answered(uow: UnitOfWork, event: CardChangeAnswered) -> None:
        await usecases.tell_card_change_answered(uow, event)
        uow.after_commit(wake_sender)

    async def invite(uow: UnitOfWork, event: InvitationIssued) -> None:
        repository = InvitationRepository(uow.session)
        if await repository.put(event, invitation_texts.words(event), telemetry.inject()):
            uow.after_commit(wake_inviter)

    platform.consume(consumer("messaging_access_request_placed"), usecases.tell_access_request)
    platform.consume(consumer("messaging_invitation_issued"), invite)
    platform.consume(consumer("messaging_person_changed"), usecases.note_person)
    platform.consume_together(consumer("messaging_submission_checked"), tell_verdicts, _NOTICES)
    platform.consume(consumer("messaging_dispute_opened"), tell_dispute_opened)
    platform.consume(consumer("messaging_dispute_answered"), tell_dispute_answered)
    platform.consume(consumer("messaging_suspension_changed"), tell_suspension)
    platform.consume(consumer("messaging_card_change_opened"), tell_card_change_opened)
    platform.consume(consumer("messaging_card_change_answered"), tell_card_change_answered)
