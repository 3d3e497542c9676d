"""Entry points of events: each runs through the inbox, in one transaction with its effects."""

from collections.abc import Sequence
from datetime import timedelta

from chassis import clock
from chassis.bus import Received
from chassis.database import UnitOfWork
from contracts.suspensions import SuspensionChanged
from contracts.validator import ValidationFinished
from services.reports.usecases import repairs, verdicts


class Events:
    """Verdicts. The copies of what others own need nothing but their use cases."""

    def __init__(self, pauses: Sequence[timedelta]) -> None:
        self._pauses = pauses

    async def suspension_changed(self, uow: UnitOfWork, event: SuspensionChanged) -> None:
        await repairs.suspension_changed(uow, event, clock.now())

    async def validations_finished(self, uow: UnitOfWork, finished: Sequence[Received[ValidationFinished]]) -> None:
        await verdicts.enter_all(uow, finished, self._pauses, clock.now())
