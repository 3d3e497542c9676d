"""Durable pull consumers: a message becomes one transaction, is acked after its commit, and ends as a dead letter."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Any, Generic

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError
from opentelemetry.trace import Span, SpanKind, use_span
from pydantic import ValidationError

from chassis import telemetry
from chassis.bus import headers as h
from chassis.bus import streams
from chassis.bus.connection import Connection, PublishError
from chassis.bus.publishing import publish
from chassis.bus.watchdog import Watchdog
from contracts.base import M, Message
from contracts.registry import Consumer
from contracts.subjects import dead_letter

log = logging.getLogger(__name__)

# A fetch that is in flight while the broker restarts waits its whole time-out: keep it short and loop.
_FETCH_SECONDS = 1.0
_BATCH = 32
_PAUSE_SECONDS = 0.5

# Nothing new is learnt by asking again at once: a fetch right after a commit needs no look at the database.
_READY_FOR_SECONDS = 1.0


@dataclass(frozen=True)
class Received(Generic[M]):
    """One message of a batch. `id` is the sender's."""

    id: str
    message: M
    span: Span

    @contextmanager
    def traced(self) -> Iterator[None]:
        """What is emitted in the block belongs to the trace of this message."""
        with use_span(self.span):
            yield


# Applies events of a consumer of that name, all or none. Returns after the commit; raising means «try again».
Apply = Callable[[str, Sequence[Received[Any]]], Awaitable[None]]
# Raises while `Apply` could only fail, whatever the event.
Ready = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Pace:
    """How many messages may share a transaction, and how long (seconds) to let them gather after each batch."""

    together: int = 1
    gather: float = 0.0


class EventConsumer:
    """Runs one durable consumer of one service."""

    def __init__(
        self, connection: Connection, consumer: Consumer, apply: Apply, ready: Ready, pace: Pace | None = None
    ) -> None:
        self._connection = connection
        self._consumer = consumer
        self._apply = apply
        self._ready = ready
        self._pace = pace or Pace()
        self._ready_until = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Process messages until `stopping`; heals when the broker has lost the consumer. Raises StuckError."""
        while not stopping.is_set():
            try:
                await streams.declare_consumer(self._connection.jetstream, self._consumer)
                await self._pull(stopping)
            except (NatsError, JetStreamError, OSError) as error:
                log.warning("consumer %s: trying again: %r", self._consumer.name, error)
                await _pause(stopping, _PAUSE_SECONDS)

    async def _pull(self, stopping: asyncio.Event) -> None:
        js = self._connection.jetstream
        subscription = await js.pull_subscribe_bind(self._consumer.name, self._consumer.event.stream)
        watchdog = Watchdog(self._connection, self._consumer)
        try:
            while not stopping.is_set():
                if not await self._is_ready():
                    await _pause(stopping, _PAUSE_SECONDS)
                    continue
                try:
                    messages = await subscription.fetch(_BATCH, timeout=_FETCH_SECONDS)
                except TimeoutError:  # nothing came: nats-py's own, and at times the built-in one
                    await watchdog.empty()
                    continue
                watchdog.delivered()
                for first in range(0, len(messages), self._pace.together):
                    await self._process(messages[first : first + self._pace.together])
                if self._pace.gather:
                    await _pause(stopping, self._pace.gather)
        finally:
            with suppress(NatsError):
                await subscription.unsubscribe()

    async def _is_ready(self) -> bool:
        if monotonic() < self._ready_until:
            return True
        try:
            await self._ready()
        except Exception as error:
            # Deliveries are counted: an outage of minutes would make dead letters of events that are well.
            log.warning("consumer %s: waits, nothing is taken from the queue: %r", self._consumer.name, error)
            return False
        return True

    async def _process(self, messages: Sequence[Msg]) -> None:
        if len(messages) > 1 and await self._process_together(messages):
            return
        for message in messages:
            await self._process_one(message)

    async def _process_together(self, messages: Sequence[Msg]) -> bool:
        """Whether all of them could be applied at once; if not, nothing has happened yet."""
        started = perf_counter()
        spans = [telemetry.begin(self._consumer.name, message.headers or {}, SpanKind.CONSUMER) for message in messages]
        try:
            batch = [self._received(message, span) for message, span in zip(messages, spans, strict=True)]
            await self._apply(self._consumer.name, batch)
        except Exception as error:
            # One of them is at fault, and only that one may be delivered again for it.
            log.warning("consumer %s: %d messages one by one: %r", self._consumer.name, len(messages), error)
            return False
        finally:
            for span in spans:
                span.end()
        for message in messages:
            await message.ack()
        self._applied(started, messages)
        return True

    async def _process_one(self, message: Msg) -> None:
        started = perf_counter()
        headers = dict(message.headers or {})
        with telemetry.span(self._consumer.name, headers, SpanKind.CONSUMER) as span:
            try:
                await self._apply(self._consumer.name, [self._received(message, span)])
            except ValidationError:
                log.exception("consumer %s: a message cannot be read", self._consumer.name)
                await give_up(self._connection, self._consumer, message, "undecodable")
            except Exception as error:
                self._ready_until = 0.0
                log.exception("consumer %s: delivery %d failed", self._consumer.name, deliveries(message))
                await self._retry_or_give_up(message, type(error).__name__)
            else:
                await message.ack()
                self._applied(started, [message])

    def _applied(self, started: float, messages: Sequence[Msg]) -> None:
        self._ready_until = monotonic() + _READY_FOR_SECONDS
        for message in messages:
            telemetry.message_seconds.record(perf_counter() - started, {"subject": message.subject})

    def _received(self, message: Msg, span: Span) -> Received[Message]:
        model: type[Message] = self._consumer.event.model
        return Received(message_id(message), model.model_validate_json(message.data), span)

    async def _retry_or_give_up(self, message: Msg, reason: str) -> None:
        if deliveries(message) >= self._consumer.max_deliver:
            await give_up(self._connection, self._consumer, message, reason)
        else:
            await message.nak(delay=min(0.2 * 2 ** deliveries(message), 30))


async def give_up(connection: Connection, consumer: Consumer, message: Msg, reason: str) -> None:
    """Write the dead letter, then terminate: after `max_deliver` the broker itself would only send an advisory."""
    name = consumer.name
    headers = {
        **dict(message.headers or {}),
        # By its place: one that was sent back and failed again is a new letter, which the broker must not drop.
        h.MESSAGE_ID: f"dead-{name}-{_place(message)}",
        h.ORIGINAL_ID: message_id(message),
        h.DEAD_SUBJECT: message.subject,
        h.DEAD_CONSUMER: name,
        h.DEAD_REASON: reason,
    }
    while True:
        try:
            await publish(connection, dead_letter(consumer.owner, name), message.data, headers)
            break
        except PublishError:
            # There is no further delivery: without its dead letter the message would vanish from sight.
            log.exception("consumer %s: the dead letter could not be written, trying again", name)
            with suppress(NatsError):
                await message.in_progress()
            await asyncio.sleep(_PAUSE_SECONDS)
    telemetry.dead_letters.add(1, {"consumer": name})
    await message.term()


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)


def deliveries(message: Msg) -> int:
    """How many times the message has been delivered, this time included."""
    return int(message.metadata.num_delivered)


def message_id(message: Msg) -> str:
    """The sender's message id, or the place in the stream where there is none."""
    for name in (h.ORIGINAL_ID, h.MESSAGE_ID):
        if message.headers and name in message.headers:
            return str(message.headers[name])
    return _place(message)


def _place(message: Msg) -> str:
    return f"{message.metadata.stream}:{message.metadata.sequence.stream}"
