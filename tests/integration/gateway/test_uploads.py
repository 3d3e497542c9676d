"""Uploads: what is taken lies in storage byte for byte, what is refused leaves nothing there."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from chassis import clock
from chassis.bus import Call
from chassis.errors import ServiceError
from contracts.base import Done
from contracts.periods import PeriodKind, period_of
from contracts.reports import (
    JOURNAL_REFUSAL,
    RECOGNISE_UPLOAD,
    SUBMIT,
    Receipt,
    Recognised,
    RecogniseUpload,
    RefusedUpload,
    Submit,
)
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.validator import Inspection
from tests.integration.gateway.cabinet import Cabinet, opened_cabinet
from tests.stack import Servers, TestNats

REPORT = UUID("0198a000-0000-7000-8000-000000000001")
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
ADDRESS = f"/api/v1/reports/{REPORT}/submissions"
XTDD = b'<?xml version="1.0" encoding="utf-8"?><x>' + b"<row/>" * 1000 + b"</x>"


def receipt_for(request: Submit, **more: Any) -> Receipt:
    return Receipt(
        submission_id=uuid4(),
        report_id=request.report_id,
        registration_number="ВХ-2026-000017",
        received_at=request.received_at,
        deemed_received_on=date(2026, 10, 30),
        sha256=request.object.sha256,
        size=request.object.size,
        status=ReportStatus.CHECKING,
        status_label="На проверке",
        **more,
    )


async def take(call: Call[Submit]) -> Receipt:
    return receipt_for(call.request)


async def post(cabinet: Cabinet, address: str = ADDRESS, content: bytes = XTDD, **more: Any) -> httpx.Response:
    headers = cabinet.signed_in(more.pop("role", Role.MEMBER_USER)) | more.pop("headers", {})
    files = {"file": (more.pop("name", "отчет.xtdd"), content)}
    return await cabinet.http.post(address, files=files, headers=headers, **more)


@asynccontextmanager
async def begun_upload(cabinet: Cabinet, begun: bytes, *, length: int) -> AsyncIterator[Connection]:
    """An upload of `length` bytes of which only `begun` is sent; leaves at the end of the block."""
    headers = cabinet.signed_in() | {"Host": "localhost", "Content-Length": str(length)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", cabinet.port)
    writer.write(f"POST {ADDRESS}?filename=a.xtdd HTTP/1.1\r\n{head}\r\n".encode() + begun)
    await writer.drain()
    try:
        yield reader, writer
    finally:
        writer.close()


def submitted(cabinet: Cabinet) -> Submit:
    (request,) = [asked for asked in cabinet.asked if isinstance(asked, Submit)]
    return request


async def test_a_file_in_a_form_is_stored_byte_for_byte_and_handed_in(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    before = clock.now()
    answer = await post(cabinet)
    request = submitted(cabinet)
    assert answer.status_code == 202
    assert answer.json()["sha256"] == hashlib.sha256(XTDD).hexdigest() == request.object.sha256
    assert (request.report_id, request.file_name, request.object.size) == (REPORT, "отчет.xtdd", len(XTDD))
    assert before <= request.received_at <= request.completed_at <= clock.now()
    assert await cabinet.stored(request.object) == XTDD


@pytest.mark.parametrize(("language", "label"), [("ru", "На проверке"), ("en", "Being checked")])
async def test_the_status_comes_in_the_readers_language(cabinet: Cabinet, language: str, label: str) -> None:
    await cabinet.answers(SUBMIT, take)
    answer = await post(cabinet, headers={"Accept-Language": language})
    assert (answer.json()["status"], answer.json()["status_label"]) == ("checking", label)


async def test_the_raw_body_with_a_name_is_taken_too(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    content = XTDD * 200
    headers = cabinet.signed_in() | {"Content-Type": "application/xml"}
    answer = await cabinet.http.post(f"{ADDRESS}?filename=../a%2Fотчет.xtdd", content=content, headers=headers)
    assert answer.status_code == 202
    assert submitted(cabinet).file_name == "отчет.xtdd"
    assert await cabinet.stored(submitted(cabinet).object) == content


async def test_a_file_of_exactly_the_limit_is_taken(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    content = b"x" * cabinet.platform.settings.upload_limit
    assert (await post(cabinet, content=content)).status_code == 202
    assert submitted(cabinet).object.sha256 == hashlib.sha256(content).hexdigest()


async def test_the_idempotency_key_goes_with_the_request(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    await post(cabinet, headers={"Idempotency-Key": "8e03978e"})
    assert submitted(cabinet).idempotency_key == "8e03978e"


async def test_a_repeat_that_was_answered_before_leaves_no_second_object(cabinet: Cabinet) -> None:
    async def repeat(call: Call[Submit]) -> Receipt:
        return receipt_for(call.request, repeated=True)

    await cabinet.answers(SUBMIT, repeat)
    assert (await post(cabinet)).status_code == 202
    assert await cabinet.objects() == set()


async def test_the_time_of_receipt_is_that_of_the_first_byte_however_slow_we_are(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    cabinet.auth.may_answer.clear()
    async with begun_upload(cabinet, XTDD, length=len(XTDD)) as (reader, _):
        await cabinet.auth.was_asked.wait()
        while_auth_thinks = clock.now()
        cabinet.auth.may_answer.set()
        assert b" 202 " in await reader.readline()
    assert submitted(cabinet).received_at <= while_auth_thinks <= submitted(cabinet).completed_at


REFUSED = {
    "too_large": (413, b"x" * (3 * 1024 * 1024 + 1)),
    "empty_file": (422, b""),
}


@pytest.mark.parametrize(("code", "status", "content"), [(c, *expected) for c, expected in REFUSED.items()])
async def test_what_the_gateway_refuses_is_journalled_and_leaves_no_object(
    cabinet: Cabinet, code: str, status: int, content: bytes
) -> None:
    await cabinet.answers(JOURNAL_REFUSAL, Done())
    answer = await post(cabinet, content=content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    (line,) = cabinet.asked
    assert isinstance(line, RefusedUpload)
    assert (line.report_id, line.code, line.file_name) == (REPORT, code, "отчет.xtdd")
    assert await cabinet.objects() == set()


async def test_an_endless_body_is_refused_at_the_limit(cabinet: Cabinet) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 200 * 1024 * 1024:
            sent += 64 * 1024
            yield b"x" * 64 * 1024

    headers = cabinet.signed_in() | {"Content-Type": "application/octet-stream"}
    answer = await cabinet.http.post(f"{ADDRESS}?filename=a.xtdd", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "3 МБ" in answer.json()["detail"]
    assert await cabinet.objects() == set()


@pytest.mark.parametrize(
    ("content_type", "body", "found"),
    [
        ("multipart/form-data", b"--x--", "multipart без boundary"),
        ("multipart/form-data; boundary=x", b"--x--\r\n", "нет части file"),
        ("multipart/form-data; boundary=x", b"nothing of the kind", "части multipart не разделены как объявлено"),
        ("application/xml", XTDD, "нет файла"),
    ],
)
async def test_a_malformed_upload_is_told_what_was_found(
    cabinet: Cabinet, content_type: str, body: bytes, found: str
) -> None:
    headers = cabinet.signed_in() | {"Content-Type": content_type}
    answer = await cabinet.http.post(ADDRESS, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"], answer.json()["found"]) == (422, "bad_upload", found)
    assert await cabinet.objects() == set()


async def test_a_second_file_is_refused(cabinet: Cabinet) -> None:
    files = [("file", ("a.xtdd", XTDD)), ("file", ("b.xtdd", XTDD))]
    answer = await cabinet.http.post(ADDRESS, files=files, headers=cabinet.signed_in())
    assert answer.json()["found"] == "несколько частей file"
    assert await cabinet.objects() == set()


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("wrong_form", 409),
        ("wrong_period", 409),
        ("wrong_member", 409),
        ("not_xml", 422),
        ("truncated_xml", 422),
        ("forbidden_xml", 422),
        ("xml_limits", 422),
        ("bad_encoding", 422),
        ("period_missing", 422),
        ("bad_package", 422),
        ("no_report_in_package", 422),
        ("several_reports_in_package", 422),
        ("wrong_file_type", 422),
        ("idempotency_mismatch", 422),
        ("not_found", 404),
        ("forbidden", 403),
        ("unavailable", 503),
    ],
)
async def test_what_reports_refuses_is_told_and_leaves_no_object(cabinet: Cabinet, code: str, status: int) -> None:
    suggested = str(uuid4())
    refusal = ServiceError(code, {"found": "это", "expected": "то"}, data={"suggested_report_id": suggested})
    await cabinet.answers(SUBMIT, refusal)
    told = await post(cabinet)
    assert (told.status_code, told.json()["code"]) == (status, code)
    assert (told.json()["found"], told.json()["expected"]) == ("это", "то")
    assert told.json()["suggested_report_id"] == suggested
    assert await cabinet.objects() == set()


async def test_an_upload_that_outlives_the_identity_it_began_with_is_handed_in_with_a_fresh_one(
    cabinet: Cabinet,
) -> None:
    tokens: list[str | None] = []

    async def note(call: Call[Submit]) -> Receipt:
        tokens.append(call.token)
        return receipt_for(call.request)

    await cabinet.answers(SUBMIT, note)
    # Within its last seconds at once: no service would find it valid at the end of the upload.
    cabinet.auth.token_life = timedelta(seconds=1)
    async with begun_upload(cabinet, XTDD[:100], length=len(XTDD)) as (reader, writer):
        await cabinet.auth.was_asked.wait()
        begun_with = cabinet.auth.resolved
        writer.write(XTDD[100:])
        assert b" 202 " in await reader.readline()
    assert cabinet.auth.resolved > begun_with
    assert tokens[0] is not None
    assert tokens[0].endswith(f"({cabinet.auth.resolved})")


@pytest.mark.parametrize("code", ["timeout", "internal"])
async def test_when_nobody_knows_whether_it_was_taken_the_object_stays(cabinet: Cabinet, code: str) -> None:
    await cabinet.answers(SUBMIT, ServiceError(code))
    assert (await post(cabinet)).json()["code"] == code
    assert await cabinet.objects() == {submitted(cabinet).object.key}


async def test_a_refusal_is_told_also_when_the_journal_is_out_of_reach(cabinet: Cabinet) -> None:
    assert (await post(cabinet, content=b"")).json()["code"] == "empty_file"


async def test_a_client_that_leaves_in_the_middle_leaves_no_object(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "gateway")
    async with begun_upload(cabinet, b"x" * 2_500_000, length=2_900_000):
        pass
    async with asyncio.timeout(10):
        while not any("client left" in record.message for record in caplog.records):
            # Each answered call gives the gateway a turn to notice.
            await cabinet.http.get("/healthz")
    assert await cabinet.objects() == set()
    assert cabinet.asked == []


@pytest.mark.parametrize("content", [XTDD, b"x" * 2_500_000])
async def test_a_store_that_does_not_answer_is_unavailable(cabinet: Cabinet, servers: Servers, content: bytes) -> None:
    headers = cabinet.signed_in()
    servers.children["s3"].kill()
    try:
        answer = await cabinet.http.post(ADDRESS, files={"file": ("a.xtdd", content)}, headers=headers)
    finally:
        servers.children["s3"].start()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert await cabinet.objects() == set()


async def test_many_slow_uploads_do_not_hold_up_a_quick_one(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    half, rest = b"x" * 1_500_000, b"y" * 500_000
    async with AsyncExitStack() as stack:
        slow = [
            await stack.enter_async_context(begun_upload(cabinet, half, length=len(half + rest))) for _ in range(24)
        ]
        assert (await post(cabinet, content=b"z" * 1_200_000)).status_code == 202
        for _, writer in slow:
            writer.write(rest)
        assert {(await reader.readline())[9:12] for reader, _ in slow} == {b"202"}
    assert {asked.model_dump()["object"]["size"] for asked in cabinet.asked} == {2_000_000, 1_200_000}


async def test_an_upload_that_does_not_finish_in_time_is_refused(servers: Servers, nats: TestNats) -> None:
    async with opened_cabinet(servers, nats, upload_seconds=0.2) as cabinet:
        await cabinet.answers(JOURNAL_REFUSAL, Done())
        async with begun_upload(cabinet, XTDD, length=2_900_000) as (reader, _):
            head, _, content = (await reader.read()).partition(b"\r\n\r\n")
        assert b" 408 " in head
        assert json.loads(content)["code"] == "upload_timeout"
        assert await cabinet.objects() == set()
        assert [line.model_dump()["code"] for line in cabinet.asked] == ["upload_timeout"]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR])
async def test_who_may_never_upload_is_refused_before_a_byte_is_read(cabinet: Cabinet, role: Role) -> None:
    answer = await post(cabinet, role=role)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert await cabinet.objects() == set()
    assert cabinet.asked == []


async def test_staff_register_a_document_that_came_another_way(cabinet: Cabinet) -> None:
    await cabinet.answers(SUBMIT, take)
    query = "?received_at=2026-10-30T08:15:00Z&grounds=Сбой кабинета, акт 7"
    assert (await post(cabinet, ADDRESS + query, role=Role.CLERK)).status_code == 202
    registration = submitted(cabinet).registration
    assert registration is not None
    assert registration.received_at == datetime(2026, 10, 30, 8, 15, tzinfo=UTC)
    assert registration.grounds == "Сбой кабинета, акт 7"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("?received_at=2026-10-30T08:15:00Z", "grounds", "both_needed"),
        ("?grounds=Сбой кабинета", "received_at", "both_needed"),
        ("?grounds=Сбой кабинета&received_at=2026-10-30T08:15:00", "received_at", "timezone_aware"),
    ],
)
async def test_a_registration_needs_both_the_time_and_the_grounds(
    cabinet: Cabinet, query: str, field: str, code: str
) -> None:
    answer = await post(cabinet, ADDRESS + query, role=Role.CLERK)
    assert answer.status_code == 422
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]


async def recognised(call: Call[RecogniseUpload]) -> Recognised:
    period = period_of(PeriodKind.QUARTER, 2026, 3)
    inspection = Inspection(form="0420846", period=period, inn="7707083893", content_hash="ab" * 32)
    return Recognised(report_id=REPORT, inspection=inspection, period_label=period.label)


async def test_a_dropped_file_is_recognised_and_not_kept(cabinet: Cabinet) -> None:
    await cabinet.answers(RECOGNISE_UPLOAD, recognised)
    answer = await post(cabinet, "/api/v1/uploads/recognise")
    assert (answer.status_code, answer.json()["report_id"]) == (200, str(REPORT))
    assert await cabinet.objects() == set()


@pytest.mark.parametrize("code", ["not_xml", "timeout", "internal", "unavailable"])
async def test_a_file_that_is_not_recognised_is_not_kept_either(cabinet: Cabinet, code: str) -> None:
    await cabinet.answers(RECOGNISE_UPLOAD, ServiceError(code))
    assert (await post(cabinet, "/api/v1/uploads/recognise")).json()["code"] == code
    assert await cabinet.objects() == set()
