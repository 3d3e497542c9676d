"""Who asks, and from where: carried beside a request through every process that takes part in it.

The gateway knows the address and the browser; the headers of the bus carry them on. The identity is what the serving
process verified itself. Outside a request nobody asks: the system acts by itself.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from contracts.identity import Identity

HEADER = "Kabinet-Origin"
# An address with a zone, and as much of a browser's name as tells it apart.
_LONGEST = (64, 400)


@dataclass(frozen=True)
class Origin:
    """The network address that a request came from, and what sent it."""

    address: str = ""
    user_agent: str = ""


NOWHERE = Origin()

origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)
asker: ContextVar[Identity | None] = ContextVar("asker", default=None)


@contextmanager
def coming_from(address: str, user_agent: str) -> Iterator[None]:
    """What is asked of other services in the block comes from there."""
    # PostgreSQL refuses NUL in text: whoever sends one must not keep an act from being recorded.
    cleaned = (text.replace("\0", "")[:longest] for text, longest in zip((address, user_agent), _LONGEST, strict=True))
    token = origin.set(Origin(*cleaned))
    try:
        yield
    finally:
        origin.reset(token)


def inject() -> dict[str, str]:
    """The header that carries the current origin; none where there is none. ASCII, whatever a browser calls itself."""
    now = origin.get()
    return {HEADER: json.dumps([now.address, now.user_agent])} if now != NOWHERE else {}


def extract(headers: Mapping[str, str]) -> Origin:
    """The origin that the caller told of; an empty one when it told none, or nonsense."""
    try:
        address, user_agent = json.loads(headers[HEADER])
    except (KeyError, ValueError, TypeError):
        return NOWHERE
    return Origin(str(address), str(user_agent))
