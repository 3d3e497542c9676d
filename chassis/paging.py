"""Pages of lists. A cursor is the place of the last row that was shown: texts inside, opaque to who holds it."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from chassis.errors import ServiceError
from contracts.field_errors import field_error

P = TypeVar("P")
T = TypeVar("T")


def cut(rows: Sequence[T], limit: int) -> tuple[Sequence[T], bool]:
    """The rows of a page and whether there are more, of rows that were asked for with a limit of one more."""
    return rows[:limit], len(rows) > limit


def cursor_of(*place: str) -> str:
    """The cursor that leads on from `place`."""
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode()


def place_of(cursor: str | None, read: Callable[..., P]) -> P | None:
    """What `read` makes of the parts of a cursor; None, the beginning, without one.

    Raises ServiceError `invalid` for what is no cursor, or none of this list: `read` raises ValueError or TypeError.
    """
    if cursor is None:
        return None
    try:
        return read(*_parts(cursor))
    except (ValueError, TypeError, RecursionError) as error:
        raise ServiceError("invalid", fields=(field_error("cursor", "cursor"),)) from error


def _parts(cursor: str) -> list[str]:
    parts = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError("no cursor")
    for part in parts:
        part.encode()  # half a surrogate pair would fail no earlier than in the database, and so would a NUL
        if "\0" in part:
            raise ValueError("no text")
    return parts
