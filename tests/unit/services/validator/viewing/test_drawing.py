"""A report as on paper: sections, lines, columns and rows with the values of the file."""

import pytest

from contracts.form_view import FormPicture, Window
from services.validator.domain.forms import Element, Form
from services.validator.reader import Refusal
from services.validator.viewing import draw

ROW = "Т.С"
ELEMENTS = (
    Element(path="Год", type="text", label="Отчетный год", section="Титул"),
    Element(path="Р2.А", type="number", label="Займы", section="Раздел 2", line="2.1", column="3"),
    Element(path="Р2.АИтог", type="number", label="Займы, итог", section="Раздел 2", line="2.1", column="4"),
    Element(path="Р2.Б", type="number", label="Капитал", section="Раздел 2", line="2.2", column="4"),
    Element(path=ROW, type="row", label="Заем", section="Раздел 3", repeats=True, key="К"),
    Element(path=f"{ROW}.К", type="text", label="Номер", section="Раздел 3", column="1"),
    Element(path=f"{ROW}.О", type="number", label="Остаток", section="Раздел 3", column="2"),
)
FORM = Form(code="Ф", title="Ф", elements=ELEMENTS, root="^Ф$")


def rows(count: int, text: str = "") -> str:
    return "".join(f"<С><К>к{n}</К><О>{n}{text}</О></С>" for n in range(1, count + 1))


def picture(window: Window, count: int = 3, form: Form = FORM, text: str = "") -> FormPicture:
    body = f"<Ф><Год>2026</Год><Р2><А> 5,00 </А><Б/></Р2><Т>{rows(count, text)}</Т></Ф>"
    return draw(body.encode(), "r.xtdd", form, window)


def values(found: FormPicture, block: int = 0) -> list[list[str | None]]:
    return [[cell and cell.value for cell in row.cells] for row in found.blocks[block].rows]


def test_sections_come_in_the_order_of_the_form_with_their_rows() -> None:
    found = picture(Window())
    assert [(section.number, section.title, section.rows) for section in found.sections] == [
        (0, "Титул", 1),
        (1, "Раздел 2", 2),
        (2, "Раздел 3", 3),
    ]
    assert (found.section, values(found)) == (0, [["2026"]])


def test_lines_stand_by_number_under_the_columns_of_the_form() -> None:
    found = picture(Window(section=1))
    block = found.blocks[0]
    assert [column.number for column in block.columns] == ["3", "4"]
    assert [(row.line, row.label) for row in block.rows] == [("2.1", "Займы"), ("2.2", "Капитал")]
    assert values(found) == [["5,00", None], [None, ""]]
    absent = block.rows[0].cells[1]
    assert absent is not None
    assert (absent.path, absent.value, absent.line) == ("Р2.АИтог", None, None)


def test_a_table_has_its_rows_with_their_keys_and_lines_of_the_file() -> None:
    found = picture(Window(section=2))
    (block,) = found.blocks
    assert (block.repeats, block.path, block.title, block.total) == (True, ROW, "Заем", 3)
    assert [(column.number, column.label, column.path) for column in block.columns] == [
        ("1", "Номер", f"{ROW}.К"),
        ("2", "Остаток", f"{ROW}.О"),
    ]
    assert [(row.row, row.line) for row in block.rows] == [(1, "к1"), (2, "к2"), (3, "к3")]
    assert values(found)[1] == ["к2", "2"]


def test_a_long_table_is_leafed_through() -> None:
    seen: list[int | None] = []
    offset: int | None = 0
    while offset is not None:
        found = picture(Window(section=2, offset=offset, limit=40), count=100)
        seen += [row.row for row in found.blocks[0].rows]
        offset = found.next
    assert seen == list(range(1, 101))


def test_long_values_make_a_shorter_window_rather_than_a_large_answer() -> None:
    found = picture(Window(section=2, limit=200), count=300, text="9" * 1000)
    assert found.next is not None
    assert found.next < 200
    assert len(found.model_dump_json()) < 400_000
    cell = found.blocks[0].rows[0].cells[1]
    assert cell is not None
    assert (len(cell.value or ""), cell.cut) == (300, True)


@pytest.mark.parametrize(("row", "offset", "shown"), [(1, 0, 1), (20, 0, 20), (77, 71, 77), (5000, 94, 100)])
def test_a_window_opens_at_a_cell(row: int, offset: int, shown: int) -> None:
    found = picture(Window(cell=f"{ROW}.О", row=row, limit=50), count=100)
    assert (found.section, found.offset) == (2, offset)
    assert shown in [one.row for one in found.blocks[0].rows]


def test_a_window_opens_at_a_line_of_the_form_and_at_the_front_for_a_cell_that_is_not_there() -> None:
    assert picture(Window(cell="Р2.Б")).section == 1
    assert picture(Window(cell="Мимо", section=2)).section == 2
    assert picture(Window(section=99)).blocks == ()


def test_a_table_without_rows_shows_its_columns() -> None:
    found = picture(Window(section=2), count=0)
    assert (found.blocks[0].total, found.blocks[0].rows, len(found.blocks[0].columns)) == (0, (), 2)


def test_a_form_without_a_list_is_drawn_by_what_the_file_shows() -> None:
    found = picture(Window(cell="Т.С.О", row=2), form=Form(code="Ф", title="Ф", root="^Ф$"))
    assert [section.title for section in found.sections] == ["Год", "Р2", "Т"]
    assert values(found) == [["к1", "1"], ["к2", "2"], ["к3", "3"]]


def test_a_file_of_another_form_is_refused_in_words() -> None:
    with pytest.raises(Refusal) as refused:
        draw("<Иное/>".encode(), "r.xtdd", FORM, Window())
    assert refused.value.code == "wrong_form"
