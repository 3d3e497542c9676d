"""A window on a sheet. It stops early where its values are long, so that an answer stays small on the bus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.form_view import FormBlock, FormCell, FormColumn, FormPicture, FormRow, FormSection, Window
from services.validator.domain.forms import Form
from services.validator.engine import collector
from services.validator.viewing.layout import Block, Line, Place, Section
from services.validator.viewing.sheet import Sheet, path_of

MOST_LETTERS: Final = 300
_BUDGET: Final = 150_000
_CELL_COST: Final = 200
# A cell that is asked for is shown with some rows before it.
_ABOVE: Final = 5


def draw(data: bytes, file_name: str, form: Form, window: Window) -> FormPicture:
    """Raises `Refusal`."""
    with collector.resting():
        return _drawn(Sheet(data, file_name, form), window)


def _drawn(sheet: Sheet, window: Window) -> FormPicture:
    totals = [sum(sheet.rows(block) for block in section.blocks) for section in sheet.sections]
    number, offset = _place(sheet, window)
    sections = tuple(
        FormSection(number=n, title=section.title, rows=rows)
        for n, (section, rows) in enumerate(zip(sheet.sections, totals, strict=True))
    )
    if number >= len(sections):
        return FormPicture(sections=sections, section=number, offset=0, blocks=())
    blocks, shown = _blocks(sheet, sheet.sections[number], offset, window.limit)
    following = offset + shown
    return FormPicture(
        sections=sections,
        section=number,
        offset=offset,
        next=following if shown and following < totals[number] else None,
        blocks=tuple(blocks),
    )


def _place(sheet: Sheet, window: Window) -> tuple[int, int]:
    """Section and offset: those of the cell asked for, where the form has it."""
    found = _find(sheet, window.cell, window.row) if window.cell is not None else None
    if found is None:
        return window.section or 0, window.offset
    number, row = found
    return number, max(0, row - _ABOVE) if row >= window.limit else 0


def _find(sheet: Sheet, path: str, row: int | None) -> tuple[int, int] | None:
    for number, section in enumerate(sheet.sections):
        before = 0
        for block in section.blocks:
            within = _row_of(sheet, block, path, row)
            if within is not None:
                return number, before + within
            before += sheet.rows(block)
    return None


def _row_of(sheet: Sheet, block: Block, path: str, row: int | None) -> int | None:
    if block.row is None:
        lines = enumerate(block.lines)
        return next((n for n, line in lines if any(path_of(place) == path for place in line.cells.values())), None)
    if not any(path_of(place) == path for place in (block.row, *block.columns)):
        return None
    return min((row or 1) - 1, max(sheet.rows(block) - 1, 0))


def _blocks(sheet: Sheet, section: Section, offset: int, limit: int) -> tuple[list[FormBlock], int]:
    blocks: list[FormBlock] = []
    shown, budget = 0, _BUDGET
    skip = offset
    for block in section.blocks:
        total = sheet.rows(block)
        rows: list[FormRow] = []
        for number in range(min(skip, total), total):
            if shown >= limit or (budget <= 0 and shown):
                break
            row = _row(sheet, block, number)
            rows.append(row)
            budget -= _cost(row)
            shown += 1
        if rows or (not total and skip == 0 and shown < limit):
            blocks.append(_block(block, total, tuple(rows)))
        skip = max(0, skip - total)
    return blocks, shown


def _block(block: Block, total: int, rows: tuple[FormRow, ...]) -> FormBlock:
    return FormBlock(
        repeats=block.row is not None,
        path=path_of(block.row) if block.row else None,
        title=block.title,
        columns=tuple(_columns(block)),
        total=total,
        rows=rows,
    )


def _columns(block: Block) -> Iterator[FormColumn]:
    if block.row is None:
        yield from (FormColumn(number=number) for number in block.numbers)
        return
    for place in block.columns:
        element = place.element
        label = element.label or place.names[-1]
        yield FormColumn(number=element.column, label=label, path=path_of(place), type=element.type)


def _row(sheet: Sheet, block: Block, number: int) -> FormRow:
    if block.row is None:
        return _line(sheet, block, block.lines[number])
    cells = tuple(_cell(sheet, place, sheet.in_row(place, block, number)) for place in block.columns)
    return FormRow(line=sheet.key(block, number), row=number + 1, cells=cells)


def _line(sheet: Sheet, block: Block, line: Line) -> FormRow:
    cells = []
    for number in block.numbers:
        place = line.cells.get(number)
        cells.append(None if place is None else _cell(sheet, place, sheet.in_row(place, block, 0)))
    return FormRow(line=line.number, label=line.label, cells=tuple(cells))


def _cell(sheet: Sheet, place: Place, found: int | None) -> FormCell:
    text = sheet.text(place, found)
    return FormCell(
        path=path_of(place),
        label=place.element.label,
        value=None if text is None else text[:MOST_LETTERS],
        line=sheet.line(place, found),
        type=place.element.type,
        cut=text is not None and len(text) > MOST_LETTERS,
    )


def _cost(row: FormRow) -> int:
    return sum(_CELL_COST + 2 * len(cell.path) + 2 * len(cell.value or "") for cell in row.cells if cell is not None)
