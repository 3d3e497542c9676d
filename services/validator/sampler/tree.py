"""A report as plain values: sections are dicts, tables are lists of rows.

Paths are local names parted by dots, without the root.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from services.validator.sampler.errors import unknown_element

Cell = str | int | Decimal | date | None
Row = dict[str, Cell]
Tree = dict[str, "Cell | Tree | list[Row]"]


def section(tree: Tree, path: str) -> Tree:
    """The section at `path`, the whole for an empty one. KeyError when a step is missing: only forms name paths."""
    for step in filter(None, path.split(".")):
        tree = cast(Tree, tree[step])
    return tree


def rows(tree: Tree, path: str) -> list[Row]:
    """The rows of the table at `path`, to be changed in place."""
    parent, _, name = path.rpartition(".")
    return cast("list[Row]", section(tree, parent)[name])


def row(table: list[Row], key: str, value: str) -> Row:
    """The first row whose cell `key` is `value`."""
    return next(found for found in table if found[key] == value)


def put(tree: Tree, path: str, value: Cell) -> None:
    parent, _, name = path.rpartition(".")
    section(tree, parent)[name] = value


def number(tree: Tree, path: str) -> Decimal:
    """The amount at `path`."""
    parent, _, name = path.rpartition(".")
    return amount(cast(Cell, section(tree, parent)[name]))


def add(tree: Tree, path: str, delta: Decimal | int) -> None:
    put(tree, path, number(tree, path) + delta)


def amount(cell: Cell) -> Decimal:
    """A cell as a number; only cells that hold one may be asked."""
    return Decimal(cast("int | Decimal", cell))


def remove(tree: Tree, path: str) -> None:
    """Leave an element out; a column of a table is left out of every row. Raises `SampleError` for an unknown path."""
    parent, _, name = path.rpartition(".")
    found = [holder for holder in _holders(tree, parent) if name in holder]
    if not found:
        raise unknown_element(path)
    for holder in found:
        del holder[name]


def _holders(tree: Tree, path: str) -> Sequence[Tree | Row]:
    """What stands at `path`: a section, the rows of a table, or nothing."""
    here: Cell | Tree | list[Row] = tree
    for step in filter(None, path.split(".")):
        here = here.get(step) if isinstance(here, dict) else None
    if isinstance(here, dict):
        return [here]
    return here if isinstance(here, list) else []
