"""What a crash left in the bucket of pre-checks: nothing there is anybody's, so that it is deleted, not put aside."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from chassis import clock
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.prechecks import BUCKET
from services.reports.settings import Settings

log = logging.getLogger(__name__)


class Leftovers:
    """Runs in every replica; two at once do no harm, for an object that is gone is no error."""

    def __init__(self, storage: Storage, settings: Settings) -> None:
        self._storage = storage
        self._kept = timedelta(seconds=settings.precheck_kept_seconds)
        self._every = settings.precheck_sweep_every

    async def run(self, stopping: asyncio.Event) -> None:
        """Until `stopping`. A store that is away is tried again at the next round."""
        while not stopping.is_set():
            try:
                await self.delete(clock.now())
            except Exception:
                log.exception("what pre-checks left behind could not be deleted, it is tried again")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), self._every)

    async def delete(self, now: datetime) -> int:
        """Delete what is older than any answer could be; returns how many objects."""
        old = [found for found in await self._storage.list(BUCKET) if found.modified < now - self._kept]
        for left in old:
            await self._storage.remove(ObjectRef(bucket=BUCKET, key=left.key, sha256="", size=left.size))
        if old:
            log.warning("%d objects of pre-checks had been left behind and were deleted", len(old))
        return len(old)
