"""Events as consumers hand them over."""

from uuid import uuid4

from opentelemetry.trace import INVALID_SPAN

from chassis.bus import Received
from contracts.base import M


def as_received(event: M) -> Received[M]:
    """The event under an id of its own, outside any trace."""
    return Received(str(uuid4()), event, INVALID_SPAN)
