"""What is wrong with a chain, told by its first bad row."""

from dataclasses import dataclass
from enum import StrEnum

from services.journal.domain.chain import Link, Part

# How far from its place a row is looked for: thousands of seals are tried in a few hundredths of a second.
_NEAR = 5_000


class Fault(StrEnum):
    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT_OFF = "cut off"
    DETAILS_ALTERED = "details altered"
    DETAILS_REMOVED = "details removed without an erasure on record"
    ROOT_DIFFERS = "not what its daily root says"


@dataclass(frozen=True)
class Finding:
    """The first row that is not as it was written."""

    number: int
    fault: Fault
    explanation: str = ""

    def __str__(self) -> str:
        return f"row {self.number}: {self.fault}" + (f" ({self.explanation})" if self.explanation else "")


@dataclass(frozen=True)
class Beside:
    """One erasable part as it stands: its text, or the erasure that took it. `erasure_of`: whom that erasure named."""

    part: Part | None
    erased_by: int | None = None
    erasure_of: str | None = None


@dataclass(frozen=True)
class Row:
    """A row as it stands, with both parts beside it (None: no row there)."""

    link: Link
    who: Beside | None
    content: Beside | None


def stands(row: Row, number: int, previous: bytes, key: bytes) -> bool:
    """Whether `row` is the genuine successor of the row with hash `previous`."""
    return row.link.number == number and row.link.previous == previous and row.link.holds_as(number, key)


def told_apart(row: Row, number: int, successor: Link | None, key: bytes) -> Finding:
    """What happened where `row` should be the genuine row `number`. `successor`: the row that says it comes next."""
    written_as = _written_as(row.link, number, key)
    if successor is not None and successor.number != number and successor.holds_as(number, key):
        fault = Fault.INSERTED if written_as is None else Fault.REORDERED
        return Finding(number, fault, f"the genuine row {number} stands as row {successor.number}")
    if row.link.number != number:
        return Finding(number, Fault.REMOVED, f"the next row is {row.link.number}")
    if written_as is not None:
        return Finding(number, Fault.REMOVED, f"what stands there was written as row {written_as}")
    return Finding(number, Fault.ALTERED)


def _written_as(link: Link, number: int, key: bytes) -> int | None:
    """The place for which the row at `number` was sealed, if there is one near it and it is another."""
    near = range(max(1, number - _NEAR), number + _NEAR)
    return next((place for place in near if place != number and link.holds_as(place, key)), None)


def beside_fault(row: Row) -> Finding | None:
    """What is wrong with the parts beside a genuine row."""
    entry = row.link.entry
    subjects = {entry.object_id, str(entry.person or "")} - {""}
    for beside, digest in ((row.who, entry.who_digest), (row.content, entry.content_digest)):
        fault = _part_fault(beside, digest, subjects)
        if fault is not None:
            return Finding(row.link.number, fault)
    return None


def _part_fault(beside: Beside | None, digest: bytes, subjects: set[str]) -> Fault | None:
    if beside is None:
        return Fault.DETAILS_REMOVED
    if beside.part is not None:
        return None if beside.part.digest() == digest else Fault.DETAILS_ALTERED
    justified = beside.erased_by is not None and beside.erasure_of in subjects
    return None if justified else Fault.DETAILS_REMOVED
