"""A pool of warm reader processes. A task that outlives its time takes its reader down; another is started."""

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import Any

import orjson

from services.validator.isolation.frames import LENGTHS, lengths, pack

log = logging.getLogger(__name__)

_START_SECONDS = 30.0
# lxml and the allocator keep what they once took: a fresh process from time to time bounds it.
_TASKS_BEFORE_RENEWAL = 5000


class ReaderError(Exception):
    """The file could not be processed for a reason of ours; the file itself may be well."""


class ReaderKilledError(ReaderError):
    """The reader died in mid-task (out of memory, a crash in native code, a signal)."""


class ReaderTimeoutError(ReaderError):
    """The task outlived its time, and its reader was killed."""


class _Reader:
    """One process and what it has been given so far."""

    def __init__(self, process: Process, requests: asyncio.StreamWriter, replies: asyncio.StreamReader) -> None:
        self.process = process
        self._requests = requests
        self._replies = replies
        self.documents: set[str] = set()
        self.tasks = 0

    @classmethod
    async def start(cls, memory_mb: int, niceness: int) -> "_Reader":
        command = (sys.executable, "-m", "services.validator.isolation.reader", str(memory_mb), str(niceness))
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        if process.stdin is None or process.stdout is None:
            raise ReaderError("a reader was started without its pipes")
        return cls(process, process.stdin, process.stdout)

    async def warm(self) -> None:
        """Wait until it has loaded its code. Raises ReaderError when it does not get that far."""
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self.ask({"task": "hello"}, b"")
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
            raise ReaderError("a reader does not start") from error

    async def ask(self, head: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        self.tasks += 1
        self._requests.writelines(pack(dict(head), body))
        await self._requests.drain()
        sizes = lengths(await self._replies.readexactly(LENGTHS))
        return orjson.loads(await self._replies.readexactly(sizes[0])), await self._replies.readexactly(sizes[1])

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


class ReaderPool:
    """`size` readers with at most `memory_mb` megabytes of address space each.

    The higher their `niceness` (as of `nice`), the more of the processor they leave to others.
    """

    def __init__(self, size: int, memory_mb: int, *, niceness: int = 0) -> None:
        self._size = size
        self._memory_mb = memory_mb
        self._niceness = niceness
        self._idle: asyncio.Queue[_Reader | None] = asyncio.Queue()
        self._readers: set[_Reader] = set()

    async def start(self) -> None:
        """Start the readers, so that the first file does not wait for them."""
        for reader in await asyncio.gather(*(self._new() for _ in range(self._size))):
            self._idle.put_nowait(reader)

    def start_later(self) -> None:
        """Start each reader with its first file: for work that few do, and that may wait a moment."""
        for _ in range(self._size):
            self._idle.put_nowait(None)

    async def close(self) -> None:
        """End every reader, whatever it is doing."""
        await asyncio.gather(*(reader.kill() for reader in self._readers))
        self._readers.clear()

    async def run(
        self,
        head: Mapping[str, Any],
        body: bytes,
        *,
        seconds: float,
        documents: Mapping[str, bytes] | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        """Perform the task `head["task"]` of `isolation.tasks` on `body`; the time starts when a reader is free.

        `documents` (by their SHA-256) are handed over once to each reader, which keeps what it compiled from them.
        Raises ReaderTimeoutError, ReaderKilledError, and ReaderError for a failure in the task itself.
        """
        reader = await self._take()
        kept: _Reader | None = None
        try:
            async with asyncio.timeout(seconds):
                await self._hand_over(reader, documents or {})
                reply = await reader.ask(head, body)
            kept = reader
        except TimeoutError as error:
            raise ReaderTimeoutError(f"no answer within {seconds:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise ReaderKilledError("the reader died") from error
        finally:
            await self._give_back(reader, kept)
        if "error" in reply[0]:
            raise ReaderError(f"{reply[0]['error']}: {reply[0]['detail']}")
        return reply

    async def _take(self) -> _Reader:
        reader = await self._idle.get()
        if reader is not None:
            return reader
        try:
            return await self._new()
        except BaseException:
            self._idle.put_nowait(None)  # the place stays, or the pool would shrink to nothing
            raise

    async def _hand_over(self, reader: _Reader, documents: Mapping[str, bytes]) -> None:
        for sha256, document in documents.items():
            if sha256 not in reader.documents:
                await reader.ask({"task": "keep", "sha256": sha256}, document)
                reader.documents.add(sha256)

    async def _give_back(self, reader: _Reader, kept: _Reader | None) -> None:
        if kept is None or reader.tasks > _TASKS_BEFORE_RENEWAL:
            self._readers.discard(reader)
            # Its place first: a cancelled caller must not take a reader's place with it.
            self._idle.put_nowait(None)
            await reader.kill()
        else:
            self._idle.put_nowait(reader)

    async def _new(self) -> _Reader:
        reader = await _Reader.start(self._memory_mb, self._niceness)
        self._readers.add(reader)
        try:
            # Its start is not of the task's time: on a busy machine each task would kill the reader that starts for it.
            await reader.warm()
        except BaseException:
            self._readers.discard(reader)
            await reader.kill()
            raise
        return reader
