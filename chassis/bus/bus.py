"""The bus of one process: everything that a service may do with NATS."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nats.aio.msg import Msg
from pydantic import ValidationError

from chassis import telemetry
from chassis.bus import streams
from chassis.bus.connection import Connection, NatsError
from chassis.bus.consumers import Apply, EventConsumer, Pace, Ready, log
from chassis.bus.headers import MESSAGE_ID
from chassis.bus.jobs import Jobs
from chassis.bus.publishing import publish
from chassis.bus.requests import Handler, RequestServer, ask
from chassis.identity import TokenVerifier
from chassis.settings import ServiceSettings
from contracts.auth import LIST_SIGNING_KEYS, NoQuestion, SigningKeys
from contracts.base import A, Event, M, Q, Rpc
from contracts.registry import Consumer, Stream


@dataclass(frozen=True)
class Depth:
    """How much work stands: `pending` not yet delivered, `in_flight` delivered and not settled."""

    pending: int
    in_flight: int

    @property
    def idle(self) -> bool:
        return self.pending == 0 and self.in_flight == 0


class Bus:
    """Requests, events and jobs. Built once a process by `chassis.service`."""

    def __init__(self, service: str, settings: ServiceSettings) -> None:
        self._service = service
        self._settings = settings
        self._connection = Connection()
        self.tokens = TokenVerifier(self._signing_keys)
        self._requests = RequestServer(self._connection, service, self.tokens)
        self.closed = self._connection.closed

    async def open(self) -> None:
        await self._connection.open(self._service, self._settings)

    async def close(self) -> None:
        """Wait for requests in hand, send what is buffered, and leave."""
        await self._requests.drain(self._settings.drain_seconds)
        try:
            await self._connection.client.flush(2)
            await self._connection.client.close()
        except (NatsError, OSError) as error:
            # A broker that is gone must not keep the process from closing what else it holds.
            log.warning("bus: the last messages may not have left: %s", error or type(error).__name__)
            with suppress(NatsError, OSError):
                await self._connection.client.close()

    async def check(self) -> None:
        """Raise when the process should not be called ready."""
        self._connection.check()

    def on_reconnect(self, listener: Callable[[], None]) -> None:
        self._connection.on_reconnect(listener)

    async def call(
        self, rpc: Rpc[Q, A], request: Q, *, token: str | None = None, timeout: timedelta | None = None
    ) -> A:
        """Ask another service. Raises its ServiceError, `unavailable` (nobody serves it) or `timeout`."""
        return await ask(self._connection, rpc, request, token, timeout)

    async def serve(self, rpc: Rpc[Q, A], handler: Handler[Q, A]) -> None:
        """Answer `rpc`; the role table of the contract is enforced before `handler` runs."""
        if rpc.owner != self._service:
            raise ValueError(f"{rpc.subject} belongs to {rpc.owner}")
        await self._requests.serve(rpc, handler)

    def consumer(self, consumer: Consumer, apply: Apply, ready: Ready, pace: Pace) -> EventConsumer:
        """The runner of a durable consumer of this service; it takes nothing while `ready` raises."""
        if consumer.owner != self._service:
            raise ValueError(f"{consumer.name} belongs to {consumer.owner}")
        return EventConsumer(self._connection, consumer, apply, ready, pace)

    def jobs(self, consumer: Consumer) -> Jobs[Any]:
        """The pull side of a work queue."""
        return Jobs(self._connection, consumer)

    async def publish(self, event: Event[M], message: M, *, message_id: str) -> None:
        """Store `message` in its stream. Only for a worker, which has no outbox. Raises PublishError."""
        await self.publish_raw(
            event.subject, message.model_dump_json().encode(), {**telemetry.inject(), MESSAGE_ID: message_id}
        )

    async def publish_raw(self, subject: str, payload: bytes, headers: Mapping[str, str]) -> None:
        """Store bytes in the stream of `subject`. Raises PublishError when the broker does not confirm."""
        await publish(self._connection, subject, payload, headers)

    async def listen(self, event: Event[M], handler: Callable[[M], Awaitable[None]]) -> None:
        """Hear of `event` while connected: nothing is kept for later. For open browsers and revoked sessions.

        No span: each gateway hears of everything, and what it does with it is less than a span would cost.
        """

        async def on_message(message: Msg) -> None:
            try:
                await handler(event.model.model_validate_json(message.data))
            except ValidationError:
                log.exception("a message of %s cannot be read", event.subject)

        await self._connection.client.subscribe(event.subject, cb=on_message)

    async def declare_own_streams(self) -> dict[Stream, datetime]:
        """Declare the streams that this service owns, and tell since when each stands. Raises DriftError."""
        js = self._connection.jetstream
        try:
            return {s: await streams.declare_stream(js, s) for s in streams.streams_of(self._service)}
        except NatsError as error:
            raise ConnectionError(str(error) or type(error).__name__) from error

    async def depth(self, consumer: Consumer) -> Depth:
        """How much work stands in a durable consumer. Raises ConnectionError when the broker cannot tell."""
        try:
            info = await self._connection.jetstream.consumer_info(consumer.event.stream, consumer.name)
        except NatsError as error:
            raise ConnectionError(str(error) or type(error).__name__) from error
        return Depth(info.num_pending or 0, info.num_ack_pending or 0)

    async def _signing_keys(self) -> SigningKeys:
        return await self.call(LIST_SIGNING_KEYS, NoQuestion())
