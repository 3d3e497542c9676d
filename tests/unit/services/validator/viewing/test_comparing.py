"""What differs between two versions of a report, cell by cell."""

from typing import Any

from contracts.form_view import CellChange, Comparison
from services.validator.domain.forms import Element, Form
from services.validator.viewing import Upload, compare
from tests.unit.services.validator.viewing.test_drawing import FORM

UNKEYED = Form(
    code="Ф",
    title="Ф",
    root="^Ф$",
    elements=(Element(path="Т.С", type="row", repeats=True), Element(path="Т.С.О", type="number")),
)


def row(key: str, amount: str) -> str:
    return f"<С><К>{key}</К><О>{amount}</О></С>"


def report(*rows: str, a: str = "<А>5</А>") -> Upload:
    return Upload(f"<Ф><Год>2026</Год><Р2>{a}</Р2><Т>{''.join(rows)}</Т></Ф>".encode(), "r.xtdd")


def compared(before: Upload, after: Upload, form: Form = FORM, **window: int) -> Comparison:
    return compare(before, after, form, window.get("offset", 0), window.get("limit", 100))


def brief(change: CellChange) -> tuple[Any, ...]:
    return (change.path, change.row, change.row_key, change.before, change.after)


def test_the_same_file_has_no_changes() -> None:
    one = report(row("a", "1"))
    assert compared(one, one) == Comparison(items=(), total=0)


def test_amounts_are_compared_by_value_and_texts_by_letters() -> None:
    before, after = report(row("a", "1 000,50"), a="<А>5.00</А>"), report(row("a", "1000.5"), a="<А>5</А>")
    assert compared(before, after).total == 0
    changed = compared(report(a="<А>5</А>"), report(a="<А>7</А>"))
    (change,) = changed.items
    assert brief(change) == ("Р2.А", None, None, "5", "7")
    assert (change.section, change.form_line, change.column, change.label) == ("Раздел 2", "2.1", "3", "Займы")


def test_an_element_that_came_or_went_differs() -> None:
    assert brief(compared(report(a=""), report()).items[0]) == ("Р2.А", None, None, None, "5")
    assert brief(compared(report(), report(a="")).items[0]) == ("Р2.А", None, None, "5", None)
    assert compared(report(a="<А/>"), report(a="<А>-</А>")).total == 0


def test_rows_are_known_by_their_key_wherever_they_stand() -> None:
    before = report(row("a", "1"), row("b", "2"), row("c", "3"))
    after = report(row("c", "3"), row("x", "9"), row("b", "5"))
    changes = compared(before, after).items
    assert [brief(change) for change in changes] == [
        ("Т.С", 2, "x", None, "x; 9"),
        ("Т.С.О", 3, "b", "2", "5"),
        ("Т.С", 1, "a", "a; 1", None),
    ]
    assert [change.whole_row for change in changes] == [True, False, True]


def test_rows_with_a_repeated_key_or_none_are_known_by_their_place() -> None:
    twice = compared(report(row("a", "1"), row("a", "2")), report(row("a", "1"), row("a", "3")))
    assert [brief(change) for change in twice.items] == [("Т.С.О", 2, None, "2", "3")]
    unkeyed = compared(report(row("a", "1")), report(row("a", "1"), row("b", "2")), UNKEYED)
    assert [brief(change) for change in unkeyed.items] == [("Т.С", 2, None, None, "2")]


def test_changes_come_in_windows_with_their_number() -> None:
    before, after = (report(*(row(f"к{n}", str(n * times)) for n in range(1, 31))) for times in (1, 2))
    first, last = compared(before, after, limit=20), compared(before, after, offset=20, limit=20)
    assert (first.total, first.next, len(first.items)) == (30, 20, 20)
    assert (last.total, last.next, [change.row for change in last.items]) == (30, None, list(range(21, 31)))


def test_a_form_without_a_list_tells_what_either_file_shows() -> None:
    form = Form(code="Ф", title="Ф", root="^Ф$")
    before = report(row("a", "1"), row("b", "1"), a="<Старое>1</Старое>")
    found = compared(before, report(row("a", "2"), row("b", "1"), a="<Новое>1</Новое>"), form)
    assert {brief(change) for change in found.items} == {
        ("Р2.Новое", None, None, None, "1"),
        ("Т.С.О", 1, None, "1", "2"),
        ("Р2.Старое", None, None, "1", None),
    }
