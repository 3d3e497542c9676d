"""What a member takes away from an upload: receipt, file, workbook, numbers, notices and mail."""

import asyncio
import email
import hashlib
import io
import json
import secrets
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
import pytest_asyncio

from chassis import clock
from chassis.signing import verify
from tests.e2e.desk import Desk, desk_of
from tests.e2e.live import heard
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MEMBERS_PEOPLE = "member@demo.kabinet.example"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack) as opened:
        yield opened


async def download(desk: Desk, path: str) -> httpx.Response:
    return (await desk.cabinet.http.get(path)).raise_for_status()


async def test_the_original_is_given_back_byte_for_byte(desk: Desk) -> None:
    report = await desk.report()
    content = desk.sample(report, seed=17, size=300_000)
    receipt = await desk.cabinet.upload(report["id"], content, name="Отчет за квартал.xtdd")
    answer = await download(desk, f"/submissions/{receipt['submission_id']}/file")
    assert answer.content == content
    assert receipt["sha256"] == hashlib.sha256(content).hexdigest()
    assert receipt["size"] == len(content)
    assert "filename*=UTF-8''%D0%9E%D1%82%D1%87%D0%B5%D1%82" in answer.headers["content-disposition"]


async def test_a_file_in_a_form_is_taken_like_a_raw_body(desk: Desk) -> None:
    report = await desk.report()
    content = desk.sample(report)
    answer = await desk.cabinet.http.post(
        f"/reports/{report['id']}/submissions", files={"file": ("отчет.xtdd", content)}
    )
    assert answer.status_code == 202
    assert answer.json()["sha256"] == hashlib.sha256(content).hexdigest()
    assert (await desk.cabinet.submission(answer.json()["submission_id"]))["file_name"] == "отчет.xtdd"


async def test_the_signed_receipt_verifies_and_names_both_dates(desk: Desk) -> None:
    report = await desk.report()
    before = clock.now()
    receipt = await desk.cabinet.upload(report["id"], desk.sample(report))
    signed = await desk.cabinet.get(f"/submissions/{receipt['submission_id']}/receipt")
    text = signed["document"].encode()
    assert verify(signed["public_key"], signed["signature"], text)
    assert not verify(signed["public_key"], signed["signature"], text.replace(b"version", b"Version"))
    document = json.loads(text)
    assert document["registration_number"] == receipt["registration_number"]
    assert document["file"] == {"name": "report.xtdd", "size": receipt["size"], "sha256": receipt["sha256"]}
    received = datetime.fromisoformat(document["received_at"])
    assert before <= received <= clock.now()
    assert received == datetime.fromisoformat(receipt["received_at"])
    assert document["deemed_received_on"] == receipt["deemed_received_on"] >= clock.moscow_date(received).isoformat()
    assert (document["organisation"]["inn"], document["period"]["label"]) == (desk.inn, report["period"]["label"])


async def test_the_same_bytes_are_recognised_and_taken_all_the_same(desk: Desk) -> None:
    report = await desk.report()
    content = desk.sample(report, seed=secrets.randbits(32))
    first = await desk.cabinet.upload(report["id"], content)
    again = await desk.cabinet.upload(report["id"], content)
    assert first["same_as"] is None
    assert again["same_as"] == first["submission_id"] != again["submission_id"]
    assert (await desk.cabinet.verdict(again["submission_id"]))["same_as"] == first["submission_id"]


async def test_a_repeated_idempotency_key_gets_the_same_receipt(desk: Desk) -> None:
    report, key = await desk.report(), secrets.token_hex(16)
    content = desk.sample(report)
    first = await desk.cabinet.upload(report["id"], content, key=key)
    count = (await desk.report())["submissions_count"]
    again = await desk.cabinet.upload(report["id"], content, key=key)
    assert again == {**first, "repeated": True}
    assert (await desk.report())["submissions_count"] == count
    other = await desk.cabinet.raw_upload(report["id"], desk.sample(report, seed=1), key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_mismatch")


async def test_the_number_of_the_bank_stands_on_the_report_and_in_its_history(desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report))
    number = {"number": f"Т1-46-2-7/{secrets.randbelow(10**6)}", "date": report["reporting_date"]}
    answer = await desk.cabinet.http.put(f"/submissions/{checked['id']}/incoming-number", json=number)
    assert answer.status_code == 200
    assert number["number"] in answer.json()["timeline"][-1]["text"]
    assert (await desk.report())["incoming_number"] == number


async def test_a_file_dropped_anywhere_finds_its_report_and_is_not_kept(desk: Desk) -> None:
    report = await desk.report(ago=3)
    answer = await desk.cabinet.http.post(
        "/uploads/recognise",
        params={"filename": "a.xtdd"},
        content=desk.sample(report),
        headers={"Content-Type": "application/octet-stream"},
    )
    found = answer.json()
    assert (answer.status_code, found["report_id"], found["period_label"]) == (
        200,
        report["id"],
        report["period"]["label"],
    )
    assert (found["inspection"]["form"], found["inspection"]["inn"]) == ("0420846", desk.inn)
    assert (await desk.report(ago=3))["submissions_count"] == report["submissions_count"]


async def test_the_workbook_opens_and_holds_the_findings(desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report, faults=["П-01", "Р-03"]))
    answer = await download(desk, f"/submissions/{checked['id']}/findings.xlsx")
    names, texts = opened(answer.content)
    assert names[0] == "Сработали"
    assert {"П-01", "Р-03", checked["registration_number"]} <= texts
    assert "Задолженность по микрозаймам, всего, тыс. руб." in texts


def opened(workbook: bytes) -> tuple[list[str], set[str]]:
    """Names of the sheets, and every text in the cells."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        assert package.testzip() is None
        book, strings = (
            ElementTree.fromstring(package.read(f"xl/{part}.xml")) for part in ("workbook", "sharedStrings")
        )
    names = [sheet.attrib["name"] for sheet in book.iter(f"{SHEETS}sheet")]
    return names, {text.text or "" for text in strings.iter(f"{SHEETS}t")}


async def test_an_open_browser_hears_of_the_receipt_and_of_the_verdict(desk: Desk) -> None:
    report = await desk.report()
    async with asyncio.timeout(30), desk.cabinet.http.stream("GET", "/live") as stream:
        receipt = await desk.cabinet.upload(report["id"], desk.sample(report))
        happened = await heard(stream, until=receipt["submission_id"], changed="verdict")
    own = [event for event in happened if event.data["id"] == receipt["submission_id"]]
    assert [event.data["changed"] for event in own] == [["created", "status"], ["status", "verdict"]]
    assert {event.data["report_id"] for event in own} == {report["id"]}
    # The verdict can be asked for as soon as it is told.
    assert (await desk.cabinet.submission(receipt["submission_id"]))["status"] == "accepted"


async def test_a_verdict_comes_as_a_notice_that_is_read_once(desk: Desk) -> None:
    report = await desk.report()
    checked = await desk.upload(report, desk.sample(report, faults=["Р-03"]))
    notice = await desk.notice_of(checked)
    assert notice["title"].startswith("[Нужно исправить] ")
    assert notice["title"].endswith(": Принят с ошибками")
    assert (notice["kind"], notice["report_id"], notice["read_at"]) == ("accepted_with_errors", report["id"], None)
    await desk.cabinet.post(f"/notices/{notice['id']}/read")
    assert (await desk.notice_of(checked))["read_at"] is not None


async def test_a_verdict_comes_by_mail_without_a_figure_of_the_report(stack: Stack, desk: Desk) -> None:
    report = await desk.report(ago=3)
    sent_from = datetime.now(UTC).timestamp()
    checked = await desk.upload(report, desk.sample(report, faults=["П-01"]))
    finding = (await desk.findings(checked, outcome="fired"))["П-01"]

    async def look() -> Message | None:
        mails = [read for read in mails_since(stack, sent_from) if report["id"] in text_of(read)]
        mails = [mail for mail in mails if mail["X-RcptTo"] == MEMBERS_PEOPLE]  # each of the member's people has one
        return next((mail for mail in mails if subject_of(mail).endswith("Принят с ошибками")), None)

    mail = await eventually(look)
    assert mail is not None
    assert subject_of(mail).startswith("[Нужно исправить] ")
    assert f"{stack.base_url}/reports/{report['id']}" in text_of(mail)
    assert finding["left"] not in text_of(mail)


def mails_since(stack: Stack, moment: float) -> list[Message]:
    folder = Path(json.loads((stack.data_dir / "endpoints.json").read_text())["mail_folder"])
    files = [path for path in folder.glob("*.eml") if path.stat().st_mtime >= moment]
    return [email.message_from_bytes(path.read_bytes()) for path in files]


def subject_of(mail: Message) -> str:
    return str(make_header(decode_header(mail["Subject"])))


def text_of(mail: Message) -> str:
    """The plain part and the HTML part together."""
    parts: list[Any] = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return "\n".join(part.decode() for part in parts)
