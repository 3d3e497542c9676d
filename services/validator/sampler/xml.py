"""A report's values -> XTDD bytes in the manner of the official program: a BOM, the prefix `av:`, a row on one line."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from services.validator.sampler.tree import Cell, Row, Tree

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Envelope:
    """The root element: local name, namespace and its attributes, which have no namespace."""

    root: str
    namespace: str
    attributes: dict[str, str]


def render(envelope: Envelope, tree: Tree) -> bytes:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in envelope.attributes.items())
    start = f"<av:{envelope.root} xmlns:av={quoteattr(envelope.namespace)}{attributes}>"
    lines = ['<?xml version="1.0" encoding="utf-8"?>', start, *_lines(tree, _INDENT), f"</av:{envelope.root}>", ""]
    return BOM_UTF8 + "\n".join(lines).encode()


def render_row(name: str, row: Row) -> str:
    """A row of a table, without indent and line feed."""
    cells = "".join(f"<av:{column}>{_text(cell)}</av:{column}>" for column, cell in row.items())
    return f"<av:{name}>{cells}</av:{name}>"


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    for name, value in tree.items():
        if isinstance(value, list):
            yield from (indent + render_row(name, row) for row in value)
        elif not isinstance(value, dict):
            yield f"{indent}<av:{name}>{_text(value)}</av:{name}>"
        elif value:
            yield f"{indent}<av:{name}>"
            yield from _lines(value, indent + _INDENT)
            yield f"{indent}</av:{name}>"
        else:
            yield f"{indent}<av:{name}/>"


def _text(cell: Cell) -> str:
    """A date becomes ISO, a number plain decimal; nothing becomes the dash that forms use."""
    return "-" if cell is None else escape(str(cell))
