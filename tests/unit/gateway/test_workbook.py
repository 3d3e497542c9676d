"""The workbook opens in a spreadsheet with codes as text and amounts as numbers."""

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from contracts.verdict import FindingCell, VerdictDocument
from gateway import workbook
from gateway.explaining.lines import exact_number
from gateway.language import Language
from tests.unit.gateway.verdicts import VERDICT, finding, located

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass
class Sheet:
    """What a spreadsheet would show: texts as str, numbers as float; formulas and panes as they stand in the file."""

    cells: dict[str, str | float]
    formulas: int
    frozen: bool
    widths: list[float]


async def opened(verdict: VerdictDocument = VERDICT, language: Language = "ru") -> dict[str, Sheet]:
    content = await workbook.build(located(), verdict, language)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xml")
        }
    strings = ["".join(t.text or "" for t in item.iter(f"{{{_NS['m']}}}t")) for item in parts["xl/sharedStrings.xml"]]
    names = [sheet.get("name", "") for sheet in parts["xl/workbook.xml"].iterfind("m:sheets/m:sheet", _NS)]
    return {
        name: sheet_of(parts[f"xl/worksheets/sheet{number}.xml"], strings) for number, name in enumerate(names, start=1)
    }


def sheet_of(root: ElementTree.Element, strings: list[str]) -> Sheet:
    cells: dict[str, str | float] = {}
    for cell in root.iterfind(".//m:c", _NS):
        value = cell.findtext("m:v", "", _NS)
        cells[cell.get("r", "")] = strings[int(value)] if cell.get("t") == "s" else float(value)
    return Sheet(
        cells,
        formulas=len(root.findall(".//m:f", _NS)),
        frozen=root.find(".//m:pane[@state='frozen']", _NS) is not None,
        widths=[float(column.get("width", 0)) for column in root.iterfind(".//m:col", _NS)],
    )


def column(cells: dict[str, str | float], name: str) -> str:
    """The letter of a column by its heading."""
    return next(place[:-1] for place, text in cells.items() if text == name and place[1:] == "1")


async def test_there_is_a_sheet_for_each_class_and_one_to_explain() -> None:
    assert list(await opened()) == [
        "Сработали",
        "Предупреждения",
        "Не удалось проверить",
        "Не применялись",
        "Строки",
        "Как читать",
    ]


async def test_the_heading_stands_still_and_columns_are_fitted() -> None:
    sheet = (await opened())["Сработали"]
    assert sheet.frozen
    assert len(set(sheet.widths)) > 1
    assert all(8 <= width <= 61 for width in sheet.widths)


async def test_codes_are_text_and_amounts_are_numbers() -> None:
    cells = (await opened())["Сработали"].cells
    in_file, row, difference = (column(cells, name) for name in ("В файле", "Строка файла", "Разница"))
    assert (cells["A2"], cells[f"{in_file}2"], cells[f"{in_file}3"], cells[f"{row}2"]) == ("T01", "0420846", 1250.5, 12)
    assert [cells[f"{column(cells, name)}2"] for name in ("Слева", "Справа")] == [1250.5, -3.0]
    assert cells[f"{difference}2"] == 1253.5


async def test_an_amount_that_a_spreadsheet_would_round_stays_text() -> None:
    cells = (await opened())["Сработали"].cells
    assert cells[f"{column(cells, 'В файле')}4"] == "12345678901234567890.12"


async def test_a_cell_has_its_place_on_paper_and_what_would_mend_it() -> None:
    cells = (await opened())["Сработали"].cells
    names = ("Раздел", "Строка", "Графа", "Номер строки таблицы", "Ключ строки таблицы", "Исправьте на")
    found = [cells[f"{column(cells, name)}3"] for name in (*names, "Периодов подряд")]
    assert found == ["Раздел 1", "1", "3", 7.0, "7.1", 1247.0, 3.0]


async def test_a_text_that_looks_like_a_formula_is_only_text() -> None:
    sheets = await opened()
    assert sheets["Сработали"].cells["C2"] == "=HYPERLINK(1)"
    assert sum(sheet.formulas for sheet in sheets.values()) == 0


async def test_each_cell_has_a_line_of_its_own_with_the_code() -> None:
    cells = (await opened())["Сработали"].cells
    assert [cells[f"A{row}"] for row in range(2, 6)] == ["T01", "T01", "T01", "T02"]


async def test_all_rows_are_there() -> None:
    cells = (await opened())["Строки"].cells
    assert (cells["B2"], cells["C2"], cells["B31"]) == (1.0, "01", 30.0)
    assert "A32" not in cells


async def test_it_says_which_report_it_is_about_and_why_it_could_not_be_checked() -> None:
    shown = set((await opened())["Как читать"].cells.values())
    assert {"III квартал 2026 года", "ВХ-2026-000017", "В файле нет раздела 3"} <= shown
    assert "Не удалось проверить на триггеры" in shown


async def test_it_is_english_for_those_who_ask() -> None:
    assert "Fired" in await opened(language="en")
    assert workbook.file_name(located(), "en") == "Trigger findings 0420846 ВХ-2026-000017.xlsx"


async def test_a_text_longer_than_a_cell_holds_is_cut() -> None:
    long = finding("T01", cells=(FindingCell(path="a", value="я" * 40_000),))
    cells = (await opened(VERDICT.model_copy(update={"findings": (long,)})))["Сработали"].cells
    assert len(str(cells[f"{column(cells, 'В файле')}2"])) == 32_767


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("-12.50", -12.5),
        ("007", "007"),
        ("1e5", "1e5"),
        ("nan", "nan"),
        ("", ""),
        ("٣", "٣"),
        ("999999999999999", 999999999999999.0),
        ("9999999999999999", "9999999999999999"),
    ],
)
def test_only_plain_exact_numbers_become_numbers(text: str, value: str | float) -> None:
    assert exact_number(text) == value
