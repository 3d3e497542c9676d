"""The paths that a rule set needs of one source, numbered: a trie that the reading of a file walks along."""

from __future__ import annotations

from services.validator.engine.shape import ROOT, Names


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

    def slot(self, path: Names) -> int:
        """The slot of a path, made with all its parents when it is new."""
        known = self._slots.get(path)
        if known is not None:
            return known
        parent = self.slot(path[:-1])
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
