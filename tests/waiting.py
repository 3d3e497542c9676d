"""Waiting for what must come, instead of sleeping for as long as it might take."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

_BETWEEN_LOOKS = 0.02


async def eventually(look: Callable[[], Awaitable[T]], *, seconds: float = 15) -> T:
    """The first true answer of `look()`. Raises TimeoutError when none comes within `seconds`."""
    async with asyncio.timeout(seconds):
        while not (answer := await look()):
            await asyncio.sleep(_BETWEEN_LOOKS)
        return answer
