"""A read report as columns: for each needed path its elements in the order of the file, and whose children they are.

Elements of one path lie in the order of their parents, so those below one row are always a contiguous span.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from lxml import etree

from services.validator.engine.columns import Column, attribute_of
from services.validator.engine.plan import Plan
from services.validator.engine.shape import Names, ObservedShape

FEWEST_ROWS: Final = 8


class Index:
    """The columns of one report. `unknown` has the elements that the plan does not know, with their parent's slot;
    `most` is the number of elements of the longest column."""

    def __init__(self, plan: Plan, root: etree._Element) -> None:
        self.plan = plan
        self.columns: list[Column] = [
            Column(path[-1][1:] if path and path[-1].startswith("@") else None) for path in plan.paths
        ]
        self.unknown: list[tuple[int, etree._Element]] = []
        self.most = 0
        self._starts: dict[tuple[int, int], list[int]] = {}
        self._aligned: dict[tuple[int, int], bool] = {}
        self._keys: dict[tuple[int, int], dict[str, list[int]] | None] = {}
        self._fill(root)

    def _fill(self, root: etree._Element) -> None:
        columns = self.columns
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
            self.most = max(self.most, len(owners))
            column.complete = len(owners) >= count and (count <= 1 or len(set(owners)) == count)

    def _fill_regular(self, slot: int) -> bool:
        """Rows that all have the children of the first one, each once, are turned into columns as a whole.

        The tags are compared by the parser itself: a column taken by place must be the very elements taken by tag.
        """
        above = self.columns[self.plan.parents[slot]].elements
        rows = self.columns[slot].elements
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
                self.columns[found].elements = list(column)
                self.columns[found].parents = owners
                self._aligned[found, slot] = True
            else:
                self.unknown.extend((slot, child) for child in column)
        return True

    def _fill_children(self, slot: int) -> None:
        tags = self.plan.tags[slot]
        columns = self.columns
        for ordinal, element in enumerate(columns[slot].elements):
            for child in element:
                found = tags[child.tag]
                if found >= 0:
                    column = columns[found]
                    column.elements.append(child)
                    column.parents.append(ordinal)
                else:
                    self.unknown.append((slot, child))

    def _fill_attributes(self, slot: int) -> None:
        for name, found in self.plan.attributes[slot].items():
            column = self.columns[found]
            for ordinal, element in enumerate(self.columns[slot].elements):
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
