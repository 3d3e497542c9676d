"""Server-sent events for the signed-in person."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Header
from sse_starlette import EventSourceResponse, ServerSentEvent

from chassis.errors import ServiceError
from contracts.roles import Scope
from gateway.context import Caller, Gateway, Parts, SignedIn, identity_of
from gateway.live import Reader
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("live")

_STREAM = {
    "description": "a stream of events",
    "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/LiveEvent"}}},
}


@router.get(
    "/live",
    operation_id="followLive",
    summary="What changes, as it happens",
    response_class=EventSourceResponse,
    responses={200: _STREAM, **documented()},
)
async def follow_live(
    caller: SignedIn, gateway: Parts, last_event_id: Annotated[str | None, Header(alias="Last-Event-ID")] = None
) -> EventSourceResponse:
    """Events `submission`, `letter`, `notice`, `calendar` for those who may see them; `reset`: fetch everything anew.

    Comes back after `Last-Event-ID`. Ends when the session does. A client without a stream polls the ordinary calls.
    """
    if caller.me.scopes is not None and Scope.REPORTS_READ not in caller.me.scopes:
        raise ServiceError("forbidden")
    reader = gateway.feed.reader(identity_of(caller.me), last_event_id)
    return EventSourceResponse(
        _events(gateway, caller, reader),
        ping=gateway.settings.live_heartbeat,
        ping_message_factory=lambda: ServerSentEvent(id=reader.position_id, comment="alive"),
        send_timeout=30,
    )


async def _events(gateway: Gateway, caller: Caller, reader: Reader) -> AsyncIterator[ServerSentEvent]:
    # An id without data: a browser that saw no event yet still comes back to the right place.
    yield ServerSentEvent(id=reader.position_id)
    session_id = caller.me.session_id
    watch = asyncio.create_task(_watch_session(gateway, caller, reader))
    try:
        async for sent in reader.events(lambda: watch.done() or gateway.sessions.is_revoked(session_id)):
            yield ServerSentEvent(id=sent.id, event=sent.kind, data=sent.data.model_dump_json())
    finally:
        watch.cancel()


async def _watch_session(gateway: Gateway, caller: Caller, reader: Reader) -> None:
    """Return once auth no longer knows the session: it may have run out with nobody telling. Keeps the rights fresh."""
    while True:
        await asyncio.sleep(gateway.settings.live_recheck)
        try:
            resolved = await gateway.sessions.resolve(caller.session_token)
        except ServiceError as error:
            if error.code == "unauthenticated":
                break
        else:
            reader.identity = identity_of(resolved.me)
    gateway.feed.wake()
