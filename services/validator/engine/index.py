"""A read report as columns: for each needed path its elements in the order of the file, and whose children they are.

Elements of one path lie in the order of their parents, so those below one row are always a contiguous span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import Final, overload

from lxml import etree

from services.validator.engine.columns import Column, NativeColumn, TreeColumn, attribute_of, line_of
from services.validator.engine.plan import Plan
from services.validator.engine.shape import Names, ObservedShape
from services.validator.native import Report, library

FEWEST_ROWS: Final = 8


@dataclass(frozen=True, slots=True)
class Stranger:
    """An element below the path of `slot` that the plan does not know: its first line, and how often it is met."""

    slot: int
    name: str
    line: int | None
    count: int


class Index:
    """The columns of one report. `report` is where the native library has them, None where it is done without."""

    def __init__(self, plan: Plan, root: etree._Element) -> None:
        self.plan = plan
        self.report: Report | None = None
        self._tree: list[TreeColumn] = []
        self._unknown: list[tuple[int, etree._Element]] = []
        self._starts: dict[tuple[int, int], list[int]] = {}
        self._aligned: dict[tuple[int, int], bool] = {}
        self._keys: dict[tuple[int, int], dict[str, list[int]] | None] = {}
        native = library()
        if native is not None:
            self.report = native.report(plan.native(native), root)
        else:
            self._fill(root)

    @cached_property
    def columns(self) -> Sequence[Column]:
        """A column for each slot of the plan."""
        return self._tree if self.report is None else _TakenColumns(self.plan, self.report)

    @property
    def most(self) -> int:
        """The number of elements of the longest column."""
        return max(len(column.parents) for column in self.columns)

    def unknown(self) -> list[Stranger]:
        """Elements that the plan does not know, by the slot above, then in the order of the file."""
        if self.report is not None:
            return sorted(starmap(Stranger, self.report.strangers()), key=lambda stranger: stranger.slot)
        found: dict[tuple[int, str], list[etree._Element]] = {}
        for slot, element in self._unknown:
            found.setdefault((slot, str(element.tag).rpartition("}")[2]), []).append(element)
        return [Stranger(slot, name, line_of(met[0]), len(met)) for (slot, name), met in found.items()]

    def _fill(self, root: etree._Element) -> None:
        columns = self._tree = [TreeColumn(_attribute(path)) for path in self.plan.paths]
        columns[0].elements.append(root)
        columns[0].parents.append(0)
        for slot, names in enumerate(self.plan.children):
            elements = columns[slot].elements
            if names and elements and (len(elements) < FEWEST_ROWS or not self._fill_regular(slot)):
                self._fill_children(slot)
            if self.plan.attributes[slot]:
                self._fill_attributes(slot)
        parents = self.plan.parents
        for slot, column in enumerate(columns):
            count = len(columns[parents[slot]].elements)
            owners = column.parents
            column.complete = len(owners) >= count and (count <= 1 or len(set(owners)) == count)

    def _fill_regular(self, slot: int) -> bool:
        """Rows that all have the children of the first one, each once, are turned into columns as a whole.

        The tags are compared by the parser itself: a column taken by place must be the very elements taken by tag.
        """
        above = self._tree[self.plan.parents[slot]].elements
        rows = self._tree[slot].elements
        first = [child.tag for child in rows[0]]
        if len(above) != 1 or len(set(first)) < len(first) or set(map(len, rows)) != {len(first)}:
            return False
        columns = list(zip(*rows, strict=True))
        if any(tuple(above[0].iter(tag)) != column for tag, column in zip(first, columns, strict=True)):
            return False
        owners = list(range(len(rows)))
        for tag, column in zip(first, columns, strict=True):
            found = self.plan.tags[slot][str(tag)]
            if found >= 0:
                self._tree[found].elements = list(column)
                self._tree[found].parents = owners
                self._aligned[found, slot] = True
            else:
                self._unknown.extend((slot, child) for child in column)
        return True

    def _fill_children(self, slot: int) -> None:
        tags = self.plan.tags[slot]
        columns = self._tree
        for ordinal, element in enumerate(columns[slot].elements):
            for child in element:
                found = tags[child.tag]
                if found >= 0:
                    column = columns[found]
                    column.elements.append(child)
                    column.parents.append(ordinal)
                else:
                    self._unknown.append((slot, child))

    def _fill_attributes(self, slot: int) -> None:
        for name, found in self.plan.attributes[slot].items():
            column = self._tree[found]
            for ordinal, element in enumerate(self._tree[slot].elements):
                if attribute_of(element, name) is not None:
                    column.elements.append(element)
                    column.parents.append(ordinal)

    def starts(self, slot: int, scope: int) -> list[int]:
        """Where the elements of `slot` below each element of `scope` start: `starts[i]:starts[i + 1]`."""
        known = self._starts.get((slot, scope))
        if known is None:
            owners = self._owners(slot, scope)
            count = self.columns[scope].count
            known = [bisect_left(owners, ordinal) for ordinal in range(count + 1)]
            self._starts[slot, scope] = known
        return known

    def _owners(self, slot: int, scope: int) -> list[int]:
        if self.plan.parents[slot] == scope != slot:
            return self.columns[slot].parents
        owners = list(range(self.columns[slot].count))
        while slot != scope:
            parents = self.columns[slot].parents
            owners = [parents[owner] for owner in owners]
            slot = self.plan.parents[slot]
        return owners

    def aligned(self, slot: int, scope: int) -> bool:
        """Whether each element of `scope` has exactly one element of `slot` below it."""
        known = self._aligned.get((slot, scope))
        if known is None:
            count = self.columns[scope].count
            same = self.columns[slot].count == count
            known = self._aligned[slot, scope] = same and self._owners(slot, scope) == list(range(count))
        return known

    def by_key(self, slot: int, scope: int) -> dict[str, list[int]] | None:
        """Rows of `scope` by the text of their one `slot`; None where a row lacks it or it can't be read."""
        if (slot, scope) not in self._keys:
            self._keys[slot, scope] = self._group(slot, scope)
        return self._keys[slot, scope]

    def _group(self, slot: int, scope: int) -> dict[str, list[int]] | None:
        if not self.aligned(slot, scope) or not self.columns[slot].plain("text"):
            return None
        rows: dict[str, list[int]] = {}
        for ordinal, text in enumerate(self.columns[slot].values("text")):
            rows.setdefault(text, []).append(ordinal)
        return rows

    def span(self, slot: int, scope: int, ordinal: int) -> range:
        """Ordinals of the elements of `slot` below one element of `scope`."""
        if scope == 0:
            return range(self.columns[slot].count)
        if slot == scope:
            return range(ordinal, ordinal + 1)
        starts = self.starts(slot, scope)
        return range(starts[ordinal], starts[ordinal + 1])

    def owner(self, slot: int, ordinal: int, ancestor: int) -> int:
        """The ordinal in `ancestor` of the element that holds this one."""
        while slot != ancestor:
            ordinal = self.columns[slot].parents[ordinal]
            slot = self.plan.parents[slot]
        return ordinal


class _TakenColumns(Sequence[Column]):
    """Columns of the native library, each made when something asks: a trigger looks at a few of a hundred."""

    def __init__(self, plan: Plan, report: Report) -> None:
        self._plan = plan
        self._report = report
        self._counts, self._complete = report.sizes(len(plan.paths))
        self._made: dict[int, NativeColumn] = {}

    def __len__(self) -> int:
        return len(self._counts)

    @overload
    def __getitem__(self, slot: int) -> Column: ...

    @overload
    def __getitem__(self, slot: slice) -> Sequence[Column]: ...

    def __getitem__(self, slot: int | slice) -> Column | Sequence[Column]:
        if isinstance(slot, slice):
            return [self[n] for n in range(*slot.indices(len(self)))]
        known = self._made.get(slot)
        if known is None:
            attribute = _attribute(self._plan.paths[slot])
            known = self._made[slot] = NativeColumn(self._report, slot, self._counts[slot], attribute)
            known.complete = bool(self._complete[slot])
        return known


def _attribute(path: Names) -> str | None:
    return path[-1][1:] if path and path[-1].startswith("@") else None


def observe(root: etree._Element) -> ObservedShape:
    """The shape of a file whose form has no element list."""
    present: set[Names] = set()
    repeats: set[Names] = set()
    pending: list[tuple[Names, etree._Element]] = [((), root)]
    while pending:
        path, element = pending.pop()
        seen: set[Names] = set()
        for child in element:
            below = (*path, str(child.tag).rpartition("}")[2])
            if below in seen:
                repeats.add(below)
            seen.add(below)
            if len(child) or below not in present:
                pending.append((below, child))
        present |= seen
    return ObservedShape(frozenset(present), frozenset(repeats))
