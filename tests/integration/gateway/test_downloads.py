"""What can be taken home: the original, the findings as a workbook, the receipt."""

import io
import zipfile
from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.base import ById, ObjectRef
from contracts.reports import GET_RECEIPT, LOCATE_FILE, LocatedFile, SignedReceipt
from tests.integration.gateway.cabinet import Cabinet
from tests.unit.gateway.verdicts import VERDICT, located

SUBMISSION = f"/api/v1/submissions/{uuid4()}"


async def located_in(cabinet: Cabinet, servers_content: bytes = b"<x/>" * 200_000) -> LocatedFile:
    """A submission whose file and verdict lie in storage."""
    storage = cabinet.platform.storage
    original = await storage.put_bytes("uploads", servers_content)
    verdict = await storage.put_bytes("verdicts", VERDICT.model_dump_json().encode())
    return located(verdict).model_copy(update={"original": original})


async def test_the_original_comes_back_byte_for_byte_under_its_name(cabinet: Cabinet) -> None:
    content = b"<x/>" * 200_000
    await cabinet.answers(LOCATE_FILE, await located_in(cabinet, content))
    answer = await cabinet.http.get(f"{SUBMISSION}/file", headers=cabinet.signed_in())
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))
    assert answer.headers["content-disposition"].startswith('attachment; filename="_____.xtdd"')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["cache-control"] == "no-store"


GIVEN = ["file", "findings", "causes", *(f"findings.{suffix}" for suffix in ("xlsx", "csv", "pdf", "json"))]


@pytest.mark.parametrize("what", GIVEN)
async def test_reports_is_asked_before_anything_is_given_out(cabinet: Cabinet, what: str) -> None:
    await cabinet.answers(LOCATE_FILE, ServiceError("not_found"))
    answer = await cabinet.http.get(f"{SUBMISSION}/{what}", headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert len(cabinet.asked) == 1
    assert isinstance(cabinet.asked[0], ById)


async def test_an_object_that_is_lost_is_our_fault_and_not_half_a_file(cabinet: Cabinet) -> None:
    lost = ObjectRef(bucket="uploads", key="no-such-object", sha256="ab" * 32, size=10)
    await cabinet.answers(LOCATE_FILE, located().model_copy(update={"original": lost}))
    answer = await cabinet.http.get(f"{SUBMISSION}/file", headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")


async def test_findings_come_in_pages(cabinet: Cabinet) -> None:
    await cabinet.answers(LOCATE_FILE, await located_in(cabinet))
    first = (await cabinet.http.get(f"{SUBMISSION}/findings?limit=3", headers=cabinet.signed_in())).json()
    query = {"limit": 3, "cursor": first["next"]}
    second = (await cabinet.http.get(f"{SUBMISSION}/findings", params=query, headers=cabinet.signed_in())).json()
    assert [item["code"] for item in first["items"] + second["items"]] == ["T01", "T02", "T03", "T04", "T05"]
    assert second["next"] is None
    assert first["items"][0]["difference"] == "1253.50"


async def test_there_are_no_findings_while_a_report_is_being_checked(cabinet: Cabinet) -> None:
    await cabinet.answers(LOCATE_FILE, located())
    answer = await cabinet.http.get(f"{SUBMISSION}/findings", headers=cabinet.signed_in())
    assert answer.json() == {"items": [], "next": None}


async def test_findings_come_as_a_workbook(cabinet: Cabinet) -> None:
    await cabinet.answers(LOCATE_FILE, await located_in(cabinet))
    answer = await cabinet.http.get(f"{SUBMISSION}/findings.xlsx", headers=cabinet.signed_in())
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert ".xlsx" in answer.headers["content-disposition"]
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize(
    ("suffix", "media_type", "start"),
    [
        ("csv", "text/csv", "\ufeffКласс;Код;".encode()),
        ("pdf", "application/pdf", b"%PDF-"),
        ("json", "application/json", b"{"),
    ],
)
async def test_findings_come_as_a_file(cabinet: Cabinet, suffix: str, media_type: str, start: bytes) -> None:
    await cabinet.answers(LOCATE_FILE, await located_in(cabinet))
    answer = await cabinet.http.get(f"{SUBMISSION}/findings.{suffix}", headers=cabinet.signed_in())
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert f".{suffix}" in answer.headers["content-disposition"]
    assert answer.content.startswith(start)


async def test_the_receipt_is_passed_on_as_it_was_signed(cabinet: Cabinet) -> None:
    receipt = SignedReceipt(document='{"number":"ВХ-1"}', signature="c2ln", key_id="k1", public_key="cHVi")
    await cabinet.answers(GET_RECEIPT, receipt)
    answer = await cabinet.http.get(f"{SUBMISSION}/receipt", headers=cabinet.signed_in())
    assert answer.json() == receipt.model_dump()
