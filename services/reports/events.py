"""Entry points of events: each runs through the inbox, in one transaction with its effects."""

from collections.abc import Sequence
from datetime import timedelta

from chassis import clock
from chassis.bus import Received
from chassis.database import UnitOfWork
from contracts.validator import ValidationFinished
from services.reports.usecases import verdicts


class Events:
    """Verdicts. The copies of what others own need nothing but their use cases."""

    def __init__(self, pauses: Sequence[timedelta]) -> None:
        self._pauses = pauses

    async def validations_finished(self, uow: UnitOfWork, finished: Sequence[Received[ValidationFinished]]) -> None:
        await verdicts.enter_all(uow, finished, self._pauses, clock.now())
