"""When the first byte of an upload came. That moment decides whether a report is in time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import cast

from fastapi import Request
from starlette.types import Message, Receive

from chassis import clock

_KEY = "kabinet.arrival"


class Arrival:
    """Waits for the first piece of a body from the moment the request begins.

    The body is read only after auth has said who sends it: without this, a slow auth at midnight makes reports late.
    """

    def __init__(self, receive: Receive) -> None:
        self.at: datetime | None = None
        self._receive = receive
        self._first: asyncio.Task[Message] | None = asyncio.create_task(self._take())

    async def receive(self) -> Message:
        """The pieces in their order, the first of them stamped."""
        first, self._first = self._first, None
        return await (first or self._receive())

    def leave(self) -> None:
        """Stop waiting: the request was answered without its body."""
        if self._first is not None:
            self._first.cancel()

    async def _take(self) -> Message:
        message = await self._receive()
        self.at = clock.now()
        return message


@asynccontextmanager
async def arrival_of(request: Request) -> AsyncIterator[Request]:
    """`request` with its arrival watched for the length of the block."""
    arrival = Arrival(request.receive)
    request.scope[_KEY] = arrival
    try:
        yield Request(request.scope, arrival.receive)
    finally:
        arrival.leave()


def arrived(request: Request) -> Arrival:
    """The arrival of the upload that `request` carries."""
    return cast(Arrival, request.scope[_KEY])
