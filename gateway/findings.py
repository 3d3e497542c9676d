"""Findings out of the stored verdict, a page at a time."""

import asyncio

from pydantic import Field

from chassis import paging
from chassis.errors import not_found
from chassis.storage import Storage
from contracts.base import Message
from contracts.reports import LocatedFile
from contracts.statuses import ReportStatus
from contracts.validator import Counts
from contracts.verdict import Finding, FindingCell, FindingRow, StructureRemark, VerdictDocument
from gateway.explaining.lines import repeated
from gateway.storage_trouble import told_as_unavailable

# Instances of one trigger that a screen shows; the workbook holds all of them.
SHOWN = 20
_NOTHING_YET = VerdictDocument(status=ReportStatus.CHECKING, counts=Counts())


class FindingView(Finding):
    """A finding with at most 20 cells and rows, and how many there are."""

    cells_total: int
    rows_total: int
    not_evaluated_rows_total: int
    repeated: int = Field(default=0, description="in how many periods right before this one it fired too")


class FindingPage(Message):
    items: tuple[FindingView, ...]
    next: str | None = Field(default=None, description="cursor of the next page")


class EvidencePage(Message):
    """Cells and rows of one finding from `offset` on, at most `limit` of each; totals as in the finding."""

    cells: tuple[FindingCell, ...]
    rows: tuple[FindingRow, ...]
    cells_total: int
    rows_total: int
    next: int | None = Field(default=None, description="offset of the next page")


class RemarkPage(Message):
    """At most a hundred remarks; one of the code `remarks_cut` counts them all, where there are more."""

    items: tuple[StructureRemark, ...]
    next: str | None = None


async def load(storage: Storage, located: LocatedFile) -> VerdictDocument:
    """The newest verdict of a submission; one without findings while there is none."""
    if located.verdict is None:
        return _NOTHING_YET
    with told_as_unavailable():
        content = await storage.read(located.verdict)
    # Megabytes of findings would hold up everybody else's requests.
    return await asyncio.to_thread(VerdictDocument.model_validate_json, content)


def page(located: LocatedFile, verdict: VerdictDocument, cursor: str | None, limit: int) -> FindingPage:
    """`limit` findings from `cursor` on. Raises `invalid` for a cursor of another verdict."""
    mark = located.verdict.sha256[:12] if located.verdict else ""

    def place(of_verdict: str, number: str) -> int:
        if of_verdict != mark or not (number.isascii() and number.isdecimal()):
            raise ValueError(number)
        return int(number)

    start = paging.place_of(cursor, place) or 0
    shown = verdict.findings[start : start + limit]
    more = start + limit < len(verdict.findings)
    following = paging.cursor_of(mark, str(start + limit))
    repeats = repeated(located)
    items = tuple(view(finding, repeats.get(finding.code, 0)) for finding in shown)
    return FindingPage(items=items, next=following if more else None)


def view(finding: Finding, periods: int = 0) -> FindingView:
    """What a screen shows of a finding; `periods`: in how many right before it fired too."""
    # Cut before it is copied: one trigger may have fired in a hundred thousand rows.
    lists = {name: getattr(finding, name) for name in ("cells", "rows", "not_evaluated_rows")}
    shown = finding.model_copy(update={name: items[:SHOWN] for name, items in lists.items()})
    totals = {f"{name}_total": len(items) for name, items in lists.items()}
    return FindingView(**shown.model_dump(), **totals, repeated=periods)


def evidence(verdict: VerdictDocument, code: str, offset: int, limit: int) -> EvidencePage:
    """A page of what one trigger found. Raises `not_found` where it found nothing."""
    finding = next((one for one in verdict.findings if one.code == code), None)
    if finding is None:
        raise not_found()
    end = offset + limit
    return EvidencePage(
        cells=finding.cells[offset:end],
        rows=finding.rows[offset:end],
        cells_total=len(finding.cells),
        rows_total=len(finding.rows),
        next=end if end < max(len(finding.cells), len(finding.rows)) else None,
    )
