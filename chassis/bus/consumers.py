"""Durable pull consumers: a message becomes one transaction, is acked after its commit, and ends as a dead letter."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import perf_counter
from typing import Any

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError
from opentelemetry.trace import SpanKind
from pydantic import ValidationError

from chassis import telemetry
from chassis.bus import headers as h
from chassis.bus import streams
from chassis.bus.connection import Connection, PublishError
from chassis.bus.publishing import publish
from chassis.bus.watchdog import Watchdog
from contracts.base import Message
from contracts.registry import Consumer
from contracts.subjects import dead_letter

log = logging.getLogger(__name__)

# A fetch that is in flight while the broker restarts waits its whole time-out: keep it short and loop.
_FETCH_SECONDS = 1.0
_BATCH = 32
_PAUSE_SECONDS = 0.5

# Applies one event: (consumer name, message id, message). Returns after the commit; raising means «try again».
Apply = Callable[[str, str, Any], Awaitable[None]]
# Raises while `Apply` could only fail, whatever the event.
Ready = Callable[[], Awaitable[None]]


class EventConsumer:
    """Runs one durable consumer of one service."""

    def __init__(self, connection: Connection, consumer: Consumer, apply: Apply, ready: Ready) -> None:
        self._connection = connection
        self._consumer = consumer
        self._apply = apply
        self._ready = ready

    async def run(self, stopping: asyncio.Event) -> None:
        """Process messages until `stopping`; heals when the broker has lost the consumer. Raises StuckError."""
        while not stopping.is_set():
            try:
                await streams.declare_consumer(self._connection.jetstream, self._consumer)
                await self._pull(stopping)
            except (NatsError, JetStreamError, OSError) as error:
                log.warning("consumer %s: trying again: %r", self._consumer.name, error)
                await _pause(stopping)

    async def _pull(self, stopping: asyncio.Event) -> None:
        js = self._connection.jetstream
        subscription = await js.pull_subscribe_bind(self._consumer.name, self._consumer.event.stream)
        watchdog = Watchdog(self._connection, self._consumer)
        try:
            while not stopping.is_set():
                if not await self._is_ready():
                    await _pause(stopping)
                    continue
                try:
                    messages = await subscription.fetch(_BATCH, timeout=_FETCH_SECONDS)
                except TimeoutError:  # nothing came: nats-py's own, and at times the built-in one
                    await watchdog.empty()
                    continue
                watchdog.delivered()
                for message in messages:
                    await self._process(message)
        finally:
            with suppress(NatsError):
                await subscription.unsubscribe()

    async def _is_ready(self) -> bool:
        try:
            await self._ready()
        except Exception as error:
            # Deliveries are counted: an outage of minutes would make dead letters of events that are well.
            log.warning("consumer %s: waits, nothing is taken from the queue: %r", self._consumer.name, error)
            return False
        return True

    async def _process(self, message: Msg) -> None:
        started = perf_counter()
        headers = dict(message.headers or {})
        with telemetry.span(self._consumer.name, headers, SpanKind.CONSUMER):
            try:
                await self._apply(self._consumer.name, message_id(message), self._decode(message))
            except ValidationError:
                log.exception("consumer %s: a message cannot be read", self._consumer.name)
                await give_up(self._connection, self._consumer, message, "undecodable")
            except Exception as error:
                log.exception("consumer %s: delivery %d failed", self._consumer.name, deliveries(message))
                await self._retry_or_give_up(message, type(error).__name__)
            else:
                await message.ack()
        telemetry.message_seconds.record(perf_counter() - started, {"subject": message.subject})

    def _decode(self, message: Msg) -> Message:
        model: type[Message] = self._consumer.event.model
        return model.model_validate_json(message.data)

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


async def _pause(stopping: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), _PAUSE_SECONDS)


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
