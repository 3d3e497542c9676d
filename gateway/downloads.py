"""Files on their way out: always as a download, never opened by the browser on our own address."""

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from chassis.storage import Storage
from contracts.base import ObjectRef
from gateway import file_names
from gateway.storage_trouble import told_as_unavailable


def attachment(file_name: str) -> dict[str, str]:
    """The header that makes a browser save the answer under `file_name`."""
    return {"Content-Disposition": file_names.disposition(file_name)}


async def download(storage: Storage, stored: ObjectRef, file_name: str) -> StreamingResponse:
    """The bytes of an object. The first is fetched before the answer starts, so that a lost object is an error."""
    pieces = aiter(storage.stream(stored))
    with told_as_unavailable():
        first = await anext(pieces, b"")
    headers = {**attachment(file_name), "Content-Length": str(stored.size)}
    return StreamingResponse(_joined(first, pieces), headers=headers, media_type="application/octet-stream")


async def _joined(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
