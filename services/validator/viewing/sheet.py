"""One file laid out by its form: the values of every cell, section by section."""

from __future__ import annotations

from collections.abc import Sequence

from services.validator.domain.forms import Element, Form
from services.validator.engine.index import Index, observe
from services.validator.engine.plan import Plan
from services.validator.engine.shape import ObservedShape, names_of
from services.validator.language.printer import dotted
from services.validator.reader import read_document, unpack
from services.validator.reader.recognise import check_form
from services.validator.viewing.layout import Block, Place, Section, lay_out


class Sheet:
    """Raises `Refusal` for a file that cannot be read, or is not of the form."""

    def __init__(self, data: bytes, file_name: str, form: Form) -> None:
        document = read_document(unpack(data, file_name).data)
        check_form(document, form)
        elements = form.elements or _observed(observe(document.root))
        self.sections: list[Section] = lay_out(elements)
        plan = Plan()
        for element in elements:
            plan.slot(names_of(element.path))
        self.index = Index(plan, document.root)

    def rows(self, block: Block) -> int:
        """How many rows a block has in this file."""
        if block.row is None:
            return len(block.lines)
        slot = self.index.plan.find(block.row.names)
        return 0 if slot is None else self.index.columns[slot].count

    def texts(self, place: Place) -> Sequence[str | None]:
        """The raw texts of an element, in the order of the file; none where the file's own shape lacks it."""
        slot = self.index.plan.find(place.names)
        return () if slot is None else self.index.columns[slot].raw()

    def in_rows(self, place: Place, block: Block) -> list[str | None]:
        """The trimmed text of a column in each row of its table; of several elements in one row the first."""
        texts = self.texts(place)
        return [None if found is None else _trimmed(texts[found]) for found in self._ordinals(place, block)]

    def in_row(self, place: Place, block: Block, row: int) -> int | None:
        """Which element of a column stands in a row of its table; the first where there are several."""
        if block.row is None:
            return 0 if self.texts(place) else None
        span = self.index.span(self._slot(place), self._slot(block.row), row)
        return span[0] if span else None

    def text(self, place: Place, found: int | None) -> str | None:
        return None if found is None else _trimmed(self.texts(place)[found])

    def line(self, place: Place, found: int | None) -> int | None:
        """The line of the file, as far as the parser counts."""
        return None if found is None else self.index.columns[self._slot(place)].line(found)

    def keys(self, block: Block) -> list[str | None]:
        """What tells the rows of a table apart; None for each where the form names nothing."""
        place = _key_place(block)
        return [None] * self.rows(block) if place is None else self.in_rows(place, block)

    def key(self, block: Block, row: int) -> str | None:
        """What tells one row of a table apart."""
        place = _key_place(block)
        return None if place is None else self.text(place, self.in_row(place, block, row)) or None

    def _ordinals(self, place: Place, block: Block) -> Sequence[int | None]:
        rows = range(self.rows(block))
        if not rows or block.row is None:
            return rows
        if self.index.aligned(self._slot(place), self._slot(block.row)):
            return rows
        return [self.in_row(place, block, row) for row in rows]

    def _slot(self, place: Place) -> int:
        slot = self.index.plan.find(place.names)
        if slot is None:
            raise KeyError(place.names)
        return slot


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


def _key_place(block: Block) -> Place | None:
    key = block.row.element.key if block.row else None
    if key is None or block.row is None:
        return None
    names = (*block.row.names, *names_of(key))
    return next((place for place in block.columns if place.names == names), None)


def path_of(place: Place) -> str:
    """A path as findings show it."""
    *above, last = place.names
    return dotted(tuple(above), last[1:]) if last.startswith("@") else dotted(place.names)


def _observed(shape: ObservedShape) -> tuple[Element, ...]:
    """Elements of a form that has no list: what the file itself shows, in a stable order."""
    return tuple(
        Element(
            path=".".join(f"`{name}`" for name in path),
            type="row" if shape.has_children(path) else "text",
            repeats=path in shape.repeated(path, counting=False),
            label=path[-1],
            section=path[0],
        )
        for path in sorted(shape.present)
    )
