"""What is known of a report's elements: from the form's list, or - quick trials without one - from the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Protocol

from services.validator.domain.forms import Element, Form
from services.validator.domain.forms import names_of as names_of

Names = tuple[str, ...]
"""Local names from the root; an attribute is a last name that starts with `@`."""

ROOT: Names = ()


class Shape(Protocol):
    """Types, repetition and labels of paths."""

    listed_form: bool

    def type_of(self, path: Names) -> str | None:
        """`number`, `date`, `text`, `boolean`, `row`, or None where nothing is known."""

    def lists(self, path: Names) -> bool:
        """Whether an absence is the file's fault: the form has the element, or there is no list at all."""

    def repeated(self, path: Names, counting: bool) -> frozenset[Names]:
        """The prefixes of `path` (itself included) that repeat; `counting`: the path itself names the rows."""

    def has_children(self, path: Names) -> bool: ...

    def key_of(self, path: Names) -> str | None: ...

    def element_of(self, path: Names) -> Element | None:
        """What the form says of an element: its label and its place on paper."""


class FormShape:
    """The element list of a form."""

    listed_form = True

    def __init__(self, form: Form) -> None:
        self.elements: dict[Names, Element] = {names_of(element.path): element for element in form.elements}
        self._sections = {path[:n] for path in self.elements for n in range(len(path))}
        self._repeats = frozenset(path for path, element in self.elements.items() if element.repeats)

    def type_of(self, path: Names) -> str | None:
        element = self.elements.get(path)
        if element is not None:
            return element.type
        return "row" if path in self._sections else None

    def lists(self, path: Names) -> bool:
        return path in self.elements or path in self._sections

    def repeated(self, path: Names, counting: bool) -> frozenset[Names]:
        return frozenset(prefix for prefix in prefixes(path) if prefix in self._repeats)

    def has_children(self, path: Names) -> bool:
        return path in self._sections

    def needed_sections(self) -> Iterator[Names]:
        """Sections that hold what must be there; a row or a listed element answers for what is below it."""
        for path, element in self.elements.items():
            above = (path[:length] for length in range(1, len(path)))
            if element.mandatory:
                yield from takewhile(lambda section: section not in self.elements, above)

    def key_of(self, path: Names) -> str | None:
        element = self.elements.get(path)
        return element.key if element else None

    def element_of(self, path: Names) -> Element | None:
        return self.elements.get(path)


class ObservedShape:
    """What one file shows of itself: paths that are there, and those that repeat under one parent."""

    listed_form = False

    def __init__(self, present: frozenset[Names], repeats: frozenset[Names]) -> None:
        self.present = present
        self._repeats = repeats
        self._sections = {path[:-1] for path in present}

    def type_of(self, path: Names) -> str | None:
        return None

    def lists(self, path: Names) -> bool:
        return True

    def repeated(self, path: Names, counting: bool) -> frozenset[Names]:
        seen = frozenset(prefix for prefix in prefixes(path) if prefix in self._repeats)
        if seen or path in self.present:
            return seen
        # Nothing to go by: rows are the path itself where rows are counted, else the parent of a column.
        if counting:
            return frozenset({path})
        parent = path[:-1]
        return frozenset({parent}) if parent and parent not in self.present else frozenset()

    def has_children(self, path: Names) -> bool:
        return path in self._sections

    def key_of(self, path: Names) -> str | None:
        return None

    def element_of(self, path: Names) -> Element | None:
        return None


def prefixes(path: Names) -> Iterable[Names]:
    return (path[:n] for n in range(1, len(path) + 1))
