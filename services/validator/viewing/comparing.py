"""What differs between two files of one form. Amounts and dates are compared by value: `10,00` is `10`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts.form_view import CellChange, Comparison
from services.validator.domain.forms import Form
from services.validator.engine import collector
from services.validator.engine.columns import READERS
from services.validator.viewing.layout import Block, Place
from services.validator.viewing.sheet import Sheet, path_of

MOST_LETTERS: Final = 300
_PARTED: Final = "; "


@dataclass(frozen=True, slots=True)
class _Change:
    place: Place
    before: str | None
    after: str | None
    row: int | None = None
    key: str | None = None
    whole_row: bool = False


@dataclass(frozen=True, slots=True)
class _Two:
    before: Sheet
    after: Sheet


@dataclass(frozen=True, slots=True)
class Upload:
    data: bytes
    file_name: str


def compare(before: Upload, after: Upload, form: Form, offset: int, limit: int) -> Comparison:
    """The changes of a window, in the order of the form, and how many there are. Raises `Refusal`."""
    with collector.resting():
        two = _Two(Sheet(before.data, before.file_name, form), Sheet(after.data, after.file_name, form))
        return _window(two, offset, limit)


def _window(two: _Two, offset: int, limit: int) -> Comparison:
    shown: list[CellChange] = []
    total = 0
    for change in _changes(two):
        if offset <= total < offset + limit:
            shown.append(_told(change))
        total += 1
    following = offset + limit
    return Comparison(items=tuple(shown), total=total, next=following if following < total else None)


def _changes(two: _Two) -> Iterator[_Change]:
    for block in _blocks(two):
        yield from _table(two, block, block.row) if block.row is not None else _lines(two, block)


def _blocks(two: _Two) -> Iterator[Block]:
    """Of the newer file; a form without a list of elements has what either file shows, so the older one's besides."""
    known = {place.names for section in two.after.sections for block in section.blocks for place in _places(block)}
    for section in two.after.sections:
        yield from section.blocks
    for section in two.before.sections:
        yield from (block for block in section.blocks if not any(place.names in known for place in _places(block)))


def _places(block: Block) -> list[Place]:
    return block.columns if block.row is not None else [p for line in block.lines for p in line.cells.values()]


def _lines(two: _Two, block: Block) -> Iterator[_Change]:
    for place in _places(block):
        before, after = (sheet.text(place, sheet.in_row(place, block, 0)) for sheet in (two.before, two.after))
        if _differ(place, before, after):
            yield _Change(place, before, after)


_Key = str | int


def _table(two: _Two, block: Block, row: Place) -> Iterator[_Change]:
    old, new = _keys(two.before, block), _keys(two.after, block)
    if old is None or new is None:
        old, new = _numbers(two.before, block), _numbers(two.after, block)
    columns = [(place, two.before.in_rows(place, block), two.after.in_rows(place, block)) for place in block.columns]
    for key, number in new.items():
        if key not in old:
            after = _PARTED.join(filter(None, (texts[number] for _, _, texts in columns)))
            yield _Change(row, None, after, number + 1, _named(key), True)
            continue
        earlier = old[key]
        for place, befores, afters in columns:
            if befores[earlier] != afters[number] and _differ(place, befores[earlier], afters[number]):
                yield _Change(place, befores[earlier], afters[number], number + 1, _named(key))
    for key, number in old.items():
        if key not in new:
            before = _PARTED.join(filter(None, (texts[number] for _, texts, _ in columns)))
            yield _Change(row, before, None, number + 1, _named(key), True)


def _keys(sheet: Sheet, block: Block) -> dict[_Key, int] | None:
    """Rows by what tells them apart; None where the form names no key, or the file repeats one or leaves it out."""
    keys = sheet.keys(block)
    named: dict[_Key, int] = {key: number for number, key in enumerate(keys) if key}
    return named if len(named) == len(keys) else None


def _numbers(sheet: Sheet, block: Block) -> dict[_Key, int]:
    return {number: number for number in range(sheet.rows(block))}


def _named(key: _Key) -> str | None:
    return key if isinstance(key, str) else None


def _differ(place: Place, before: str | None, after: str | None) -> bool:
    if before == after:
        return False
    if before is None or after is None:
        return True
    read = READERS.get(place.element.type)
    values = (read(before), read(after)) if read else (None, None)
    return values[0] is None or values[0] != values[1]


def _told(change: _Change) -> CellChange:
    element = change.place.element
    return CellChange(
        path=path_of(change.place),
        label=element.label or change.place.names[-1],
        section=element.section,
        form_line=element.line,
        column=element.column,
        row=change.row,
        row_key=change.key,
        before=_cut(change.before),
        after=_cut(change.after),
        whole_row=change.whole_row,
    )


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"
