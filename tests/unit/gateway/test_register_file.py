"""The register as a file: what goes out comes back as it was, and no cell is ever a formula."""

import csv
import io
import zipfile
from datetime import date
from uuid import uuid4

from contracts.members import MemberStatus, MemberType, OrganisationCard
from contracts.register_columns import COLUMNS
from gateway.register_file import as_csv, as_xlsx
from services.members.domain.importing import Planner
from services.members.reading.columns import member_list

CARD = OrganisationCard(
    id=uuid4(),
    revision=1,
    inn="0105017428",
    ogrn="1027700132195",
    full_name="=HYPERLINK(«Берег»)",
    short_name="@МКК",
    type=MemberType.MKK,
    status=MemberStatus.MEMBER,
    status_since=date(2019, 3, 12),
    included_on=date(2019, 3, 12),
    phone="+7 495 000-00-00",
    kpp="010501001",
    head_name="-Иванов",
    cbr_registered_on=date(2019, 4, 1),
)


def _same(data: bytes) -> bool:
    listed = member_list(data)
    planner = Planner({CARD.inn: CARD}, {}, date(2026, 11, 25))
    [plan] = [planner.plan(row) for row in listed.rows]
    assert plan.problems == ()
    assert listed.ignored == ()
    return plan.outcome is None


async def test_an_export_brought_back_changes_nothing() -> None:
    assert _same(await as_xlsx([CARD]))
    assert _same(await as_csv([CARD]))


async def test_a_table_guards_what_a_spreadsheet_would_take_for_a_formula() -> None:
    content = (await as_csv([CARD])).decode("utf-8-sig")
    heading, cells = list(csv.reader(io.StringIO(content), delimiter=";"))
    row = dict(zip(heading, cells, strict=True))
    assert heading == list(COLUMNS.values())
    assert row["Полное наименование"] == "'=HYPERLINK(«Берег»)"
    assert (row["Краткое наименование"], row["Телефон"]) == ("'@МКК", "'+7 495 000-00-00")
    assert row["Статус"] == "Член СРО"


async def test_a_workbook_holds_texts_only() -> None:
    with zipfile.ZipFile(io.BytesIO(await as_xlsx([CARD]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert sheet.count(b't="s"') == sheet.count(b"<v>")
