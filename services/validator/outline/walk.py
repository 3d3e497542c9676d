"""One walk over a sample: a tree of names with what was seen at each, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from services.validator.outline.values import Values

# Names of a sample are a stranger's: a file that names every element differently must not fill the memory.
MOST_NAMES: Final = 5000


@dataclass(slots=True)
class Node:
    """All elements of one path. `holders`: parents that have at least one; `most`: how many one parent has."""

    name: str
    parent: Node | None = None
    children: dict[str, Node] = field(default_factory=dict)
    values: Values = field(default_factory=Values)
    met: int = 0
    holders: int = 0
    most: int = 0
    _last_parent: int = -1
    _in_last: int = 0

    @property
    def path(self) -> tuple[str, ...]:
        return () if self.parent is None else (*self.parent.path, self.name)

    def count(self, parent: int) -> None:
        """One more element, below the parent of that ordinal."""
        self.met += 1
        if parent != self._last_parent:
            self.holders += 1
            self._last_parent, self._in_last = parent, 0
        self._in_last += 1
        self.most = max(self.most, self._in_last)

    def below(self) -> Iterator[Node]:
        """All nodes below, parents before children."""
        for child in self.children.values():
            yield child
            yield from child.below()


@dataclass(slots=True)
class Sample:
    """`cut`: there are more names than were taken."""

    root: Node
    cut: bool = False
    names: int = 0

    def child(self, node: Node, name: str) -> Node | None:
        known = node.children.get(name)
        if known is None and self.names < MOST_NAMES:
            known = node.children[name] = Node(name, node)
            self.names += 1
        self.cut = self.cut or known is None
        return known


def walk(root: etree._Element) -> Sample:
    """Attributes of the root are left out: they are volatile, and say nothing of the form."""
    sample = Sample(Node(""))
    sample.root.met = 1
    pending: list[tuple[etree._Element, Node, int]] = [(root, sample.root, 1)]
    while pending:
        element, node, ordinal = pending.pop()
        below: list[tuple[etree._Element, Node, int]] = []
        for child in element:
            found = sample.child(node, str(child.tag).rpartition("}")[2])
            if found is None:
                continue
            found.count(ordinal)
            _attributes(sample, found, child)
            if len(child):
                below.append((child, found, found.met))
                found.values.met += 1
            else:
                found.values.add(child.text)
        pending.extend(reversed(below))
    return sample


def _attributes(sample: Sample, node: Node, element: etree._Element) -> None:
    for name, value in element.attrib.items():
        found = sample.child(node, "@" + str(name).rpartition("}")[2])
        if found is not None:
            found.count(node.met)
            found.values.add(str(value))
