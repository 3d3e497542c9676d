"""Entry points: acts of every service, and the names of organisations."""

from collections.abc import Sequence

from chassis.bus import Pace, Received
from chassis.database import UnitOfWork
from chassis.service import Platform
from contracts.journal import ACT_EVENTS, ActRecorded
from contracts.registry import consumer
from services.journal.settings import Settings
from services.journal.usecases import entering

# The head of the chain is one row: on a busy evening many acts share its lock and a transaction.
_ACTS = Pace(together=64, gather=0.1)


def register(platform: Platform[Settings], key: bytes) -> None:
    """Enter what the services record."""

    async def enter(uow: UnitOfWork, received: Sequence[Received[ActRecorded]]) -> None:
        await entering.enter(uow, received, key)

    for service in ACT_EVENTS:
        platform.consume_together(consumer(f"journal_{service}_acts"), enter, _ACTS)
    platform.consume(consumer("journal_member_changed"), entering.note_member)
    platform.consume(consumer("journal_person_changed"), entering.note_person)
