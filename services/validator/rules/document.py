"""YAML text -> plain values that remember their places. Scalars stay text: YAML would make 0420504 an octal number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import yaml

from services.validator.rules.problems import Problem, RuleFileError, problem

MAX_MEGABYTES: Final = 8
_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scalar:
    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class Listing:
    place: Place
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    place: Place
    items: dict[str, Value]
    places: dict[str, Place]


Value = Scalar | Listing | Fields


def read_document(text: str) -> Value:
    """Raises `RuleFileError` for anything but a YAML document without anchors."""
    if len(text) > MAX_MEGABYTES << 20:
        raise RuleFileError((problem("too_large", (1, 1), limit=str(MAX_MEGABYTES)),))
    try:
        node = yaml.compose(text, Loader=_Loader)
        return _Converter().convert(node) if node else Fields((1, 1), {}, {})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise RuleFileError((problem("not_yaml", place, reason=error.problem or ""),)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RuleFileError((problem("not_yaml", (1, 1), reason=type(error).__name__),)) from error


class _Converter:
    def __init__(self) -> None:
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Value:
        place = _place(node)
        # An alias shares its node: expanding aliases of aliases is how a small file becomes a huge one.
        if id(node) in self._seen:
            raise RuleFileError((problem("alias", place),))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._fields(node, place)
        if isinstance(node, yaml.SequenceNode):
            return Listing(place, tuple(self.convert(item) for item in node.value))
        return Scalar(place, str(node.value))

    def _fields(self, node: yaml.MappingNode, place: Place) -> Fields:
        items: dict[str, Value] = {}
        places: dict[str, Place] = {}
        doubled: list[Problem] = []
        for key, value in node.value:
            name = str(key.value)
            if name in items:
                doubled.append(problem("duplicate_key", _place(key), name=name))
            items[name] = self.convert(value)
            places[name] = _place(key)
        if doubled:
            raise RuleFileError(tuple(doubled))
        return Fields(place, items, places)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
