"""Entry points: events that messaging consumes."""

from collections.abc import Callable, Sequence

from chassis import clock
from chassis.bus import Pace, Received
from chassis.database import UnitOfWork
from chassis.service import Platform
from contracts.card_changes import CardChangeAnswered, CardChangeOpened
from contracts.disputes import DisputeAnswered, DisputeOpened
from contracts.registry import consumer
from contracts.reports import SubmissionChecked
from services.messaging import usecases
from services.messaging.domain.mail import next_digest
from services.messaging.settings import Settings

# A notice may come a moment after its verdict: on a busy evening many of them share a transaction.
_NOTICES = Pace(together=32, gather=0.25)


def register(platform: Platform[Settings], wake_sender: Callable[[], None]) -> None:
    """Follow the people whom auth knows, verdicts and disputes of reports, and what members ask of the register."""

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

    async def tell_card_change_opened(uow: UnitOfWork, event: CardChangeOpened) -> None:
        await usecases.tell_card_change_opened(uow, event)
        uow.after_commit(wake_sender)

    async def tell_card_change_answered(uow: UnitOfWork, event: CardChangeAnswered) -> None:
        await usecases.tell_card_change_answered(uow, event)
        uow.after_commit(wake_sender)

    platform.consume(consumer("messaging_person_changed"), usecases.note_person)
    platform.consume_together(consumer("messaging_submission_checked"), tell_verdicts, _NOTICES)
    platform.consume(consumer("messaging_dispute_opened"), tell_dispute_opened)
    platform.consume(consumer("messaging_dispute_answered"), tell_dispute_answered)
    platform.consume(consumer("messaging_card_change_opened"), tell_card_change_opened)
    platform.consume(consumer("messaging_card_change_answered"), tell_card_change_answered)
