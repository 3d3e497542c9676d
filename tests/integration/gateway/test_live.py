"""Live events: to those who may see them, without gaps, and never for longer than the session."""

from datetime import timedelta
from uuid import UUID, uuid4

from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from contracts.calendar import CALENDAR_CHANGED, CalendarChanged
from contracts.messaging import NOTICE_CREATED, NoticeCreated
from contracts.reports import SUBMISSION_RECEIVED, SubmissionReceived
from contracts.roles import Role
from tests.integration.gateway.cabinet import Cabinet, heard, opened_cabinet
from tests.stack import Servers, TestNats, wait_until

MEMBER, OTHER = uuid4(), uuid4()


def received(member: UUID) -> SubmissionReceived:
    return SubmissionReceived(submission_id=uuid4(), obligation_id=uuid4(), member_id=member, version=1)


async def test_a_member_hears_of_its_own_submission_and_of_no_other(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in(Role.MEMBER_USER, MEMBER)
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
        assert live.headers["content-type"].startswith("text/event-stream")
        assert live.headers["cache-control"] == "no-store"
        await cabinet.announces(SUBMISSION_RECEIVED, received(OTHER))
        own = received(MEMBER)
        await cabinet.announces(SUBMISSION_RECEIVED, own)
        event = await anext(heard(live))
    assert event.kind == "submission"
    assert event.data == {
        "id": str(own.submission_id),
        "report_id": str(own.obligation_id),
        "changed": ["created", "status"],
    }


async def test_staff_hear_of_every_member(cabinet: Cabinet) -> None:
    async with cabinet.http.stream("GET", "/api/v1/live", headers=cabinet.signed_in(Role.CLERK)) as live:
        for member in (MEMBER, OTHER):
            await cabinet.announces(SUBMISSION_RECEIVED, received(member))
        events = heard(live)
        assert [(await anext(events)).kind for _ in range(2)] == ["submission", "submission"]


async def test_notices_and_dates_are_told_under_their_own_names(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in(Role.MEMBER_USER, MEMBER)
    notice = NoticeCreated(notice_id=uuid4(), member_id=MEMBER)
    change = CalendarChanged(member_id=MEMBER, report_id=uuid4())
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
        events = heard(live)
        await cabinet.announces(NOTICE_CREATED, notice)
        first = await anext(events)
        await cabinet.announces(CALENDAR_CHANGED, change)
        second = await anext(events)
    assert (first.kind, first.data["id"]) == ("notice", str(notice.notice_id))
    assert (second.kind, second.data["id"]) == ("calendar", str(change.report_id))


async def test_a_browser_that_comes_back_hears_what_it_missed(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in(Role.MEMBER_USER, MEMBER)
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
        await cabinet.announces(SUBMISSION_RECEIVED, received(MEMBER))
        last = await anext(heard(live))
    missed = received(MEMBER)
    async with cabinet.http.stream("GET", "/api/v1/live", headers=cabinet.signed_in(Role.CLERK)) as other:
        # Another stream has it: the gateway has taken the event in while nobody of this member listened.
        await cabinet.announces(SUBMISSION_RECEIVED, missed)
        await anext(heard(other))
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers | {"Last-Event-ID": last.id}) as live:
        event = await anext(heard(live))
    assert event.data["id"] == str(missed.submission_id)


async def test_a_browser_that_saw_no_event_yet_still_has_an_id_to_come_back_with(cabinet: Cabinet) -> None:
    async with cabinet.http.stream("GET", "/api/v1/live", headers=cabinet.signed_in()) as live:
        line = await anext(live.aiter_lines())
    assert line.startswith("id: ")


async def test_an_unknown_id_means_fetch_anew(cabinet: Cabinet) -> None:
    headers = cabinet.signed_in() | {"Last-Event-ID": "cafe0000-5"}
    async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
        assert (await anext(heard(live))).kind == "reset"


async def test_everybody_fetches_anew_after_the_bus_was_away(cabinet: Cabinet, nats: TestNats) -> None:
    async with cabinet.http.stream("GET", "/api/v1/live", headers=cabinet.signed_in()) as live:
        events = heard(live)
        nats.kill()
        nats.start()
        assert (await anext(events)).kind == "reset"


async def test_a_silent_stream_is_kept_alive(servers: Servers, nats: TestNats) -> None:
    async with (
        opened_cabinet(servers, nats, live_heartbeat=0.05) as cabinet,
        cabinet.http.stream("GET", "/api/v1/live", headers=cabinet.signed_in()) as live,
    ):
        lines = live.aiter_lines()
        assert ": alive" in [await anext(lines) for _ in range(6)]


async def test_a_stream_ends_when_its_session_has_run_out_without_notice(servers: Servers, nats: TestNats) -> None:
    async with opened_cabinet(servers, nats, live_recheck=0.05) as cabinet:
        cabinet.auth.token_life = timedelta(0)
        headers = cabinet.signed_in()
        async with cabinet.http.stream("GET", "/api/v1/live", headers=headers) as live:
            cabinet.auth.sessions.clear()
            assert [event async for event in heard(live)] == []


async def test_a_stream_needs_a_session(cabinet: Cabinet) -> None:
    answer = await cabinet.http.get("/api/v1/live")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_request_is_one_span_named_by_its_route(cabinet: Cabinet, spans: InMemorySpanExporter) -> None:
    answer = await cabinet.http.get(f"/api/v1/reports/{uuid4()}", headers=cabinet.signed_in())
    wait_until(lambda: any(s.name == "GET /api/v1/reports/{id}" for s in spans.get_finished_spans()))
    (span,) = [s for s in spans.get_finished_spans() if s.name == "GET /api/v1/reports/{id}"]
    assert f"{span.context.trace_id:032x}" == answer.headers["x-trace-id"]
    assert span.attributes is not None
    assert span.attributes["http.response.status_code"] == 503
