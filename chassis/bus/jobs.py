"""Jobs, for a worker that has no database: fetch what there are free slots for, settle each by hand."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.client import JetStreamContext
from nats.js.errors import Error as JetStreamError
from opentelemetry.trace import Span, SpanKind

from chassis import telemetry
from chassis.bus import streams
from chassis.bus.connection import Connection
from chassis.bus.consumers import deliveries, give_up
from chassis.bus.watchdog import Watchdog
from contracts.base import M
from contracts.registry import Consumer

log = logging.getLogger(__name__)

_FETCH_SECONDS = 1.0
_PAUSE_SECONDS = 0.5
# Half of the time after which the broker would hand the job to another worker.
_PROGRESS_SHARE = 0.5


class Delivery(Generic[M]):
    """One delivery of a job. It must be settled once: `done`, `retry` or `give_up`."""

    def __init__(self, connection: Connection, consumer: Consumer, message: Msg) -> None:
        self._connection = connection
        self._consumer = consumer
        self._message = message

    @property
    def number(self) -> int:
        """1 for the first delivery."""
        return deliveries(self._message)

    @property
    def is_last(self) -> bool:
        """No delivery follows: the file is not opened again, the system verdict is written."""
        return self.number >= self._consumer.max_deliver

    def decode(self) -> M:
        """The job. Raises pydantic's ValidationError."""
        model: type[M] = self._consumer.event.model
        return model.model_validate_json(self._message.data)

    @contextmanager
    def span(self, name: str) -> Iterator[Span]:
        """A span that continues the trace of whoever asked for the job."""
        with telemetry.span(name, dict(self._message.headers or {}), SpanKind.CONSUMER) as span:
            yield span

    async def done(self) -> None:
        """Settle the job, and wait for the broker's word: a plain ack while disconnected would vanish unnoticed."""
        try:
            await self._message.ack_sync(timeout=5)
        except (NatsError, JetStreamError) as error:
            log.warning("job: the ack was not confirmed, it will come again: %s", error or type(error).__name__)

    async def retry(self, delay: float) -> None:
        """Hand the job back; it comes again after `delay` seconds."""
        with suppress(NatsError):
            await self._message.nak(delay=delay)

    async def give_up(self, reason: str) -> None:
        """Write the dead letter and terminate the job."""
        await give_up(self._connection, self._consumer, self._message, reason)

    async def keep_alive(self) -> None:
        """Tell the broker that the work goes on, until cancelled."""
        while True:
            await asyncio.sleep(self._consumer.ack_wait * _PROGRESS_SHARE)
            with suppress(NatsError):
                await self._message.in_progress()


class Jobs(Generic[M]):
    """The pull side of one durable work queue."""

    def __init__(self, connection: Connection, consumer: Consumer) -> None:
        self._connection = connection
        self._consumer = consumer
        self._subscription: JetStreamContext.PullSubscription | None = None
        self._watchdog = Watchdog(connection, consumer)

    async def fetch(self, free_slots: int) -> Sequence[Delivery[M]]:
        """At most `free_slots` jobs, waiting up to a second for the first; heals when the broker lost the queue.

        Raises StuckError.
        """
        try:
            if self._subscription is None:
                js = self._connection.jetstream
                await streams.declare_consumer(js, self._consumer)
                self._subscription = await js.pull_subscribe_bind(self._consumer.name, self._consumer.event.stream)
            messages = await self._pull(self._subscription, free_slots)
        except TimeoutError:
            return []
        except (NatsError, JetStreamError, OSError) as error:
            log.warning("jobs: trying again: %r", error)
            await self.close()
            await asyncio.sleep(_PAUSE_SECONDS)
            return []
        return [Delivery(self._connection, self._consumer, message) for message in messages]

    async def _pull(self, subscription: JetStreamContext.PullSubscription, free_slots: int) -> list[Msg]:
        try:
            messages = await subscription.fetch(free_slots, timeout=_FETCH_SECONDS)
        except TimeoutError:  # nothing came: nats-py's own, and at times the built-in one
            await self._watchdog.empty()
            raise
        self._watchdog.delivered()
        return messages

    async def close(self) -> None:
        """Stop pulling; jobs in hand can still be settled."""
        if self._subscription is not None:
            with suppress(NatsError):
                await self._subscription.unsubscribe()
            self._subscription = None
