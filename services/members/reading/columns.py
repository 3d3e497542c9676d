"""The rows of a list by the fields of a card."""

from dataclasses import dataclass

from contracts.register_columns import ALIASES, COLUMNS
from services.members.domain.importing import Row
from services.members.reading.errors import UnreadableListError
from services.members.reading.grid import Grid, grid_of

# Lists made by people begin with titles and dates.
_HEADING_WITHIN = 15
_SHOWN_HEADINGS = 5
_KNOWN = {title.casefold(): field for field, title in COLUMNS.items()} | ALIASES


@dataclass(frozen=True)
class MemberList:
    """What a file holds: the fields of its columns, headings without a meaning here, rows with something in them."""

    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]


def member_list(data: bytes) -> MemberList:
    """Raises UnreadableListError."""
    grid = grid_of(data)
    at = next((number for number, row in enumerate(grid[:_HEADING_WITHIN]) if "inn" in _fields(row)), None)
    if at is None:
        raise _no_heading(grid)
    places: dict[int, str] = {}
    ignored: list[str] = []
    for place, heading in enumerate(grid[at]):
        field = _field(heading)
        if field is not None and field not in places.values():
            places[place] = field
        elif heading:
            ignored.append(heading)
    rows = (_row(number, cells, places) for number, cells in enumerate(grid[at + 1 :], start=at + 2))
    return MemberList(tuple(places.values()), tuple(ignored), tuple(row for row in rows if row.cells))


def _row(number: int, cells: list[str], places: dict[int, str]) -> Row:
    return Row(number, {field: cells[place] for place, field in places.items() if place < len(cells) and cells[place]})


def _field(heading: str) -> str | None:
    return _KNOWN.get(heading.casefold().rstrip("*: ").replace("ё", "е"))


def _fields(row: list[str]) -> set[str | None]:
    return {_field(heading) for heading in row}


def _no_heading(grid: Grid) -> UnreadableListError:
    headings = [cell[:40] for row in grid[:_HEADING_WITHIN] for cell in row if cell][:_SHOWN_HEADINGS]
    shown = "; ".join(headings)
    if not shown:
        return UnreadableListError("пустой файл", "an empty file")
    return UnreadableListError(f"нет колонки «ИНН»; в начале: {shown}", f"no column «ИНН»; it begins with: {shown}")
