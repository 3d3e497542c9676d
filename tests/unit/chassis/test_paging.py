"""Cursors come back as they went, and whatever else comes is refused as what it is."""

import json
from base64 import urlsafe_b64encode
from uuid import UUID

import pytest

from chassis.errors import ServiceError
from chassis.paging import cursor_of, cut, place_of


def place(name: str, row: str) -> tuple[str, UUID]:
    return name, UUID(row)


def written(content: object) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).decode()


ROW = str(UUID(int=7))


def test_a_cursor_comes_back_as_it_went() -> None:
    assert place_of(cursor_of("«Ёлка»", ROW), place) == ("«Ёлка»", UUID(int=7))


def test_without_a_cursor_a_list_begins() -> None:
    assert place_of(None, place) is None


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "%%%", "ключ", "AAAA", "bm90IGpzb24="),
        *map(written, (None, 7, {}, [], ["a"], ["a", ROW, "b"], ["a", "b"], ["a", 7], [["a"], ROW])),
        *map(written, (["a\0", ROW], ["\ud800", ROW])),
        urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str) -> None:
    with pytest.raises(ServiceError) as refused:
        place_of(cursor, place)
    assert refused.value.code == "invalid"
    assert [(field.field, field.code) for field in refused.value.fields] == [("cursor", "cursor")]


@pytest.mark.parametrize(("rows", "shown", "more"), [("", "", False), ("abc", "abc", False), ("abcd", "abc", True)])
def test_one_row_more_than_shown_tells_of_a_next_page(rows: str, shown: str, more: bool) -> None:
    assert cut(rows, 3) == (shown, more)
