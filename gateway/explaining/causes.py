"""Root causes first: the fewest cells that explain what fired.

A *firing* is a trigger that fired, or one of its rows where it fires row by row. Cells that several firings share come
first: a greedy hitting set, from which cells that the others make needless are taken out again. Equal cells keep the
order of the findings, so the same verdict always gives the same causes.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from contracts.base import Message
from contracts.verdict import Finding, FindingCell, Outcome, Severity

# Causes that a page shows, and those of them that it says to begin with.
MOST = 100
FIRST = 3

CellId = tuple[str, int | None]


class RootCause(Message):
    """A cell, the triggers whose evidence has it, and how many firings it explains that no earlier cause does."""

    cell: FindingCell
    codes: tuple[str, ...]
    firings: int
    suggested: str | None = Field(default=None, description="the value that all its equations agree on")


class Causes(Message):
    """`begin` causes explain `explained` of all `firings`; `unexplained` triggers have no cell in this report."""

    firings: int
    begin: int
    explained: int
    items: tuple[RootCause, ...]
    total: int
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Firing:
    code: str
    cells: tuple[CellId, ...]


def causes(findings: Sequence[Finding]) -> Causes:
    """Of the errors that fired; warnings ask for no mending."""
    fired = [f for f in findings if f.outcome is Outcome.FIRED and f.severity is Severity.ERROR]
    firings = [firing for finding in fired for firing in _firings(finding)]
    cells = _cells(fired)
    chosen = hitting_set([firing.cells for firing in firings])
    items = tuple(_items(chosen, firings, cells, fired))
    begin = _begin(items)
    explainable = {firing.code for firing in firings if firing.cells}
    return Causes(
        firings=len(firings),
        begin=begin,
        explained=sum(item.firings for item in items[:begin]),
        items=items[:MOST],
        total=len(items),
        unexplained=tuple(f.code for f in fired if f.code not in explainable),
    )


def hitting_set(sets: Sequence[Sequence[CellId]]) -> list[CellId]:
    """Few elements of which every set that has any has at least one; the most shared first, ties by order."""
    members = _members(sets)
    order = {cell: place for place, cell in enumerate(members)}
    waiting = {n for n, cells in enumerate(sets) if cells}
    heap = [(-len(found), order[cell], cell) for cell, found in members.items()]
    heapq.heapify(heap)
    chosen: list[CellId] = []
    while waiting:
        _, place, cell = heapq.heappop(heap)
        gain = len(members[cell] & waiting)
        # What was counted before others were chosen may be too much: it queues again with what is left of it.
        if heap and (-gain, place) > heap[0][:2]:
            heapq.heappush(heap, (-gain, place, cell))
            continue
        chosen.append(cell)
        waiting -= members[cell]
    return _without_needless(chosen, members)


def _members(sets: Sequence[Sequence[CellId]]) -> dict[CellId, set[int]]:
    members: dict[CellId, set[int]] = {}
    for n, cells in enumerate(sets):
        for cell in cells:
            members.setdefault(cell, set()).add(n)
    return members


def _without_needless(chosen: list[CellId], members: dict[CellId, set[int]]) -> list[CellId]:
    covered: dict[int, int] = {}
    for cell in chosen:
        for n in members[cell]:
            covered[n] = covered.get(n, 0) + 1
    kept = list(chosen)
    for cell in reversed(chosen):
        if all(covered[n] > 1 for n in members[cell]):
            kept.remove(cell)
            for n in members[cell]:
                covered[n] -= 1
    return kept


def _firings(finding: Finding) -> Iterator[_Firing]:
    own = [cell for cell in finding.cells if not cell.elsewhere]
    by_row: dict[int | None, list[CellId]] = {}
    for cell in own:
        by_row.setdefault(cell.row, []).append(_id(cell))
    if not any(row.number in by_row for row in finding.rows):
        yield _Firing(finding.code, tuple(dict.fromkeys(map(_id, own))))
        return
    shared = by_row.get(None, [])
    for row in finding.rows:
        yield _Firing(finding.code, tuple(dict.fromkeys([*by_row.get(row.number, []), *shared])))


def _id(cell: FindingCell) -> CellId:
    return cell.path, cell.row


def _cells(fired: Iterable[Finding]) -> dict[CellId, list[tuple[str, FindingCell]]]:
    found: dict[CellId, list[tuple[str, FindingCell]]] = {}
    for finding in fired:
        for cell in finding.cells:
            found.setdefault(_id(cell), []).append((finding.code, cell))
    return found


def _items(
    chosen: Iterable[CellId],
    firings: Sequence[_Firing],
    cells: dict[CellId, list[tuple[str, FindingCell]]],
    fired: Sequence[Finding],
) -> Iterator[RootCause]:
    members = _members([firing.cells for firing in firings])
    waiting = {n for n, firing in enumerate(firings) if firing.cells}
    for cell in chosen:
        newly = members[cell] & waiting
        waiting -= newly
        told = cells[cell]
        codes = {code for code, _ in told}
        suggested = {evidence.suggested for _, evidence in told} - {None}
        yield RootCause(
            cell=told[0][1],
            codes=tuple(finding.code for finding in fired if finding.code in codes),
            firings=len(newly),
            suggested=suggested.pop() if len(suggested) == 1 else None,
        )


def _begin(items: Sequence[RootCause]) -> int:
    """How many to begin with: those that explain more than one firing each, and at least one."""
    shared = sum(1 for item in items if item.firings > 1)
    return min(FIRST, max(shared, 1), len(items))
