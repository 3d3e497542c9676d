"""Files that are looked at and not kept: they lie in storage for as long as the answer takes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request

from chassis.errors import ServiceError
from contracts.base import Rpc
from contracts.prechecks import BUCKET
from gateway.context import Caller, Gateway
from gateway.uploads import Body, Upload, remove, store


@asynccontextmanager
async def passing(
    gateway: Gateway, caller: Caller, request: Request, file_name: str | None, rpc: Rpc[Any, Any], limit: int
) -> AsyncIterator[Upload]:
    """The file in the body of a request that `rpc` will be asked about, at most `limit` bytes.

    Raises ServiceError with the codes of an upload. The object is removed whatever happens.
    """
    # Before a byte is read from those who may not ask.
    if rpc.roles is None or not rpc.roles.intersection(caller.me.roles):
        raise ServiceError("forbidden")
    body = Body(request, file_name, limit, gateway.settings.upload_seconds)
    upload = await store(gateway, body, BUCKET, limit)
    try:
        yield upload
    finally:
        await asyncio.shield(remove(gateway, upload.object))
