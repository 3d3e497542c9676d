"""Housekeeping of objects: an upload without a row goes to quarantine after a day and is deleted a month later.

`python -m services.reports sweep`, from cron or by hand. A row never lacks its object (the object is written first), so
an object without a row belongs to an upload that was never accepted. It is copied before it is removed: a run that is
broken off in between leaves two copies, never none.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from chassis import clock, logs
from chassis.database import Database
from chassis.reach import EVERYTHING
from chassis.storage import Storage, StoredObject
from contracts.base import ObjectRef
from services.reports.repository import journals
from services.reports.settings import Settings
from services.reports.tables import QuarantineRow

log = logging.getLogger(__name__)

UPLOADS = "uploads"
QUARANTINE = "quarantine"
_BATCH = 500


@dataclass(frozen=True)
class Swept:
    """What one run did."""

    moved: int
    deleted: int


def sweep(arguments: list[str]) -> int:
    """The command line: no arguments; settings from the environment."""
    settings = Settings()
    logs.configure("reports", settings.log_level)
    if arguments:
        log.error("sweep takes no arguments")
        return 2
    done = asyncio.run(_run(settings))
    log.info("swept: %d moved to quarantine, %d deleted from it", done.moved, done.deleted)
    return 0


async def _run(settings: Settings) -> Swept:
    database, storage = Database(settings.database_url, settings.database_pool), Storage(settings)
    sweeper = Sweeper(database, storage, settings)
    try:
        return await sweeper.run(clock.now())
    finally:
        storage.close()
        await database.close()


class Sweeper:
    """Moves and deletes. Two at once do no harm: the second finds the objects gone."""

    def __init__(self, database: Database, storage: Storage, settings: Settings, bucket: str = UPLOADS) -> None:
        self._database = database
        self._storage = storage
        self._bucket = bucket
        self._after = timedelta(hours=settings.sweep_after_hours)
        self._keep = timedelta(days=settings.quarantine_days)

    async def run(self, now: datetime) -> Swept:
        await self._storage.ensure_bucket(QUARANTINE)
        orphans = await self._orphans(now)
        for orphan in orphans:
            await self._move(orphan, now)
        return Swept(len(orphans), await self._delete_old(now))

    async def _orphans(self, now: datetime) -> list[StoredObject]:
        """Objects that are old enough not to be under way, and that no submission holds."""
        listed = [found for found in await self._storage.list(self._bucket) if found.modified < now - self._after]
        orphans = []
        for batch in _batches(listed):
            async with self._database.transaction(EVERYTHING) as uow:
                known = await journals.known_keys(uow.session, [found.key for found in batch])
            orphans += [found for found in batch if found.key not in known]
        return orphans

    async def _move(self, orphan: StoredObject, now: datetime) -> None:
        source = ObjectRef(bucket=self._bucket, key=orphan.key, sha256="", size=orphan.size)
        copy = await self._storage.put(QUARANTINE, self._storage.stream(source), limit=orphan.size)
        row = QuarantineRow(id=uuid4(), original_key=orphan.key, object=copy.model_dump(mode="json"), moved_at=now)
        async with self._database.transaction(EVERYTHING) as uow:
            uow.session.add(row)
        await self._storage.remove(source)
        log.info("object %s had no row and lies in quarantine as %s", orphan.key, copy.key)

    async def _delete_old(self, now: datetime) -> int:
        async with self._database.transaction(EVERYTHING) as uow:
            old = await journals.quarantined_before(uow.session, now - self._keep)
        for row in old:
            await self._storage.remove(ObjectRef.model_validate(row.object))
            async with self._database.transaction(EVERYTHING) as uow:
                await journals.mark_deleted(uow.session, row.id, now)
        return len(old)


def _batches(items: Sequence[StoredObject]) -> Iterator[Sequence[StoredObject]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
