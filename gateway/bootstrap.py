"""The composition root of the gateway."""

import asyncio
from collections.abc import Awaitable, Callable

from chassis.service import Platform
from contracts.auth import (
    LIST_SIGNING_KEYS,
    RESOLVE_SESSION,
    SESSION_REVOKED,
    NoQuestion,
    ResolvedSession,
    SessionRevoked,
    SessionToken,
)
from contracts.base import M
from contracts.calendar import CALENDAR_CHANGED
from contracts.disputes import DISPUTE_ANSWERED, DISPUTE_OPENED
from contracts.messaging import NOTICE_CREATED
from contracts.reports import OBLIGATION_CHANGED, SUBMISSION_CHECKED, SUBMISSION_RECEIVED
from contracts.security import API_KEY_PREFIX, RESOLVE_API_KEY, ApiKey
from gateway import live, server
from gateway.app import create_app
from gateway.context import Gateway
from gateway.live import Feed, Happening
from gateway.sessions import Sessions
from gateway.settings import GatewaySettings
from gateway.throttle import Throttle
from gateway.uploads import BUCKET


async def build(platform: Platform[GatewaySettings]) -> None:
    """Put the parts together, and serve once the bus is open."""
    gateway = assemble(platform)
    listener = server.listen(gateway.settings.http_host, gateway.settings.http_port)

    async def http(stopping: asyncio.Event) -> None:
        await follow_events(gateway)
        await server.serve(create_app(gateway), gateway, listener, stopping)

    platform.background("http", http)


def assemble(platform: Platform[GatewaySettings]) -> Gateway:
    """The parts of the process, and what must answer before it may be called ready."""
    settings, bus, storage = platform.settings, platform.bus, platform.storage

    async def resolve(session_token: str) -> ResolvedSession:
        if session_token.startswith(API_KEY_PREFIX):
            return await bus.call(RESOLVE_API_KEY, ApiKey(key=session_token))
        return await bus.call(RESOLVE_SESSION, SessionToken(session_token=session_token))

    async def auth_answers() -> None:
        await bus.call(LIST_SIGNING_KEYS, NoQuestion())

    async def storage_answers() -> None:
        await storage.check(BUCKET)

    platform.ready_when("auth", auth_answers)
    platform.ready_when("storage", storage_answers)
    return Gateway(
        settings=settings,
        bus=bus,
        storage=storage,
        sessions=Sessions(resolve),
        feed=Feed(settings.live_kept),
        sign_ins=Throttle(settings.sign_in_failures, settings.sign_in_window),
        prechecks=Throttle(settings.precheck_allowed, settings.precheck_window),
        visits=Throttle(settings.visit_allowed, settings.visit_window),
        readiness=platform.readiness,
    )


async def follow_events(gateway: Gateway) -> None:
    """Hear what open browsers want to know, and which sessions ended."""
    bus, feed, sessions = gateway.bus, gateway.feed, gateway.sessions

    async def on_revoked(event: SessionRevoked) -> None:
        sessions.revoke(event.session_ids)
        feed.wake()

    def on_reconnect() -> None:
        # Plain subscriptions lose what was said meanwhile: revocations and changes alike.
        sessions.forget_all()
        feed.reset()

    bus.on_reconnect(on_reconnect)
    await bus.listen(SESSION_REVOKED, on_revoked)
    await bus.listen(SUBMISSION_RECEIVED, _into(feed, live.received))
    await bus.listen(SUBMISSION_CHECKED, _into(feed, live.checked))
    await bus.listen(OBLIGATION_CHANGED, _into(feed, live.obligation_changed))
    await bus.listen(DISPUTE_OPENED, _into(feed, live.disputed))
    await bus.listen(DISPUTE_ANSWERED, _into(feed, live.disputed))
    await bus.listen(NOTICE_CREATED, _into(feed, live.notice_created))
    await bus.listen(CALENDAR_CHANGED, _into(feed, live.calendar_changed))


def _into(feed: Feed, happening: Callable[[M], Happening]) -> Callable[[M], Awaitable[None]]:
    async def on_event(event: M) -> None:
        feed.add(happening(event))

    return on_event
