"""The paths that a rule set needs of one source, numbered: a trie that the reading of a file walks along."""

from __future__ import annotations

from services.validator.engine.shape import ROOT, FormShape, Names
from services.validator.native import Library
from services.validator.native.library import Held


class Tags(dict[str, int]):
    """Tag -> slot of a child, -1 for one that the plan does not know; kept from file to file.

    A tag met for the first time is looked up by its local name. Files choose their tags, so only so many are kept.
    """

    MOST = 1000

    def __init__(self, names: dict[str, int]) -> None:
        super().__init__()
        self.names = names

    def __missing__(self, tag: str) -> int:
        slot = self.names.get(tag.rpartition("}")[2], -1)
        if len(self) < self.MOST:
            self[tag] = slot
        return slot


class Plan:
    """Slots of paths; slot 0 is the root, a parent always has a lower number than its children."""

    def __init__(self) -> None:
        self.paths: list[Names] = [ROOT]
        self.parents: list[int] = [0]
        self.children: list[dict[str, int]] = [{}]
        self.tags: list[Tags] = [Tags(self.children[0])]
        self.attributes: list[dict[str, int]] = [{}]
        self._slots: dict[Names, int] = {ROOT: 0}
        self._native: Held | None = None
        self._listed: bytes | None = None

    def slot(self, path: Names) -> int:
        """The slot of a path, made with all its parents when it is new."""
        known = self._slots.get(path)
        if known is not None:
            return known
        parent = self.slot(path[:-1])
        self._native = self._listed = None
        slot = len(self.paths)
        self._slots[path] = slot
        self.paths.append(path)
        self.parents.append(parent)
        self.children.append({})
        self.tags.append(Tags(self.children[slot]))
        self.attributes.append({})
        name = path[-1]
        if name.startswith("@"):
            self.attributes[parent][name[1:]] = slot
        else:
            self.children[parent][name] = slot
        return slot

    def find(self, path: Names) -> int | None:
        return self._slots.get(path)

    def native(self, library: Library) -> Held:
        """The plan as the native library has it; made once, when all paths are known."""
        if self._native is None:
            self._native = library.plan(self.parents, [path[-1] if path else "" for path in self.paths])
        return self._native

    def listed(self, shape: FormShape) -> bytes:
        """For each slot: 1 for an element that the form has once in its row, 2 for one that must be there, 3 for a
        section that may not be absent as a whole, else 0."""
        if self._listed is None:
            elements = [shape.elements.get(path) for path in self.paths]
            marks = bytearray(0 if one is None or one.repeats else 1 + one.mandatory for one in elements)
            for section in shape.needed_sections():
                marks[self._slots[section]] = 3
            self._listed = bytes(marks)
        return self._listed
