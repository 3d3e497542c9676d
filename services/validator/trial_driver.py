"""Hands the reports of running trials to the workers, a few chunks at a time.

Only some chunks of a trial are out at once, so a trial that is ended leaves little behind, and several take turns. The
listing is reports' own, a page a chunk; a shadow run's reports are those that were judged since it began. A chunk whose
result does not come is asked for again, once nothing waits in the queue; it is counted once, however often it is done.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from chassis import clock
from chassis.bus import Bus
from chassis.database import Database, UnitOfWork
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.forms import RuleSetNeeds
from contracts.registry import TRIALS
from contracts.snapshots import LIST_SNAPSHOTS, SnapshotPage, SnapshotQuery
from contracts.trials import TRIAL_REQUESTED, TrialChunk, TrialItems, TrialKind, TrialState
from services.validator.repository import trials
from services.validator.settings import Settings
from services.validator.tables import ChunkRow, TrialRow
from services.validator.usecases.publishing import BUCKET
from services.validator.usecases.rule_trials import finish

log = logging.getLogger(__name__)

_CHUNK = 25
_SWEPT_AFTER = timedelta(hours=1)


class TrialDriver:
    """Runs in every replica of the catalogue; a row's lock decides who hands out which chunk."""

    def __init__(self, database: Database, bus: Bus, storage: Storage, settings: Settings) -> None:
        self._database = database
        self._bus = bus
        self._storage = storage
        self._window = settings.trial_window
        self._every = settings.trial_poll_seconds
        self._overdue = timedelta(seconds=settings.trial_overdue_seconds)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to hand out."""
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Until `stopping`. What fails is tried again at the next round."""
        while not stopping.is_set():
            self._wake.clear()
            try:
                await self.round()
            except Exception:
                log.exception("trials: a round failed and is tried again")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._every)

    async def round(self) -> None:
        """Fill the window of every running trial, and end those that are through."""
        async with self._database.transaction(EVERYTHING) as uow:
            running = await trials.running(uow.session)
        for id in running:
            while await self._hand_out(id):
                pass
            await self._ask_again(id)
            await self._finish(id)
        await self.sweep()

    async def _hand_out(self, id: UUID) -> bool:
        """Whether a chunk went out: there may be another."""
        async with self._database.transaction(EVERYTHING) as uow:
            row = await trials.find(uow.session, id)
            if row is None or row.state != TrialState.RUNNING or row.listed:
                return False
            if await trials.in_flight(uow.session, id) >= self._window:
                return False
            waiting = await trials.waiting(uow.session, id, _CHUNK) if row.kind == TrialKind.SHADOW else ()
        if row.kind == TrialKind.SHADOW and not waiting:
            return False
        page = await self._page(row, tuple(waiting))
        if page is None:
            return False
        # The object first: a job must never name an object that is not there.
        items = await self._storage.put_bytes(BUCKET, TrialItems(items=page.items).model_dump_json().encode())
        async with self._database.transaction(EVERYTHING) as uow:
            return await self._keep(uow, row, page, items, tuple(waiting))

    async def _page(self, row: TrialRow, waiting: tuple[UUID, ...]) -> SnapshotPage | None:
        needs = RuleSetNeeds.model_validate(row.needs)
        query = SnapshotQuery(form=row.form_code, after=row.cursor, limit=_CHUNK, needs=needs)
        if row.kind == TrialKind.SHADOW:
            query = SnapshotQuery(submission_ids=waiting, needs=needs)
        try:
            return await self._bus.call(LIST_SNAPSHOTS, query)
        except ServiceError as error:
            log.warning("trials: reports does not tell what was handed in, trying again: %s", error.code)
            return None

    async def _keep(
        self, uow: UnitOfWork, seen: TrialRow, page: SnapshotPage, items: ObjectRef, waiting: tuple[UUID, ...]
    ) -> bool:
        row = await trials.lock(uow.session, seen.id)
        # Another replica was quicker, or the trial was ended meanwhile.
        if row is None or row.state != TrialState.RUNNING or (row.cursor, row.chunks) != (seen.cursor, seen.chunks):
            return False
        row.chunks += 1
        if row.kind == TrialKind.SHADOW:
            await trials.take(uow.session, row.id, waiting, row.chunks)
            row.total += len(page.items)
        else:
            row.cursor, row.listed, row.total = page.next, page.next is None, max(page.total, row.total)
        if page.items:
            document = ObjectRef.model_validate(row.document)
            await self._issue(
                uow,
                TrialChunk(trial_id=row.id, number=row.chunks, document=document, items=items, count=len(page.items)),
            )
        return True

    async def _issue(self, uow: UnitOfWork, chunk: TrialChunk) -> None:
        uow.session.add(
            ChunkRow(
                trial_id=chunk.trial_id,
                number=chunk.number,
                job=chunk.model_dump(mode="json"),
                count=chunk.count,
                issued_at=clock.now(),
            )
        )
        await uow.emit(TRIAL_REQUESTED, chunk)

    async def _ask_again(self, id: UUID) -> None:
        """The broker may have lost its store; while chunks wait there, they are only late."""
        async with self._database.transaction(EVERYTHING) as uow:
            if not await trials.overdue(uow.session, id, clock.now() - self._overdue):
                return
        try:
            if not (await self._bus.depth(TRIALS)).idle:
                return
        except ConnectionError as error:
            log.warning("trials: the queue cannot be looked at: %s", error)
            return
        async with self._database.transaction(EVERYTHING) as uow:
            await trials.lock(uow.session, id)
            for chunk in await trials.overdue(uow.session, id, clock.now() - self._overdue):
                chunk.issued_at = clock.now()
                await uow.emit(TRIAL_REQUESTED, TrialChunk.model_validate(chunk.job))

    async def _finish(self, id: UUID) -> None:
        async with self._database.transaction(EVERYTHING) as uow:
            row = await trials.lock(uow.session, id)
            if row is None or row.state != TrialState.RUNNING or not row.listed:
                return
            if await trials.in_flight(uow.session, id):
                return
            await finish(uow, row, clock.now())

    async def sweep(self) -> None:
        """Remove what the workers were handed, long after the trial is over: a late delivery may still read it."""
        async with self._database.transaction(EVERYTHING) as uow:
            row = await trials.unswept(uow.session, clock.now() - _SWEPT_AFTER)
            if row is None:
                return
            row.swept = True
            objects = [TrialChunk.model_validate(chunk.job).items for chunk in await trials.chunks(uow.session, row.id)]
        for ref in objects:
            await self._storage.remove(ref)
