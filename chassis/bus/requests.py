"""Requests with replies: asking, and answering in a task of its own under a bound."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from typing import Any, Generic

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import ConnectionClosedError, NoRespondersError
from nats.errors import TimeoutError as NatsTimeoutError
from opentelemetry.trace import SpanKind
from pydantic import ValidationError

from chassis import asking, clock, telemetry
from chassis.bus import headers as h
from chassis.bus.connection import Connection
from chassis.errors import ServiceError
from chassis.identity import TokenVerifier
from contracts.base import A, Q, Rpc
from contracts.errors import ErrorEnvelope, FieldError
from contracts.identity import Identity

log = logging.getLogger(__name__)

_AT_ONCE = 64


@dataclass(frozen=True)
class Call(Generic[Q]):
    """One request as its handler sees it. `identity` is verified and has one of the roles of the call."""

    request: Q
    trace_id: str
    token: str | None = None
    who: Identity | None = None

    @property
    def identity(self) -> Identity:
        """Who asks. Raises `unauthenticated` for the few calls that need no identity."""
        if self.who is None:
            raise ServiceError("unauthenticated")
        return self.who


Handler = Callable[[Call[Q]], Awaitable[A]]


async def ask(connection: Connection, rpc: Rpc[Q, A], request: Q, token: str | None, timeout: timedelta | None) -> A:
    """Send `request` and wait for the reply. Raises ServiceError: the other's own, `timeout`, or `unavailable`.

    `unavailable` is a promise that nobody served the request; after `timeout` it may have been.
    """
    deadline = h.deadline_for(timeout or rpc.timeout)
    headers = {**telemetry.inject(), **asking.inject(), h.DEADLINE: deadline.isoformat()}
    if token:
        headers[h.IDENTITY] = token
    left = (deadline - clock.now()).total_seconds()
    if left <= 0:
        raise ServiceError("timeout")
    away = connection.away_since()
    try:
        payload = request.model_dump_json().encode()
        reply = await connection.client.request(rpc.subject, payload, timeout=left, headers=headers)
    except NoRespondersError as error:
        raise ServiceError("unavailable") from error
    except NatsTimeoutError as error:
        # A reply that was lost with the connection says nothing: the request may have been served all the same.
        never_left = away is not None and away == connection.away_since()
        raise ServiceError("unavailable" if never_left else "timeout") from error
    except ConnectionClosedError as error:
        raise ServiceError("unavailable") from error
    if reply.headers and h.ERROR in reply.headers:
        raise ServiceError.of(ErrorEnvelope.model_validate_json(reply.data))
    return rpc.reply.model_validate_json(reply.data)


class RequestServer:
    """Answers the requests of one service; replicas share them through a queue group."""

    def __init__(self, connection: Connection, service: str, tokens: TokenVerifier) -> None:
        self._connection = connection
        self._service = service
        self._tokens = tokens
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._subscriptions: list[Subscription] = []

    async def serve(self, rpc: Rpc[Q, A], handler: Handler[Q, A]) -> None:
        """Answer `rpc` with `handler` from now on."""

        async def on_message(message: Msg) -> None:
            # nats-py runs the callbacks of a subscription one after another: a slow one would hold up the rest.
            await self._slots.acquire()
            task = asyncio.create_task(self._answer(rpc, handler, message))
            self._tasks.add(task)
            task.add_done_callback(self._finished)

        subscription = await self._connection.client.subscribe(rpc.subject, queue=self._service, cb=on_message)
        self._subscriptions.append(subscription)
        # Once this returns, the broker knows: a caller on another connection is not told «nobody serves it».
        await self._connection.settle()

    async def drain(self, seconds: float) -> None:
        """Take no new requests, and wait for those in hand, at most `seconds`: then they are broken off."""
        for subscription in self._subscriptions:
            await subscription.unsubscribe()
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
            for task in unfinished:
                task.cancel()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._slots.release()

    async def _answer(self, rpc: Rpc[Any, Any], handler: Handler[Any, Any], message: Msg) -> None:
        started = perf_counter()
        headers = dict(message.headers or {})
        h.current_deadline.set(h.read_deadline(headers))
        asking.origin.set(asking.extract(headers))
        with telemetry.span(rpc.subject, headers, SpanKind.SERVER) as span:
            try:
                payload, error = await self._reply(rpc, handler, message, headers), None
            except ServiceError as refusal:
                payload, error = self._envelope(refusal), refusal.code
            except Exception as unknown:
                log.exception("request %s failed", rpc.subject)
                span.record_exception(unknown)
                payload, error = self._envelope(_unknown()), "internal"
            if error:
                span.set_attribute("error.type", error)
            await self._respond(message, payload, error)
        telemetry.message_seconds.record(perf_counter() - started, {"subject": rpc.subject, "error": error or ""})

    async def _reply(
        self, rpc: Rpc[Any, Any], handler: Handler[Any, Any], message: Msg, headers: dict[str, str]
    ) -> bytes:
        deadline = h.current_deadline.get()
        if deadline is not None and deadline < clock.now():
            raise ServiceError("timeout")  # nobody waits for the answer any more
        token = headers.get(h.IDENTITY)
        who = await self._admit(rpc, token)
        asking.asker.set(who)
        try:
            request = rpc.request.model_validate_json(message.data)
        except ValidationError as error:
            raise ServiceError("invalid", fields=field_errors(error)) from error
        answer = await handler(Call(request, telemetry.trace_id(), token, who))
        return bytes(answer.model_dump_json().encode())

    async def _admit(self, rpc: Rpc[Any, Any], token: str | None) -> Identity | None:
        if rpc.roles is None:
            return None
        who = await self._tokens.verify(token)
        if not who.may_call(rpc):
            raise ServiceError("forbidden")
        if who.withheld and not rpc.always:
            raise ServiceError("second_factor_needed")
        if who.rules_due and not rpc.before_rules:
            raise ServiceError("rules_due")
        return who

    async def _respond(self, message: Msg, payload: bytes, error: str | None) -> None:
        if not message.reply:
            return
        try:
            await self._connection.client.publish(message.reply, payload, headers={h.ERROR: error} if error else None)
        except ConnectionClosedError:
            log.warning("the connection closed before a reply to %s", message.subject)

    @staticmethod
    def _envelope(error: ServiceError) -> bytes:
        return error.envelope(telemetry.trace_id()).model_dump_json().encode()


def field_errors(error: ValidationError) -> list[FieldError]:
    """pydantic's findings as fields at fault, in the names of the message."""
    return [
        FieldError(field=".".join(str(part) for part in found["loc"]), code=found["type"], detail=found["msg"])
        for found in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _unknown() -> ServiceError:
    return ServiceError("internal", {"trace_id": telemetry.trace_id()})
