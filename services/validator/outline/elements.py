"""A walked sample -> the elements of a form, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.form_drafts import OutlineElement
from services.validator.outline.naming import place_of
from services.validator.outline.walk import Node, Sample

_COLLECTION: Final = "Коллекция"
_ROW_NUMBER = re.compile(r"НомерСтроки|^Номер|^Код|^ИНН")
_MOST_KEYS: Final = 5
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


def elements_of(sample: Sample) -> list[OutlineElement]:
    """Values, rows of tables, attributes; sections without a value of their own are not listed."""
    return [_element(node) for node in sample.root.below() if _is_listed(node)]


def path_of(node: Node) -> str:
    """The path as formulas write it: odd names in backticks."""
    return ".".join(map(_quoted, node.path))


def _quoted(name: str) -> str:
    mark, bare = ("@", name[1:]) if name.startswith("@") else ("", name)
    return mark + (bare if _PLAIN_NAME.fullmatch(bare) else f"`{bare}`")


def _is_listed(node: Node) -> bool:
    return repeats(node) or not _has_elements(node)


def _has_elements(node: Node) -> bool:
    return any(not name.startswith("@") for name in node.children)


def repeats(node: Node) -> bool:
    """Met several times below one parent; or the one row of a table, which the format names after its collection."""
    if node.most > 1:
        return True
    parent = node.parent
    if parent is None or not parent.name or node.name.startswith("@"):
        return False
    if re.fullmatch(re.escape(parent.name) + r"_\d+", node.name):
        return parent.parent is not None and parent.parent.name == _COLLECTION + parent.name
    if parent.name == _COLLECTION + node.name and _has_elements(node):
        # КоллекцияX/X/X_1 has its rows one level deeper.
        return not any(re.fullmatch(re.escape(node.name) + r"_\d+", name) for name in node.children)
    return False


def _element(node: Node) -> OutlineElement:
    is_row = _has_elements(node) or (node.parent is not None and _is_empty_table(node))
    keys = _keys(node) if repeats(node) and is_row else ()
    place = place_of(node.path)
    return OutlineElement(
        path=path_of(node),
        type="row" if is_row else node.values.kind(node.name),
        label=place.label,
        section=place.section,
        line=place.line,
        column=place.column,
        repeats=repeats(node),
        key=_quoted(keys[0]) if keys else None,
        mandatory=node.parent is not None and node.holders == node.parent.met,
        met=node.met,
        empty=0 if is_row else node.values.empty,
        keys=tuple(map(_quoted, keys)),
    )


def _is_empty_table(node: Node) -> bool:
    named = node.name.startswith(_COLLECTION)
    return named or (node.parent is not None and node.parent.name == _COLLECTION + node.name and not node.values.stated)


def _keys(row: Node) -> Sequence[str]:
    """Columns that are there in every row and tell the rows apart; numbers and codes of rows go first."""
    found = [
        child.name
        for child in row.children.values()
        if not _has_elements(child)
        and child.met == row.met == child.holders
        and child.values.distinct is not None
        and child.values.kind(child.name) in ("text", "number")
    ]
    found.sort(key=lambda name: (not _ROW_NUMBER.search(name), row.children[name].values.kind(name) != "text"))
    # An amount may happen to differ in every row of a short sample; it is no key for that.
    return [name for name in found if _ROW_NUMBER.search(name) or row.children[name].values.kind(name) == "text"][
        :_MOST_KEYS
    ]
