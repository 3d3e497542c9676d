"""Whose turn it is: a check without handing in goes when no live job waits, and does not wait for ever."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from chassis.bus import Depth
from chassis.errors import ServiceError
from services.validator.settings import Settings

_BETWEEN_LOOKS = 0.2
# What is told to somebody who is to come again.
_COME_AGAIN = 30


class Turns:
    """`queue` tells how many live jobs wait; it raises ConnectionError when it cannot."""

    def __init__(self, queue: Callable[[], Awaitable[Depth]], settings: Settings) -> None:
        self._queue = queue
        self._patience = settings.precheck_patience
        self._most = settings.precheck_readers + settings.precheck_waiting
        self._places = asyncio.Semaphore(settings.precheck_readers)
        self._inside = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place for the length of the block. Raises `precheck_busy`.

        More than a few who wait are sent away at once: each holds one of the slots in which requests are answered.
        """
        if self._inside >= self._most:
            raise _busy()
        self._inside += 1
        try:
            await self._wait()
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._inside -= 1

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
                try:
                    await self._until_nobody_waits()
                except BaseException:
                    self._places.release()
                    raise
        except (TimeoutError, ConnectionError) as error:
            raise _busy() from error

    async def _until_nobody_waits(self) -> None:
        # Jobs that were not delivered yet: those that a worker has in hand are not overtaken.
        # Nobody announces that a queue has become empty.
        while (await self._queue()).pending:  # noqa: ASYNC110
            await asyncio.sleep(_BETWEEN_LOOKS)


def _busy() -> ServiceError:
    return ServiceError("precheck_busy", {"seconds": _COME_AGAIN})
