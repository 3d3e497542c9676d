"""The headers of the bus."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta

from chassis import clock

MESSAGE_ID = "Nats-Msg-Id"
# The id by which inboxes know a message that an operator sends again under a broker's id of its own.
ORIGINAL_ID = "Kabinet-Message-Id"
IDENTITY = "Kabinet-Identity"
DEADLINE = "Kabinet-Deadline"
ERROR = "Kabinet-Error"
DEAD_SUBJECT = "Kabinet-Dead-Subject"
DEAD_CONSUMER = "Kabinet-Dead-Consumer"
DEAD_REASON = "Kabinet-Dead-Reason"

# The moment by which the current request must be answered; nested calls may not outlive it.
current_deadline: ContextVar[datetime | None] = ContextVar("current_deadline", default=None)


def deadline_for(timeout: timedelta) -> datetime:
    """`timeout` from now, or the deadline of the request being served, whichever is sooner."""
    own = clock.now() + timeout
    outer = current_deadline.get()
    return min(own, outer) if outer else own


def read_deadline(headers: Mapping[str, str]) -> datetime | None:
    """The deadline that the caller set; None when it set none or set nonsense."""
    try:
        return datetime.fromisoformat(headers[DEADLINE])
    except (KeyError, ValueError):
        return None
