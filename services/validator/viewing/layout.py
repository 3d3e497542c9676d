"""How the elements of a form lie on paper: sections, lines with their columns, tables whose rows repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.validator.domain.forms import Element
from services.validator.engine.shape import Names, names_of, prefixes


@dataclass(frozen=True, slots=True)
class Place:
    """An element of the form and its names."""

    names: Names
    element: Element


@dataclass(slots=True)
class Line:
    """One line of the form: its number, and a cell for some of the columns of the block."""

    number: str | None
    label: str | None
    cells: dict[str | None, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """Lines, or - with `row` - a table whose rows repeat, and its columns."""

    title: str | None = None
    row: Place | None = None
    lines: list[Line] = field(default_factory=list)
    columns: list[Place] = field(default_factory=list)

    @property
    def numbers(self) -> list[str | None]:
        """Numbers of the columns of lines, as the form counts them."""
        return sorted({number for line in self.lines for number in line.cells}, key=_column_order)


@dataclass(slots=True)
class Section:
    title: str | None
    blocks: list[Block] = field(default_factory=list)


def lay_out(elements: Iterable[Element]) -> list[Section]:
    """Sections in the order in which the form first names them."""
    places = [Place(names_of(element.path), element) for element in elements]
    rows = {place.names: place for place in places if place.element.repeats}
    sections: dict[str | None, Section] = {}
    tables: dict[Names, Block] = {}
    for place in places:
        section = sections.setdefault(place.element.section, Section(place.element.section))
        row = next((rows[above] for above in reversed(list(prefixes(place.names))) if above in rows), None)
        if row is not None:
            _add_column(section, tables, row, place)
        elif place.element.type != "row":
            _add_line(section, place)
    for block in tables.values():
        # A row without columns states its own text.
        block.columns = block.columns or [place for place in [block.row] if place is not None]
    kept = [Section(s.title, [b for b in s.blocks if b.lines or b.columns]) for s in sections.values()]
    return [section for section in kept if section.blocks]


def _add_column(section: Section, tables: dict[Names, Block], row: Place, place: Place) -> None:
    block = tables.get(row.names)
    if block is None:
        block = tables[row.names] = Block(row.element.label, row)
        section.blocks.append(block)
    if place.names != row.names and place.element.type != "row":
        block.columns.append(place)


def _add_line(section: Section, place: Place) -> None:
    element = place.element
    block = section.blocks[-1] if section.blocks else None
    if block is None or block.row is not None:
        block = Block()
        section.blocks.append(block)
    same = next((line for line in block.lines if element.line is not None and line.number == element.line), None)
    if same is None or element.column in same.cells:
        same = Line(element.line, element.label or place.names[-1])
        block.lines.append(same)
    same.cells[element.column] = place


def _column_order(number: str | None) -> tuple[int, str]:
    text = number or ""
    return (int(text), "") if text.isascii() and text.isdigit() else (0 if not text else 1 << 30, text)
