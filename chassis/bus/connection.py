"""One connection to NATS: quick to notice a dead broker, endless in trying again, loud about forbidden subjects."""

import asyncio
import logging
from collections.abc import Callable
from functools import cached_property

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from chassis.settings import ServiceSettings

log = logging.getLogger(__name__)

# nats-py says «time-out» for a dead, paused, full or forbidden broker alike.
PUBLISH_SECONDS = 5.0
_RECONNECT_SECONDS = 0.2


class PublishError(Exception):
    """The broker did not confirm a message. It may have been stored all the same: repeats must be harmless."""


class Connection:
    """The connection of one process, with what happened to it."""

    def __init__(self) -> None:
        self.client = Client()
        self.forbidden: str | None = None
        self.closed = asyncio.Event()
        self._reconnected: list[Callable[[], None]] = []

    @cached_property
    def jetstream(self) -> JetStreamContext:
        return self.client.jetstream(timeout=PUBLISH_SECONDS, publish_async_max_pending=4096)

    async def settle(self) -> None:
        """Return once the broker has taken in every subscription made so far. Raises nats' errors."""
        # nats-py writes the ping of a flush ahead of what waits to be sent: only the second one comes after it.
        await self.client.flush()
        await self.client.flush()

    def away_since(self) -> int | None:
        """None while connected; else which break of the connection this is: nothing has left since it began."""
        return None if self.client.is_connected else int(self.client.stats["reconnects"])

    def on_reconnect(self, listener: Callable[[], None]) -> None:
        self._reconnected.append(listener)

    async def open(self, service: str, settings: ServiceSettings) -> None:
        """Connect, waiting for the broker as long as it takes."""
        await self.client.connect(
            settings.nats_url,
            name=service,
            nkeys_seed_str=settings.nats_seed.get_secret_value() or None,
            # Its own prefix: no other service can listen to the replies.
            inbox_prefix=inbox_prefix(settings.nats_user or service),
            connect_timeout=2,
            ping_interval=5,
            max_outstanding_pings=2,
            max_reconnect_attempts=-1,
            # Without a pause a dead broker costs a core, and its error thousands of lines a second.
            reconnect_time_wait=_RECONNECT_SECONDS,  # type: ignore[arg-type]  # it is only ever slept
            error_cb=self._on_error,
            disconnected_cb=self._on_disconnect,
            reconnected_cb=self._on_reconnect,
            closed_cb=self._on_close,
        )

    def check(self) -> None:
        """Raise when the process should not be called ready."""
        if not self.client.is_connected:
            raise ConnectionError("not connected to NATS")
        if self.forbidden:
            raise PermissionError(self.forbidden)

    async def _on_error(self, error: Exception) -> None:
        # A forbidden request looks like a time-out to its caller; only here is the reason told.
        if "permissions violation" in str(error).lower():
            self.forbidden = str(error)
        log.error("nats: %s", error or type(error).__name__)

    async def _on_disconnect(self) -> None:
        log.warning("nats: disconnected")

    async def _on_reconnect(self) -> None:
        log.warning("nats: connected again")
        for listener in self._reconnected:
            listener()

    async def _on_close(self) -> None:
        self.closed.set()


def inbox_prefix(user: str) -> bytes:
    return f"_INBOX_{user}".encode()


__all__ = ["PUBLISH_SECONDS", "Connection", "NatsError", "PublishError", "inbox_prefix"]
