"""Entry points of events that the catalogue consumes: each through the inbox, in one transaction with its effects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from chassis import clock
from chassis.bus import Pace, Received
from chassis.database import UnitOfWork
from contracts.disputes import DisputeAnswered, DisputeKind, DisputeOpened
from contracts.trials import ChunkFinished
from contracts.validator import ValidationFinished
from services.validator.repository import disputes
from services.validator.trial_driver import TrialDriver
from services.validator.usecases import outcomes, rule_trials, suspensions

# The health of triggers may be a moment old: on a busy evening many verdicts share a transaction.
VERDICTS: Final = Pace(together=32, gather=0.25)


@dataclass(frozen=True)
class Events:
    """`of_doubtful`: members in whose reports a trigger must prove broken where a file alone could bring it about."""

    driver: TrialDriver
    of_doubtful: int

    async def verdicts(self, uow: UnitOfWork, received: Sequence[Received[ValidationFinished]]) -> None:
        # In one order, whatever came first: two catalogues may each hold verdicts of the same reports.
        for one in sorted(received, key=lambda one: (str(one.message.obligation_id), one.message.attempt)):
            with one.traced():
                await self.validation_finished(uow, one.message)

    async def validation_finished(self, uow: UnitOfWork, finished: ValidationFinished) -> None:
        if await outcomes.enter(uow, finished):
            await suspensions.judge_rules(uow, finished, self.of_doubtful, clock.now())
            await rule_trials.cast_shadows(uow, finished)

    async def chunk_finished(self, uow: UnitOfWork, finished: ChunkFinished) -> None:
        await rule_trials.count_chunk(uow, finished, clock.now())
        self.driver.wake()

    async def dispute_opened(self, uow: UnitOfWork, opened: DisputeOpened) -> None:
        if opened.kind is DisputeKind.DISPUTE:
            await disputes.keep(uow.session, opened, None)

    async def dispute_answered(self, uow: UnitOfWork, answered: DisputeAnswered) -> None:
        if answered.kind is DisputeKind.DISPUTE:
            await disputes.keep(uow.session, answered, answered.outcome)
