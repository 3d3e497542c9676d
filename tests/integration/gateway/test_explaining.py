"""The report by its form with its findings marked, and two versions side by side."""

from uuid import UUID, uuid4

from chassis.bus import Call
from chassis.errors import ServiceError
from contracts.base import ById
from contracts.form_view import (
    COMPARE_SUBMISSIONS,
    VIEW_FORM,
    CellChange,
    Comparison,
    FormBlock,
    FormCell,
    FormColumn,
    FormPicture,
    FormRow,
    FormSection,
    ViewForm,
)
from contracts.reports import LOCATE_FILE, LocatedFile
from contracts.verdict import VerdictDocument
from tests.integration.gateway.cabinet import Cabinet
from tests.unit.gateway.verdicts import VERDICT, finding, located

OLDER, NEWER = uuid4(), uuid4()
PICTURE = FormPicture(
    sections=(FormSection(number=0, title="Раздел 1", rows=1),),
    section=0,
    offset=0,
    blocks=(
        FormBlock(
            repeats=True,
            columns=(FormColumn(number="3"),),
            total=1,
            rows=(FormRow(row=7, cells=(FormCell(path="Раздел1.Сумма", value="1250.50"),)),),
        ),
    ),
)


async def put(cabinet: Cabinet, verdict: VerdictDocument, version: int) -> LocatedFile:
    stored = await cabinet.platform.storage.put_bytes("verdicts", verdict.model_dump_json().encode())
    return located(stored).model_copy(update={"version": version})


async def test_cells_of_the_form_carry_the_findings_that_speak_of_them(cabinet: Cabinet) -> None:
    await cabinet.answers(VIEW_FORM, PICTURE)
    await cabinet.answers(LOCATE_FILE, await put(cabinet, VERDICT, 1))
    query = {"cell": "Раздел1.Сумма", "row": 7, "limit": 20}
    answer = await cabinet.http.get(f"/api/v1/submissions/{NEWER}/form-view", params=query, headers=cabinet.signed_in())
    assert answer.json()["marks"] == [{"path": "Раздел1.Сумма", "row": 7, "severity": "error", "codes": ["T01"]}]
    assert answer.json()["sections"] == [{"number": 0, "title": "Раздел 1", "rows": 1, "marks": 1}]
    asked = cabinet.asked[0]
    assert isinstance(asked, ViewForm)
    assert (asked.id, asked.window.cell, asked.window.row, asked.window.limit) == (NEWER, "Раздел1.Сумма", 7, 20)


async def test_a_report_that_cannot_be_shown_says_why_in_words(cabinet: Cabinet) -> None:
    await cabinet.answers(VIEW_FORM, ServiceError("not_viewable", {"found": "это не XTDD"}, data={"cause": "not_xml"}))
    answer = await cabinet.http.get(f"/api/v1/submissions/{NEWER}/form-view", headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"], answer.json()["cause"]) == (422, "not_viewable", "not_xml")
    assert answer.json()["detail"] == "Причина: это не XTDD. Скачайте файл, чтобы увидеть его целиком."


async def two_versions(cabinet: Cabinet) -> None:
    mended = VERDICT.model_copy(update={"findings": (finding("T02"), finding("T09"))})
    known = {OLDER: await put(cabinet, VERDICT, 1), NEWER: await put(cabinet, mended, 2)}

    async def locate(call: Call[ById]) -> LocatedFile:
        return known[call.request.id]

    await cabinet.answers(LOCATE_FILE, locate)


async def compared(cabinet: Cabinet, one: UUID, other: UUID) -> dict[str, object]:
    path = f"/api/v1/submissions/{one}/compare"
    answer = await cabinet.http.get(path, params={"with": str(other)}, headers=cabinet.signed_in())
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    return body


async def test_versions_are_compared_from_the_older_by_trigger_and_by_cell(cabinet: Cabinet) -> None:
    await two_versions(cabinet)
    change = CellChange(path="Раздел1.Сумма", before="5", after="7")
    await cabinet.answers(COMPARE_SUBMISSIONS, Comparison(items=(change,), total=1))
    found = await compared(cabinet, NEWER, OLDER)
    assert found == await compared(cabinet, OLDER, NEWER)
    triggers = found["triggers"]
    assert isinstance(triggers, dict)
    assert {name: [one["code"] for one in triggers[name]] for name in triggers} == {
        "fixed": ["T01", "T03", "T04"],
        "remaining": ["T02"],
        "new": ["T09"],
    }
    assert found["cells"] == {"items": [change.model_dump()], "total": 1, "next": None}


async def test_triggers_are_compared_even_when_the_cells_cannot_be(cabinet: Cabinet) -> None:
    await two_versions(cabinet)
    await cabinet.answers(COMPARE_SUBMISSIONS, ServiceError("not_viewable", {"found": "это не XTDD"}))
    found = await compared(cabinet, NEWER, OLDER)
    assert (found["cells"], found["triggers"] is not None) == (None, True)
    assert found["cells_missing"] == "Причина: это не XTDD. Скачайте файл, чтобы увидеть его целиком."


async def test_a_version_that_reports_does_not_know_is_not_found(cabinet: Cabinet) -> None:
    await two_versions(cabinet)
    await cabinet.answers(COMPARE_SUBMISSIONS, ServiceError("not_found"))
    answer = await cabinet.http.get(
        f"/api/v1/submissions/{NEWER}/compare", params={"with": str(uuid4())}, headers=cabinet.signed_in()
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
