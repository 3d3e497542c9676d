"""`/healthz` (alive) and `/readyz` (can serve; names what is missing) for processes that are not web servers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import orjson

log = logging.getLogger(__name__)

Check = Callable[[], Awaitable[None]]
_CHECK_SECONDS = 2.0


class Readiness:
    """Named checks; a check that raises, or takes longer than two seconds, is what is missing."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def add(self, name: str, check: Check) -> None:
        self._checks[name] = check

    async def missing(self) -> dict[str, str]:
        """Failed checks by name with the kind of failure; empty when the process can serve."""
        outcomes = await asyncio.gather(*(self._failure(check) for check in self._checks.values()))
        return {name: failure for name, failure in zip(self._checks, outcomes, strict=True) if failure}

    @staticmethod
    async def _failure(check: Check) -> str | None:
        try:
            await asyncio.wait_for(check(), _CHECK_SECONDS)
        except Exception as error:
            return type(error).__name__
        return None


async def serve_health(readiness: Readiness, host: str, port: int) -> asyncio.Server:
    """Answer the two paths on `host:port` until the returned server is closed."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _CHECK_SECONDS)
            status, body = await _reply(readiness, request.split(b" ", 2)[1])
            head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
            await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, IndexError):
            log.debug("a health request was broken off")
        finally:
            writer.close()

    return await asyncio.start_server(answer, host, port)


async def _reply(readiness: Readiness, path: bytes) -> tuple[str, bytes]:
    if path == b"/healthz":
        return "200 OK", b'{"status":"alive"}'
    if path != b"/readyz":
        return "404 Not Found", b"{}"
    missing = await readiness.missing()
    status = "503 Service Unavailable" if missing else "200 OK"
    return status, orjson.dumps({"status": "waiting" if missing else "ready", "missing": missing})
