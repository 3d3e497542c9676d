"""The order of the list of reports, and the cursor that walks it: overdue, due soon, to be mended, the rest."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from uuid import UUID


class Group(IntEnum):
    """Groups of rows in the order in which they are shown; within one by due date, the rest newest first."""

    OVERDUE = 0
    DUE_SOON = 1
    TO_MEND = 2
    REST = 3


@dataclass(frozen=True)
class Cursor:
    """After which row to go on. `today` and `soon` are the first page's: midnight loses and doubles no row."""

    today: date
    soon: date
    group: Group
    due: date
    id: UUID

    @property
    def parts(self) -> tuple[str, ...]:
        """As text; `of` is the inverse."""
        days = (day.isoformat() for day in (self.today, self.soon, self.due))
        return (*days, str(int(self.group)), str(self.id))

    @classmethod
    def of(cls, today: str, soon: str, due: str, group: str, row: str) -> "Cursor":
        """Raises ValueError for parts of another list."""
        day, near, last = (date.fromisoformat(text) for text in (today, soon, due))
        return cls(day, near, Group(int(group)), last, UUID(row))
