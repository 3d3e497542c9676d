"""The storage adapter against a real S3 server."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from secrets import token_hex

import pytest
import pytest_asyncio
from minio.error import MinioException
from pydantic import SecretStr

from chassis.settings import ServiceSettings
from chassis.storage import ObjectDamagedError, ObjectMissingError, ObjectTooLargeError, Storage
from contracts.base import ObjectRef
from tests.stack import Servers

LIMIT = 64 * 1024 * 1024


@pytest.fixture
def storage(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Storage:
    for name, value in servers.environment("reports").items():
        monkeypatch.setenv(name, value)
    return Storage(ServiceSettings())


@pytest_asyncio.fixture
async def bucket(storage: Storage) -> str:
    name = f"test-{token_hex(6)}"
    await storage.ensure_bucket(name)
    return name


async def pieces(total: int, size: int) -> AsyncIterator[bytes]:
    sent = 0
    while sent < total:
        piece = bytes([(sent // size) % 251]) * min(size, total - sent)
        sent += len(piece)
        yield piece


async def collect(stream: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in stream])


@pytest.mark.parametrize("total", [0, 1, 100_000, 1024 * 1024, 1024 * 1024 + 1, 5 * 1024 * 1024, 13_000_001])
async def test_what_is_put_is_what_is_got(storage: Storage, bucket: str, total: int) -> None:
    expected = await collect(pieces(total, 70_001))
    ref = await storage.put(bucket, pieces(total, 70_001), limit=LIMIT)
    assert (ref.size, ref.sha256) == (total, hashlib.sha256(expected).hexdigest())
    assert await storage.read(ref) == expected
    assert await collect(storage.stream(ref)) == expected


@pytest.mark.parametrize("total", [2_000, 9_000_000])
async def test_past_the_limit_nothing_is_kept(storage: Storage, bucket: str, total: int) -> None:
    with pytest.raises(ObjectTooLargeError):
        await storage.put(bucket, pieces(total, 50_000), limit=total - 1)
    assert await storage.list(bucket) == []


@pytest.mark.parametrize("before", [10, 7_000_000])
async def test_a_broken_upload_leaves_nothing(storage: Storage, bucket: str, before: int) -> None:
    async def broken() -> AsyncIterator[bytes]:
        async for piece in pieces(before, 500_000):
            yield piece
        raise ConnectionResetError("the browser went away")

    with pytest.raises(ConnectionResetError):
        await storage.put(bucket, broken(), limit=LIMIT)
    assert await storage.list(bucket) == []


async def test_keys_are_fresh(storage: Storage, bucket: str) -> None:
    first, second = await storage.put_bytes(bucket, b"same"), await storage.put_bytes(bucket, b"same")
    assert first.key != second.key
    assert first.sha256 == second.sha256


async def test_an_absent_object_is_missing(storage: Storage, bucket: str) -> None:
    ref = ObjectRef(bucket=bucket, key="absent", sha256="0" * 64, size=1)
    assert not await storage.exists(ref)
    with pytest.raises(ObjectMissingError):
        await storage.read(ref)
    with pytest.raises(ObjectMissingError):
        await collect(storage.stream(ref))
    await storage.remove(ref)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 3}, {"size": 5}])
async def test_other_bytes_than_were_kept_are_damaged(storage: Storage, bucket: str, change: dict[str, object]) -> None:
    ref = await storage.put_bytes(bucket, b"four")
    with pytest.raises(ObjectDamagedError):
        await storage.read(ref.model_copy(update=change))


async def test_removed_is_gone_and_listed_no_more(storage: Storage, bucket: str) -> None:
    kept, removed = await storage.put_bytes(bucket, b"kept"), await storage.put_bytes(bucket, b"removed")
    await storage.remove(removed)
    assert [entry.key for entry in await storage.list(bucket)] == [kept.key]


async def test_a_store_in_trouble_has_not_lost_the_object() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\noops")
        await writer.drain()
        writer.close()

    proxy = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    storage = Storage(ServiceSettings(s3_endpoint=f"127.0.0.1:{port}", s3_access_key="a", s3_secret_key=SecretStr("b")))
    try:
        with pytest.raises(MinioException):
            await storage.read(ObjectRef(bucket="uploads", key="k", sha256="", size=1))
    finally:
        storage.close()
        proxy.close()
