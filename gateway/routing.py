"""Routers of the interface: a body that is read whole may only be small."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message, Receive

from gateway.arrival import arrival_of

# No JSON of ours comes near it. Uploads take no body of this kind: they read their stream and have their own limit.
BODY_LIMIT = 1024 * 1024

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class LimitedRoute(APIRoute):
    """A route whose body, where it has one, ends after `BODY_LIMIT` bytes.

    The framework reads a body whole before it asks who sends it, and its own limit answers in plain text.
    """

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        if self.body_field is None:
            return handle

        async def limited(request: Request) -> Response:
            return await handle(Request(request.scope, _counting(request.receive)))

        return limited


class UploadRoute(APIRoute):
    """A route that reads its stream itself, and knows when the first byte came."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def stamped(request: Request) -> Response:
            async with arrival_of(request) as stamped_request:
                return await handle(stamped_request)

        return stamped


def api_router(tag: str) -> APIRouter:
    """A router for the calls of one resource."""
    return APIRouter(tags=[tag], route_class=LimitedRoute)


def upload_router(tag: str) -> APIRouter:
    """A router for uploads."""
    return APIRouter(tags=[tag], route_class=UploadRoute)


def _counting(receive: Receive) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > BODY_LIMIT:
            raise HTTPException(413)
        return message

    return counted
