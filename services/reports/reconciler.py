"""The reconciler: what has been «На проверке» for too long is asked for again; failures are re-checked.

PostgreSQL holds the truth and a queue can be refilled from it. It waits for an idle queue, or for a submission that is
older than ten minutes: otherwise a burst would be sent twice. A repeat bears a new message id (the stream's own
de-duplication must let it through) and the same attempt (so that a second verdict is absorbed).
"""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from chassis import clock
from chassis.bus import Bus
from chassis.database import Database
from chassis.reach import EVERYTHING
from contracts import validator
from contracts.registry import WORKERS, consumer
from services.reports.repository import waiting, wanted
from services.reports.settings import Settings
from services.reports.usecases import rechecks, repairs

log = logging.getLogger(__name__)

_VERDICTS = consumer("reports_validation_finished")


class Reconciler:
    """Runs in every replica; only one of them works at a time."""

    def __init__(self, database: Database, bus: Bus, settings: Settings) -> None:
        self._database = database
        self._bus = bus
        self._every = settings.reconcile_every
        self._after = timedelta(seconds=settings.reconcile_after)
        self._repair_batch = settings.repair_batch
        self._busy_after = timedelta(seconds=settings.reconcile_busy_after)

    async def run(self, stopping: asyncio.Event) -> None:
        """Until `stopping`. A database or broker that is away is tried again at the next round."""
        while not stopping.is_set():
            try:
                await self.reissue(clock.now())
                await self.recheck(clock.now())
                await self.repair(clock.now())
            except Exception:
                log.exception("the reconciler failed and tries again")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), self._every)

    async def reissue(self, now: datetime) -> int:
        """Ask again for what has waited too long; returns how many jobs were sent out."""
        try:
            idle = await self._idle()
        except ConnectionError as error:
            # Nothing would be gained: what is asked for now would wait in the outbox beside what waits there already.
            log.warning("the queue cannot be looked at: %s", error)
            return 0
        async with self._database.transaction(EVERYTHING) as uow:
            if not await waiting.take_turn(uow.session):
                return 0
            waited = self._after if idle else self._busy_after
            stuck = await waiting.stuck(uow.session, now - waited)
            for row, job in stuck:
                row.issued_at = now
                await uow.emit(validator.VALIDATION_REQUESTED, job)
                log.warning("submission %s has no verdict yet, attempt %d is asked for again", row.id, row.attempt)
        return len(stuck)

    async def recheck(self, now: datetime) -> int:
        """Start the re-checks that are due after failures on our side; returns how many."""
        async with self._database.transaction(EVERYTHING) as uow:
            due = await waiting.due_for_recheck(uow.session, now)
        started = 0
        for submission_id in due:
            async with self._database.transaction(EVERYTHING) as uow:
                started += await rechecks.by_itself(uow, submission_id, now)
        return started

    async def repair(self, now: datetime) -> int:
        """Start some of the re-checks that are wanted after mending, while no live upload waits; returns how many.

        A live upload that comes next waits behind one such handful at most, hundreds of them notwithstanding.
        """
        async with self._database.transaction(EVERYTHING) as uow:
            await repairs.after_outage(uow, now)
            due = await wanted.next_wanted(uow.session, self._repair_batch)
        if not due or not await self._seen_idle():
            return 0
        started = 0
        for submission_id in due:
            async with self._database.transaction(EVERYTHING) as uow:
                started += await repairs.start(uow, submission_id, now)
        return started

    async def _seen_idle(self) -> bool:
        try:
            return await self._idle()
        except ConnectionError as error:
            # What is asked for while the broker is away would wait in the outbox in front of what comes meanwhile.
            log.warning("the queue cannot be looked at: %s", error)
            return False

    async def _idle(self) -> bool:
        """Whether nothing waits or is worked on: jobs to be sent, files to be judged, verdicts to be entered.

        In the order in which a report passes these places: looked at the other way round, one that moves on meanwhile
        would be seen in none of them.
        """
        async with self._database.transaction(EVERYTHING) as uow:
            unsent = await waiting.unsent(uow.session, validator.VALIDATION_REQUESTED.subject)
        depths = [await self._bus.depth(watched) for watched in (WORKERS, _VERDICTS)]
        return unsent == 0 and all(depth.pending == 0 and depth.in_flight == 0 for depth in depths)
