"""The watchdog of a pull: work that waits while nothing is delivered means that this process has lost its way."""

from time import monotonic

from chassis.bus.connection import Connection
from contracts.registry import Consumer

_LOOK_SECONDS = 5.0
_STUCK_SECONDS = 30.0


class StuckError(Exception):
    """Messages wait and none comes: nothing but a fresh process is known to help. It ends this one."""


class Watchdog:
    """Told of every pull. A broker that answers, has work and delivers none for 30 seconds raises StuckError."""

    def __init__(self, connection: Connection, consumer: Consumer, stuck_seconds: float = _STUCK_SECONDS) -> None:
        self._connection = connection
        self._consumer = consumer
        self._stuck_seconds = stuck_seconds
        self._look_seconds = min(_LOOK_SECONDS, stuck_seconds / 3)
        self._looked_at = monotonic()
        self._waiting_since: float | None = None

    def delivered(self) -> None:
        """A pull brought something."""
        self._waiting_since = None
        self._looked_at = monotonic()

    async def empty(self) -> None:
        """A pull brought nothing. Raises StuckError, and nats' errors when the broker cannot tell what waits."""
        now = monotonic()
        if now - self._looked_at < self._look_seconds:
            return
        self._looked_at = now
        if not await self._work_waits():
            self._waiting_since = None
        elif self._waiting_since is None:
            self._waiting_since = now
        elif now - self._waiting_since >= self._stuck_seconds:
            raise StuckError(f"{self._consumer.name}: work waits and none is delivered")

    async def _work_waits(self) -> bool:
        stream, name = self._consumer.event.stream, self._consumer.name
        info = await self._connection.jetstream.consumer_info(stream, name)
        # With as many in hand as may be, the broker rightly holds the rest back.
        return bool(info.num_pending) and (info.num_ack_pending or 0) < self._consumer.max_ack_pending
