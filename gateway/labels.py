"""Words of statuses in the reader's language. Services put the SRO's own, which are Russian."""

from typing import TypeVar

from contracts.base import Message
from contracts.statuses import STATUS_LABELS_EN, ReportStatus
from gateway.language import Language

M = TypeVar("M", bound=Message)


def worded(answer: M, reader: Language) -> M:
    """`answer` with every `status_label` in it, at any depth, as `reader` reads it."""
    return answer if reader == "ru" else _english(answer)


def _english(message: M) -> M:
    changed: dict[str, object] = {}
    for name, value in message:
        if isinstance(value, Message):
            changed[name] = _english(value)
        elif isinstance(value, tuple):
            changed[name] = tuple(_english(item) if isinstance(item, Message) else item for item in value)
    status = getattr(message, "status", None)
    if isinstance(status, ReportStatus) and "status_label" in type(message).model_fields:
        changed["status_label"] = STATUS_LABELS_EN[status]
    return message.model_copy(update=changed)
