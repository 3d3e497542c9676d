"""The composition root of the journal."""

import asyncio
import logging
from contextlib import suppress

from chassis.service import Platform
from services.journal import events, requests
from services.journal.settings import Settings
from services.journal.usecases import roots

log = logging.getLogger(__name__)

_SHORTEST_KEY = 16


async def build(platform: Platform[Settings]) -> None:
    """Register what the journal answers and enters, and the daily roots."""
    requests.register(platform)
    events.register(platform, key_of(platform.settings))
    _keep_roots(platform)


def key_of(settings: Settings) -> bytes:
    """The key that seals the chain. Raises ValueError where none was given: an unsealed chain would prove nothing."""
    key = settings.journal_key.get_secret_value()
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"KABINET_JOURNAL_KEY needs {_SHORTEST_KEY} characters or more")
    return key.encode()


def _keep_roots(platform: Platform[Settings]) -> None:
    async def keep(stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                await roots.write_due(platform.database, platform.storage)
            except Exception:
                # The store or the database is away: acts are entered all the same, and the day's root comes later.
                log.exception("a root of the journal could not be written, it is tried again")
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), platform.settings.journal_root_check_seconds)

    platform.background("roots", keep)
