"""The journal as a file: words, times of Moscow, codes as text, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import openpyxl
import pytest

from contracts.journal import ActView, Erasure
from contracts.journal_acts import Act, ObjectKind
from gateway import journal_file, journal_texts
from gateway.language import Language

ERASED = Erasure(number=9, at=datetime(2026, 11, 25, tzinfo=UTC), ground="Требование № 7")


def act(**changes: Any) -> ActView:
    values: dict[str, Any] = {
        "number": 1,
        "at": datetime(2026, 11, 25, 21, 30, 5, tzinfo=UTC),
        "act": Act.MEMBER_STATUS_CHANGED,
        "person_id": uuid4(),
        "person_name": "Анна",
        "object_kind": ObjectKind.MEMBER,
        "object_id": "0012",
        "object_title": "=HYPERLINK(1)",
        "before": {"status": "member"},
        "hash": "00" * 32,
    }
    return ActView(**values | changes)


def table(*rows: ActView, reader: Language = "ru", most: int = 100) -> list[list[str]]:
    text = journal_file.table(rows, reader, most).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_every_act_kind_and_part_has_words_in_both_languages() -> None:
    assert set(journal_texts.ACTS) == set(Act)
    assert set(journal_texts.KINDS) == set(ObjectKind)
    assert {code.partition(".")[0] for code in Act} <= set(journal_texts.GROUPS)
    for words in (*journal_texts.ACTS.values(), *journal_texts.KINDS.values(), *journal_texts.GROUPS.values()):
        assert all(words.values())
        assert "ё" not in words["ru"]


def test_an_act_that_this_version_does_not_know_is_shown_by_its_code() -> None:
    assert journal_texts.act_label("future.done", "ru") == "future.done"
    assert journal_texts.kind_label("thing", "ru") == "thing"


def test_a_line_holds_words_moscow_time_and_guarded_text() -> None:
    heading, line = table(act())
    found = dict(zip(heading, line, strict=True))
    assert found["Время (МСК)"] == "26.11.2026 00:30:05"
    assert (found["Действие"], found["Над чем"]) == ("Статус организации изменен", "Организация")
    assert (found["Объект"], found["Идентификатор объекта"]) == ("'=HYPERLINK(1)", "0012")
    assert (found["Было"], found["Стало"]) == ('{"status": "member"}', "")


def test_in_the_workbook_a_formula_and_a_code_stay_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(journal_file.workbook([act()], "ru", 100)))
    [_, line] = list(book.active.iter_rows())
    kinds = {cell.value: cell.data_type for cell in line}
    assert kinds["=HYPERLINK(1)"] == "s"
    assert kinds["0012"] == "s"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Анна"),
        ({"person_id": None, "person_name": ""}, "Система"),
        ({"person_id": None, "person_name": "", "address": "10.0.0.1"}, "Неизвестный"),
        ({"person_id": None, "person_name": "", "person_erased": ERASED}, "стерто по требованию: Требование № 7"),
    ],
)
def test_who_it_was_is_always_said(changes: dict[str, Any], expected: str) -> None:
    assert table(act(**changes))[1][2] == expected


def test_erased_content_says_on_what_ground() -> None:
    heading, line = table(act(content_erased=ERASED, before=None, object_title="", object_id=""))
    found = dict(zip(heading, line, strict=True))
    assert found["Стало"] == found["Объект"] == "стерто по требованию: Требование № 7"


def test_a_file_that_is_cut_says_so() -> None:
    assert "Показаны первые 1 строк" in table(act(), most=1)[-1][1]
    assert len(table(act(), most=2)) == 2
