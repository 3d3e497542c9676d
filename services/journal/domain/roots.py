"""Daily roots: small enough to be kept outside, where whoever can rewrite the database cannot reach them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FORMAT = "kabinet.journal.root.1"


@dataclass(frozen=True)
class Root:
    """Where the chain stood when `day` (Moscow) ended: `rows` of that day, the last row of all, the root before."""

    day: date
    last_number: int
    last_hash: bytes
    rows: int
    previous: bytes

    @property
    def hash(self) -> bytes:
        form = [_FORMAT, self.day.isoformat(), self.last_number, self.last_hash.hex(), self.rows, self.previous.hex()]
        return hashlib.sha256(json.dumps(form, separators=(",", ":")).encode()).digest()


def days_due(last_written: date | None, first_entry: date | None, today: date) -> Iterator[date]:
    """Days that have ended and have no root yet, oldest first; a day on which nothing happened has one too."""
    day = last_written + timedelta(days=1) if last_written else first_entry
    while day is not None and day < today:
        yield day
        day += timedelta(days=1)
