"""The cursor of the list of reports."""

from datetime import date
from uuid import UUID

import pytest

from services.reports.domain.listing import Cursor, Group

CURSOR = Cursor(date(2026, 10, 21), date(2026, 10, 28), Group.TO_MEND, date(2026, 9, 1), UUID(int=7))


def test_a_cursor_comes_back_as_it_went() -> None:
    assert Cursor.of(*CURSOR.parts) == CURSOR


@pytest.mark.parametrize("place", range(len(CURSOR.parts)))
@pytest.mark.parametrize("part", ["", "x", "9" * 5000])
def test_parts_of_another_list_are_refused(place: int, part: str) -> None:
    parts = list(CURSOR.parts)
    parts[place] = part
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        Cursor.of(*parts)
