"""Findings to take away: CSV, PDF and JSON with all of the evidence, and nothing of a report that acts by itself."""

import csv
import io
import json
import re
import zlib
from datetime import UTC, datetime

import pytest
import typst

from contracts.verdict import FindingCell, FindingRow, VerdictDocument
from gateway.explaining import json_file, paper, table_file
from gateway.language import Language
from tests.unit.gateway.verdicts import VERDICT, finding, located

NOW = datetime(2026, 10, 8, 9, 5, tzinfo=UTC)
HOSTILE = '#eval("1/0") *жирный* $x^2$ \\ @ссылка <метка> // комментарий = заголовок ]#panic()['


def only(*findings: object) -> VerdictDocument:
    return VERDICT.model_copy(update={"findings": findings})


async def table(verdict: VerdictDocument = VERDICT, language: Language = "ru") -> list[dict[str, str]]:
    content = await table_file.build(located(), verdict, language)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


async def test_csv_has_every_cell_and_row_by_class() -> None:
    lines = await table()
    assert [line["Код"] for line in lines if line["Класс"] == "Сработали"] == ["T01"] * 3 + ["T02"] * 31
    assert [line["Ключ строки таблицы"] for line in lines if line["Код"] == "T02"][1:3] == ["01", "02"]
    assert {line["Класс"] for line in lines} >= {"Предупреждения", "Не удалось проверить", "Не применялись"}


async def test_csv_writes_amounts_as_the_readers_spreadsheet_takes_them() -> None:
    second = (await table())[1]
    assert (second["В файле"], second["Исправьте на"], second["Разница"]) == ("1250,5", "1247", "1253,5")
    assert (await table(language="en"))[1]["In the file"] == "1250.5"
    assert (await table())[2]["В файле"] == "12345678901234567890.12"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
async def test_csv_never_starts_a_text_like_a_formula(start: str) -> None:
    text = f'{start}cmd|"/c calc";1'
    line = (await table(only(finding("T01", message=text, cells=(FindingCell(path="a", value=text),)))))[0]
    assert (line["Что найдено"], line["В файле"]) == (f"'{text}", f"'{text}")


async def test_csv_keeps_a_negative_amount_a_number() -> None:
    line = (await table(only(finding("T01", cells=(FindingCell(path="a", value="-12.50"),)))))[0]
    assert line["В файле"] == "-12,5"


async def test_json_has_the_whole_verdict_and_where_to_begin() -> None:
    document = json.loads(await json_file.build(located(), VERDICT))
    assert document["verdict"] == json.loads(VERDICT.model_dump_json())
    assert (document["registration_number"], document["version"]) == ("ВХ-2026-000017", 2)
    assert document["causes"]["firings"] == 2
    assert document["repeats"] == [{"code": "T01", "periods": 2}]


def letters(document: bytes) -> set[str]:
    """Every letter that the fonts of a PDF say they set."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"begincmap" in text:
            pairs = re.findall(rb"<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>", text)
            found.update("".join(bytes.fromhex(code.decode()).decode("utf-16-be", "ignore") for code in pairs))
    return found


async def test_pdf_is_set_in_letters_that_its_fonts_have() -> None:
    verdict = only(finding("T01", message="Сумма строк не равна итогу", hint="Щёлкните №5 «Ъ»", formula="А ≥ Б ± 1"))
    document = await paper.build(located(), verdict, "ru", NOW)
    assert document.startswith(b"%PDF-")
    assert set("Суммастрокнеравнаитогу№5Щёлкните«Ъ»≥±") <= letters(document)


def texts(verdict: VerdictDocument, selector: str = "strong", language: Language = "ru") -> str:
    data = paper.Paper(located(), verdict, language).data(NOW)
    found = typst.query(paper.SHEET, selector, sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True)
    return str(json.loads(found))


async def test_nothing_of_a_report_is_markup_on_paper() -> None:
    cell = FindingCell(path=HOSTILE, label=HOSTILE, section=HOSTILE, value=HOSTILE, suggested="1")
    fields = dict.fromkeys(("title", "message", "hint", "source", "formula", "formula_filled", "left"), HOSTILE)
    hostile = finding("T01", cells=(cell,), **fields)
    assert (await paper.build(located(), only(hostile), "ru", NOW)).startswith(b"%PDF-")
    assert "*жирный*" in texts(only(hostile))
    headings = texts(only(hostile), "heading")
    assert "заголовок" not in headings


def test_paper_says_what_report_it_is_of_and_how_it_was_checked() -> None:
    data = paper.Paper(located(), VERDICT, "ru").data(NOW)
    assert ["Версия и регистрационный номер", "2, ВХ-2026-000017"] in data["facts"]
    assert data["made"] == "Сформировано 08.10.2026 12:05 МСК"
    assert data["status"] == "Не удалось проверить на триггеры"
    first = data["sections"][0]["findings"][0]
    assert first["repeat"] == "Повторяется 3-й период подряд"
    place = "Сумма, тыс. руб. (Раздел 1, строка 1, графа 3, строка таблицы 7.1)"
    shown = [[text.replace("\u00a0", " ") for text in line] for line in first["cells"]]
    assert [place, "1 250,50", "исправьте на 1 247", "3,50"] in shown
    assert [section["title"] for section in data["sections"]] == ["Сработали", "Предупреждения", "Не удалось проверить"]


def test_paper_says_how_much_did_not_fit() -> None:
    cells = tuple(FindingCell(path="a", row=n, value="1") for n in range(2000))
    rows = tuple(FindingRow(number=n) for n in range(1, 301))
    verdict = only(*(finding(f"T{n}", cells=cells, rows=rows) for n in range(4)))
    shown = paper.Paper(located(), verdict, "ru").data(NOW)["sections"][0]["findings"]
    assert [len(one["cells"]) for one in shown] == [2000, 2000, 1000, 0]
    assert [one["cut"] and one["cut"].split(",")[0] for one in shown] == [None, None, "еще 1000", "еще 2000"]
    assert shown[0]["rows"].endswith("200 …")


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("1234567.80", "ru", "1 234 567,80"),
        ("-1234.5", "en", "-1,234.5"),
        ("0420846", "ru", "0420846"),
        ("0.5", "ru", "0,5"),
        ("12345678901234567890.12", "ru", "12 345 678 901 234 567 890,12"),
        ("текст", "ru", "текст"),
        (">= 5", "ru", ">= 5"),
    ],
)
def test_amounts_are_written_as_people_write_them(text: str, language: Language, shown: str) -> None:
    assert paper.amount(text, language).replace("\u00a0", " ") == shown
