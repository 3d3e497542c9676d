"""Whatever goes wrong behind the gateway is a problem document in front of it."""

from uuid import uuid4

import pytest

from chassis.bus import Call
from chassis.errors import ServiceError
from contracts.base import ById
from contracts.calendar import LIST_CALENDAR, CalendarPage
from contracts.errors import FieldError
from contracts.members import REGISTER_MEMBER
from contracts.messaging import LIST_NOTICES, NoticePage
from contracts.reports import GET_OBLIGATION, ReportView
from contracts.roles import Role
from tests.integration.gateway.cabinet import Cabinet

REPORT = f"/api/v1/reports/{uuid4()}"


@pytest.mark.parametrize(
    ("code", "status"), [("not_found", 404), ("forbidden", 403), ("conflict", 409), ("invalid", 422)]
)
async def test_a_refusal_of_a_service_reaches_the_reader(cabinet: Cabinet, code: str, status: int) -> None:
    await cabinet.answers(GET_OBLIGATION, ServiceError(code))
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "ru"


@pytest.mark.usefixtures("spans")
async def test_the_trace_is_told_in_the_document_and_in_the_header_and_reaches_the_service(cabinet: Cabinet) -> None:
    traces: list[str] = []

    async def refuse(call: Call[ById]) -> ReportView:
        traces.append(call.trace_id)
        raise ServiceError("not_found")

    await cabinet.answers(GET_OBLIGATION, refuse)
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert [answer.json()["trace_id"]] == [answer.headers["x-trace-id"]] == traces
    assert set(traces) != {"0" * 32}


async def test_english_is_spoken_to_those_who_ask(cabinet: Cabinet) -> None:
    await cabinet.answers(GET_OBLIGATION, ServiceError("not_found"))
    headers = cabinet.signed_in() | {"Accept-Language": "en-US,en;q=0.9"}
    answer = await cabinet.http.get(REPORT, headers=headers)
    assert answer.json()["title"] == "Not found"
    assert answer.headers["content-language"] == "en"


async def test_the_language_goes_with_questions_whose_answers_have_words(cabinet: Cabinet) -> None:
    await cabinet.answers(LIST_NOTICES, NoticePage(items=(), unread_count=0))
    await cabinet.answers(LIST_CALENDAR, CalendarPage(items=()))
    headers = cabinet.signed_in() | {"Accept-Language": "en"}
    await cabinet.http.get("/api/v1/notices", headers=headers)
    await cabinet.http.get("/api/v1/calendar?from=2026-10-01&to=2026-10-31", headers=headers)
    assert [question.model_dump()["language"] for question in cabinet.asked] == ["en", "en"]


async def test_a_service_that_is_not_there_is_unavailable(cabinet: Cabinet) -> None:
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"


async def test_a_service_that_does_not_answer_in_time_is_a_timeout(cabinet: Cabinet) -> None:
    await cabinet.answers(GET_OBLIGATION, ServiceError("timeout"))
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (504, "timeout")


async def test_a_fault_of_a_service_tells_only_a_number(cabinet: Cabinet) -> None:
    async def fail(_: Call[ById]) -> ReportView:
        raise RuntimeError("secret of the service")

    await cabinet.answers(GET_OBLIGATION, fail)
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["x-trace-id"] in answer.json()["detail"]
    assert "secret" not in answer.text


async def test_a_fault_of_our_own_tells_only_a_number(cabinet: Cabinet) -> None:
    # An answer that does not have the agreed shape fails in the gateway itself.
    await cabinet.answers(GET_OBLIGATION, CalendarPage(items=()))  # type: ignore[arg-type]
    answer = await cabinet.http.get(REPORT, headers=cabinet.signed_in())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert answer.headers["x-trace-id"] in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "ReportView" not in answer.text


async def test_fields_at_fault_are_named_as_the_sender_wrote_them(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in(Role.CLERK)
    answer = await cabinet.http.post("/api/v1/members", headers=headers, json={"inn": 5, "type": "МКК"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    errors = {error["field"]: error for error in answer.json()["errors"]}
    assert errors["ogrn"] == {"field": "ogrn", "code": "missing", "detail": "Нужно заполнить."}
    assert errors["inn"]["detail"] == "Значение не подходит."


async def test_fields_that_a_service_found_at_fault_are_passed_on(cabinet: Cabinet) -> None:
    field = FieldError(field="inn", code="checksum", detail="Контрольное число не сходится.")
    await cabinet.answers(REGISTER_MEMBER, ServiceError("invalid", fields=[field]))
    body = {
        "inn": "7707083893",
        "ogrn": "1027700132195",
        "full_name": "ООО МКК «Ромашка»",
        "short_name": "МКК «Ромашка»",
        "type": "МКК",
        "included_on": "2026-01-12",
    }
    answer = await cabinet.http.post("/api/v1/members", headers=cabinet.signed_in(Role.CLERK), json=body)
    assert answer.json()["errors"] == [field.model_dump()]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/reports?limit=201", "limit"),
        ("/api/v1/reports?limit=0", "limit"),
        ("/api/v1/reports?status=lost", "status"),
        ("/api/v1/reports/not-a-uuid", "id"),
        ("/api/v1/calendar?from=2026-13-01&to=2026-10-31", "from"),
        ("/api/v1/calendar?from=2026-10-01", "to"),
    ],
)
async def test_a_question_that_is_not_valid_is_refused_before_any_service_is_asked(
    cabinet: Cabinet, path: str, field: str
) -> None:
    answer = await cabinet.http.get(path, headers=cabinet.signed_in())
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api", 404, "not_found"),
        ("POST", "/api/v1/nothing", 405, "method_not_allowed"),
        ("PATCH", "/api/v1/me", 405, "method_not_allowed"),
    ],
)
async def test_an_address_that_is_not_there_is_a_problem_too(
    cabinet: Cabinet, method: str, path: str, status: int, code: str
) -> None:
    answer = await cabinet.http.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_json_body_of_megabytes_is_refused(cabinet: Cabinet) -> None:
    body = {"email": "a", "password": "x" * 2_000_000}
    answer = await cabinet.http.post("/api/v1/session", json=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")
