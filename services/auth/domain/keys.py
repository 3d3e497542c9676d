"""When a signing key is replaced, and how long a replaced one still verifies."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class KeyPolicy:
    """A key signs for `age`; it is listed for `overlap` longer, since its last tokens are still on their way."""

    age: timedelta
    overlap: timedelta

    def signs(self, created_at: datetime, now: datetime) -> bool:
        return now - created_at < self.age

    def forgotten_before(self, now: datetime) -> datetime:
        """Keys created before this instant verify nothing any more."""
        return now - self.age - self.overlap
