"""Object storage through the `minio` client: put, get, stat, remove, list - nothing more, so that any S3 store serves.

A key is fresh for each object and never contains user input; size and SHA-256 live in PostgreSQL, not in metadata.
"""

import asyncio
import hashlib
import io
import queue
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from secrets import token_urlsafe
from typing import BinaryIO, NamedTuple, TypeVar, cast

import urllib3
from minio import Minio
from minio.error import InvalidResponseError, S3Error
from urllib3 import HTTPResponse

from chassis.settings import ServiceSettings
from contracts.base import ObjectRef

T = TypeVar("T")

_THREADS = 16
# A streamed object holds a thread for as long as its sender takes (half an hour over a slow line): threads of its own,
# started when needed, so that slow senders never keep the others from the store.
_STREAMS = 512
_PART = 5 * 1024 * 1024  # the smallest part that S3 allows
_BLOCK = 1024 * 1024
_READ = 256 * 1024
_NOT_FOUND = 404
_ABSENT = frozenset({"NoSuchKey", "NoSuchObject", "NoSuchBucket"})


class ObjectMissingError(Exception):
    """There is no such object."""


class ObjectDamagedError(Exception):
    """The stored bytes are not those whose size and SHA-256 were kept."""


class ObjectTooLargeError(Exception):
    """More bytes came than the limit allows; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class StoredObject(NamedTuple):
    """An entry of a listing."""

    key: str
    size: int
    modified: datetime


class Storage:
    """The object store of one process. Failures of the store itself raise OSError or minio's errors."""

    def __init__(self, settings: ServiceSettings) -> None:
        # minio-py would wait 300 seconds and try five times: a hung store must fail while someone still waits.
        http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=2, read=20), maxsize=_THREADS, retries=urllib3.Retry(total=1)
        )
        self._client = Minio(
            settings.s3_endpoint,
            access_key=settings.s3_access_key,
            secret_key=settings.s3_secret_key.get_secret_value(),
            secure=settings.s3_secure,
            region="us-east-1",
            http_client=http,
        )
        self._threads = ThreadPoolExecutor(_THREADS, "storage")
        self._streams = ThreadPoolExecutor(_STREAMS, "storage-stream")

    async def put(self, bucket: str, chunks: AsyncIterator[bytes], *, limit: int) -> ObjectRef:
        """Stream `chunks` into a fresh object, hashing as they pass; at most a few megabytes are held.

        Raises ObjectTooLargeError past `limit` bytes; an error of `chunks` passes through. Either way nothing is kept.
        """
        key = token_urlsafe(32)
        digest = hashlib.sha256()
        pipe: _Pipe | None = None
        writing: asyncio.Future[object] | None = None
        block = bytearray()
        size = 0
        try:
            async for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise ObjectTooLargeError(limit)
                digest.update(chunk)
                block += chunk
                if len(block) >= _BLOCK:
                    if pipe is None:
                        pipe = _Pipe()
                        writing = self._start(self._streams, self._put_stream, bucket, key, pipe)
                    await self._run(pipe.feed, bytes(block))
                    block.clear()
            if pipe is None or writing is None:
                await self._run(self._put_whole, bucket, key, bytes(block))
            else:
                await self._run(pipe.feed, bytes(block))
                await self._run(pipe.feed, b"")
                await writing
        except BaseException:
            if pipe is not None and writing is not None:
                pipe.abort()
                await asyncio.gather(writing, return_exceptions=True)
            raise
        return ObjectRef(bucket=bucket, key=key, sha256=digest.hexdigest(), size=size)

    async def put_bytes(self, bucket: str, data: bytes) -> ObjectRef:
        """Store `data` under a fresh key."""
        key = token_urlsafe(32)
        await self._run(self._put_whole, bucket, key, data)
        return ObjectRef(bucket=bucket, key=key, sha256=hashlib.sha256(data).hexdigest(), size=len(data))

    async def read(self, ref: ObjectRef) -> bytes:
        """The whole object, verified. Raises ObjectMissingError, ObjectDamagedError."""
        data = await self._run(self._get_whole, ref)
        if len(data) != ref.size or hashlib.sha256(data).hexdigest() != ref.sha256:
            raise ObjectDamagedError(ref.key)
        return data

    async def stream(self, ref: ObjectRef) -> AsyncIterator[bytes]:
        """The object in pieces. Raises ObjectMissingError before the first."""
        response = await self._run(self._open, ref)
        try:
            while piece := await self._run(response.read, _READ):
                yield piece
        finally:
            response.close()
            response.release_conn()

    async def exists(self, ref: ObjectRef) -> bool:
        try:
            await self._run(_mapped(self._client.stat_object), ref.bucket, ref.key)
        except ObjectMissingError:
            return False
        return True

    async def remove(self, ref: ObjectRef) -> None:
        """Remove the object; an absent one is no error."""
        await self._run(self._client.remove_object, ref.bucket, ref.key)

    async def list(self, bucket: str, prefix: str = "") -> list[StoredObject]:
        """Objects of `bucket` whose keys start with `prefix`."""

        def collect() -> list[StoredObject]:
            found = self._client.list_objects(bucket, prefix=prefix, recursive=True)
            return [StoredObject(o.object_name, o.size or 0, o.last_modified) for o in found]

        return await self._run(collect)

    async def ensure_bucket(self, bucket: str) -> None:
        """Create `bucket` unless it is there."""

        def ensure() -> None:
            if not self._client.bucket_exists(bucket):
                self._client.make_bucket(bucket)

        await self._run(ensure)

    async def check(self, bucket: str) -> None:
        """Raise when the store does not answer for `bucket`."""
        if not await self._run(self._client.bucket_exists, bucket):
            raise ObjectMissingError(bucket)

    def close(self) -> None:
        for threads in (self._threads, self._streams):
            threads.shutdown(wait=False, cancel_futures=True)

    def _put_whole(self, bucket: str, key: str, data: bytes) -> None:
        self._client.put_object(bucket, key, io.BytesIO(data), len(data))

    def _put_stream(self, bucket: str, key: str, pipe: "_Pipe") -> None:
        self._client.put_object(bucket, key, cast(BinaryIO, pipe), -1, part_size=_PART)

    def _open(self, ref: ObjectRef) -> HTTPResponse:
        return cast(HTTPResponse, _mapped(self._client.get_object)(ref.bucket, ref.key))

    def _get_whole(self, ref: ObjectRef) -> bytes:
        response = self._open(ref)
        try:
            # One byte more than promised tells a grown object from the right one without reading it all.
            return bytes(response.read(ref.size + 1))
        finally:
            response.close()
            response.release_conn()

    async def _run(self, function: Callable[..., T], *arguments: object) -> T:
        return await self._start(self._threads, function, *arguments)

    @staticmethod
    def _start(threads: ThreadPoolExecutor, function: Callable[..., T], *arguments: object) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(threads, partial(function, *arguments))


class _Pipe:
    """Blocks from the event loop to the client's thread; a few are held, then the sender waits."""

    def __init__(self) -> None:
        self._blocks: queue.Queue[bytes | None] = queue.Queue(maxsize=4)
        self._rest = b""
        self._ended = False

    def feed(self, block: bytes) -> None:
        """Hand over a block (empty: the end). Raises queue.Full when the store takes nothing for 30 seconds."""
        self._blocks.put(block, timeout=30)

    def abort(self) -> None:
        """Break the client's reading off, so that it gives the upload up."""
        while True:
            try:
                self._blocks.put_nowait(None)
                return
            except queue.Full:
                self._blocks.get_nowait()

    def read(self, size: int = -1) -> bytes:
        """What the client calls; returns fewer bytes than asked only at the end."""
        parts, wanted = [self._rest], size - len(self._rest)
        while wanted > 0 and not self._ended:
            # No time-out: how long a sender may take is the sender's business; `abort` ends the wait.
            block = self._blocks.get()
            if block is None:
                raise ConnectionAbortedError("the upload was broken off")
            self._ended = not block
            parts.append(block)
            wanted -= len(block)
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]


def _mapped(function: Callable[..., T]) -> Callable[..., T]:
    """rclone answers an absent object with InvalidResponseError, MinIO with S3Error: one exception for both."""

    def call(*arguments: object) -> T:
        try:
            return function(*arguments)
        except S3Error as error:
            if error.code in _ABSENT:
                raise ObjectMissingError(arguments[-1]) from error
            raise
        except InvalidResponseError as error:
            # Only here does minio keep the HTTP status. A store (or its proxy) in trouble has not lost the object.
            if error._code != _NOT_FOUND:
                raise
            raise ObjectMissingError(arguments[-1]) from error

    return call
