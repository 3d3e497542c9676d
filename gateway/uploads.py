"""Uploads: from the request's stream straight into object storage, hashed on the way, never whole in this process."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request

from chassis import clock
from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.reports import (
    JOURNAL_REFUSAL,
    RECOGNISE_UPLOAD,
    SUBMIT,
    Receipt,
    Recognised,
    RecogniseUpload,
    RefusedUpload,
    Registration,
    Submit,
)
from gateway import file_names, texts
from gateway.arrival import arrived
from gateway.context import Caller, Gateway
from gateway.multipart import BadMultipartError, MultipartFile, boundary_of
from gateway.storage_trouble import told_as_unavailable

log = logging.getLogger(__name__)

BUCKET = "uploads"
# After these nobody knows whether the report was taken: the object must stay for the row that may stand.
_UNDECIDED = frozenset({"timeout", "internal"})

UPLOAD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "a form with the part `file`, or the bytes themselves with `?filename=`; 64 MB at most",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                }
            },
            "application/octet-stream": {"schema": {}},
        },
    }
}


@dataclass(frozen=True)
class Upload:
    """A file that lies in storage, and when it came: its first byte and its last."""

    object: ObjectRef
    file_name: str
    received_at: datetime
    completed_at: datetime


class Body:
    """The file in a request's body while it comes in: its name, when its first byte came, how much there was."""

    def __init__(self, request: Request, file_name: str | None, limit: int, seconds: float) -> None:
        self._stream = aiter(request.stream())
        self._limit = limit
        self._seconds = seconds
        self._content_type = request.headers.get("content-type", "")
        self._given_name = file_name
        self._arrival = arrived(request)
        self.size = 0

    @property
    def received_at(self) -> datetime:
        """When the first byte came; now, as long as none has."""
        return self._arrival.at or clock.now()

    @property
    def file_name(self) -> str:
        return file_names.sanitise(self._given_name or "")

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes of the file. Raises `bad_upload`, `empty_file`, `too_large`, `upload_timeout`, `ClientDisconnect`.

        Storage drops what it has when this raises, so that a refused upload leaves no object.
        """
        try:
            async for piece in self._file():
                self.size += len(piece)
                if self.size > self._limit:
                    raise ServiceError("too_large", texts.limit(self._limit))
                yield piece
        except BadMultipartError as error:
            raise _bad_upload(str(error)) from error
        if self.size == 0:
            raise ServiceError("empty_file")

    async def _file(self) -> AsyncIterator[bytes]:
        boundary = boundary_of(self._content_type)
        if boundary is None:
            if not self._given_name:
                raise BadMultipartError(texts.NO_FILE)
            async for piece in self._timed():
                yield piece
            return
        form = MultipartFile(boundary)
        async for data in self._timed():
            for piece in form.feed(data):
                self._given_name = form.file_name or self._given_name
                yield piece
        form.finish()
        self._given_name = form.file_name or self._given_name

    async def _timed(self) -> AsyncIterator[bytes]:
        """Pieces as they arrive, none of them later than the limit after the first byte."""
        deadline: float | None = None
        now = asyncio.get_running_loop().time
        while True:
            try:
                async with asyncio.timeout_at(deadline or now() + self._seconds):
                    data = await anext(self._stream, None)
            except TimeoutError as error:
                raise ServiceError("upload_timeout", {"minutes": round(self._seconds / 60)}) from error
            if data is None:
                return
            if data:
                deadline = deadline or now() + self._seconds
                yield data


async def submit(
    gateway: Gateway,
    caller: Caller,
    body: Body,
    report_id: UUID,
    idempotency_key: str | None,
    registration: Registration | None,
) -> Receipt:
    """Take a report in: object first, then reports is asked. What is refused leaves no object behind."""
    try:
        upload = await store(gateway, body, BUCKET, gateway.settings.upload_limit)
    except ServiceError as refusal:
        await _journal(caller, body, report_id, refusal)
        raise
    request = Submit(
        report_id=report_id,
        object=upload.object,
        file_name=upload.file_name,
        received_at=upload.received_at,
        completed_at=upload.completed_at,
        idempotency_key=idempotency_key,
        registration=registration,
    )
    try:
        receipt = await caller.call(SUBMIT, request)
    except ServiceError as refusal:
        if refusal.code not in _UNDECIDED:
            await remove(gateway, upload.object)
        raise
    if receipt.repeated:
        # The answer is that of the first attempt, which has its own object.
        await remove(gateway, upload.object)
    return receipt


async def recognise(gateway: Gateway, caller: Caller, body: Body) -> Recognised:
    """Which report a file fits. The object is removed whatever happens."""
    upload = await store(gateway, body, BUCKET, gateway.settings.upload_limit)
    try:
        question = RecogniseUpload(object=upload.object, file_name=upload.file_name)
        return await caller.call(RECOGNISE_UPLOAD, question)
    finally:
        await asyncio.shield(remove(gateway, upload.object))


def body_of(gateway: Gateway, caller: Caller, request: Request, file_name: str | None) -> Body:
    """The body of an upload request. Raises `forbidden` before a byte is read from those who may never upload."""
    return limited_body_of(gateway, caller, request, file_name, gateway.settings.upload_limit)


def limited_body_of(gateway: Gateway, caller: Caller, request: Request, file_name: str | None, limit: int) -> Body:
    """The same with another limit, in bytes."""
    if SUBMIT.roles is None or not SUBMIT.roles.intersection(caller.me.roles):
        raise ServiceError("forbidden")
    return Body(request, file_name, limit, gateway.settings.upload_seconds)


async def store(gateway: Gateway, body: Body, bucket: str, limit: int) -> Upload:
    """The file in `bucket`, under a fresh key. Raises ServiceError, and leaves nothing behind then."""
    with told_as_unavailable():
        stored = await gateway.storage.put(bucket, body.chunks(), limit=limit)
    return Upload(stored, body.file_name, body.received_at, clock.now())


async def _journal(caller: Caller, body: Body, report_id: UUID, refusal: ServiceError) -> None:
    """Leave a line about an attempt that reports never saw."""
    attempt = RefusedUpload(
        report_id=report_id,
        code=refusal.code,
        file_name=body.file_name,
        size=body.size,
        received_at=body.received_at,
    )
    try:
        await caller.call(JOURNAL_REFUSAL, attempt)
    except ServiceError as error:
        # The sender must hear why the file was refused, not that our journal was out of reach.
        log.warning("a refused upload was not journalled", extra={"code": refusal.code, "journal": error.code})


async def remove(gateway: Gateway, stored: ObjectRef) -> None:
    """Remove an object that nobody needs any more; a failure is logged only."""
    try:
        await gateway.storage.remove(stored)
    except Exception:
        # An object without a row is found by the sweep; the sender's answer does not depend on it.
        log.warning("an object was not removed", extra={"key": stored.key}, exc_info=True)


def _bad_upload(found: str) -> ServiceError:
    return ServiceError("bad_upload", {"found": found, "expected": texts.EXPECTED_FILE})
