"""The whole chain is walked, and the first bad row is named."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from services.journal.domain.chain import GENESIS
from services.journal.domain.verification import Fault, Finding, Row, beside_fault, stands, told_apart
from services.journal.repository import walking
from services.journal.usecases.roots import Outside


@dataclass
class Report:
    """What was looked at. `finding` is None when all of it stands."""

    rows: int = 0
    roots: int = 0
    last_hash: bytes = GENESIS
    finding: Finding | None = None


@dataclass(frozen=True)
class Mark:
    """The hash that a row must have, and who says so."""

    last_number: int
    last_hash: bytes
    said_by: str


@dataclass
class _Marks:
    by_number: dict[int, list[Mark]] = field(default_factory=dict)

    def add(self, mark: Mark) -> None:
        self.by_number.setdefault(mark.last_number, []).append(mark)

    def contradiction(self, number: int, hash: bytes) -> Finding | None:
        for mark in self.by_number.pop(number, ()):
            if mark.last_hash != hash:
                return Finding(number, Fault.ROOT_DIFFERS, mark.said_by)
        return None

    def beyond(self) -> Mark | None:
        """The furthest row that somebody vouches for and that was not met."""
        left = [mark for marks in self.by_number.values() for mark in marks]
        return max(left, key=lambda mark: mark.last_number, default=None)


async def verify(session: AsyncSession, key: bytes, outside: Sequence[Outside]) -> Report:
    """Walk the chain against its seals, its details, its head and its roots, those kept `outside` included."""
    report = Report()
    marks = await _marks(session, report, outside)
    if report.finding is None:
        report.finding = marks.contradiction(0, GENESIS) or await _walk(session, key, report, marks)
    if report.finding is None:
        report.finding = await _end(session, report, marks)
    return report


async def _marks(session: AsyncSession, report: Report, outside: Sequence[Outside]) -> _Marks:
    marks = _Marks()
    previous = GENESIS
    for root, kept in await walking.roots(session):
        if root.hash != kept or root.previous != previous:
            report.finding = Finding(root.last_number, Fault.ROOT_DIFFERS, f"the root of {root.day} was changed")
        marks.add(Mark(root.last_number, root.last_hash, f"the root of {root.day}"))
        previous = kept
        report.roots += 1
    for one in outside:
        said_by = f"the root of {one.root.day} in {one.place}"
        marks.add(Mark(one.root.last_number, bytes.fromhex(one.root.last_hash), said_by))
    return marks


async def _walk(session: AsyncSession, key: bytes, report: Report, marks: _Marks) -> Finding | None:
    async for row in walking.walk(session):
        finding = await _fault(session, row, report, key) or marks.contradiction(row.link.number, row.link.hash)
        if finding is not None:
            return finding
        report.rows, report.last_hash = row.link.number, row.link.hash
    return None


async def _fault(session: AsyncSession, row: Row, report: Report, key: bytes) -> Finding | None:
    number = report.rows + 1
    if stands(row, number, report.last_hash, key):
        return beside_fault(row)
    return told_apart(row, number, await walking.successor(session, report.last_hash), key)


async def _end(session: AsyncSession, report: Report, marks: _Marks) -> Finding | None:
    """Whether something was cut off the end, as far as anybody remembers more."""
    mark = marks.beyond()
    if mark is not None:
        return Finding(report.rows + 1, Fault.CUT_OFF, f"{mark.said_by} knows row {mark.last_number}")
    head = await walking.head(session)
    if head is None or head.number > report.rows:
        known = head.number if head else "nothing"
        return Finding(report.rows + 1, Fault.CUT_OFF, f"the head knows row {known}")
    if (head.number, head.hash) != (report.rows, report.last_hash):
        return Finding(head.number + 1, Fault.INSERTED, "after the head of the chain")
    return None
