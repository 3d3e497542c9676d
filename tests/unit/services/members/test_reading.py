"""Reading lists: encodings, separators, what spreadsheets do to numbers, hostile files."""

from datetime import date

import pytest

from services.members.reading.columns import member_list
from services.members.reading.errors import UnreadableListError
from services.members.reading.grid import MOST_ROWS
from tests.unit.services.members.lists import table, with_part, workbook

HEADING = ("ИНН", "Краткое наименование", "Телефон")
ROW = ("7707083893", "ООО МКК «Берег»", "+7 495 000-00-00")
CELLS = {"inn": ROW[0], "short_name": ROW[1], "phone": ROW[2]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_tables_are_read_whatever_their_encoding_and_separator(encoding: str, delimiter: str) -> None:
    listed = member_list(table(HEADING, ROW, delimiter=delimiter, encoding=encoding))
    assert [row.cells for row in listed.rows] == [CELLS]


def test_a_workbook_keeps_numbers_and_dates_as_texts() -> None:
    heading = ("Наименование", "ИНН*", "Дата включения", "ОГРН")
    listed = member_list(workbook(heading, ("МКК «Берег»", 7707083893, date(2020, 1, 9), 1027700132195.0)))
    assert listed.rows[0].cells == {
        "short_name": "МКК «Берег»",
        "inn": "7707083893",
        "included_on": "2020-01-09",
        "ogrn": "1027700132195",
    }


def test_titles_above_the_heading_and_empty_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    listed = member_list(table(("Реестр членов СРО",), ("",), HEADING, ("", "", ""), ROW))
    assert [(row.number, row.cells["inn"]) for row in listed.rows] == [(5, ROW[0])]


def test_headings_without_a_meaning_are_named() -> None:
    listed = member_list(table(("ИНН", "Комментарий", "инн"), ("7707083893", "так", "1")))
    assert (listed.columns, listed.ignored) == (("inn",), ("Комментарий", "инн"))
    assert listed.rows[0].cells == {"inn": "7707083893"}


def test_the_apostrophe_that_guards_an_export_is_taken_off() -> None:
    listed = member_list(table(HEADING, ("7707083893", "'=МКК", "'+7 495 000-00-00")))
    assert listed.rows[0].cells == {"inn": "7707083893", "short_name": "=МКК", "phone": "+7 495 000-00-00"}


def test_quoted_cells_hold_separators_and_lines() -> None:
    listed = member_list('ИНН;Сайт;Телефон\r\n7707083893;"www.a.example;\nb";1'.encode())
    assert listed.rows[0].cells["website"] == "www.a.example; b"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "пустой файл"),
        (b" \r\n;;\r\n", "пустой файл"),
        (table(("Название", "Телефон"), ("Берег", "1")), "нет колонки «ИНН»"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
        (b"\x89PNG\0\0\0", "двоичный файл"),
        (b"PK\x03\x04 broken", "поврежденная"),
        (table(HEADING, *[ROW] * MOST_ROWS), f"больше {MOST_ROWS} строк"),
        (with_part(workbook(HEADING), "xl/workbook.xml", b"<broken"), "поврежденная"),
    ],
)
def test_what_is_no_list_is_told_by_what_was_found(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableListError) as refused:
        member_list(data)
    assert found in refused.value.params["found"]


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_entities_is_refused(part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    for content in (bomb, bomb.decode().encode("utf-16")):
        with pytest.raises(UnreadableListError, match="DTD"):
            member_list(with_part(workbook(HEADING, ROW), part, content))


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(workbook(HEADING, ROW), "xl/media/bomb.bin", bytes(64 * 1024 * 1024))
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableListError, match="too large"):
        member_list(bomb)
