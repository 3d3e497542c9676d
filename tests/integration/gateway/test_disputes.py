"""Disputes over HTTP: a trigger is named as the verdict names it, and only one that fired can be disputed."""

from datetime import date
from typing import Any
from uuid import UUID

import httpx

from chassis import clock
from contracts.base import ObjectRef
from contracts.disputes import (
    ANSWER_DISPUTE,
    DISPUTE_OPENED,
    LIST_DISPUTES,
    OPEN_DISPUTE,
    AnswerDispute,
    DisputeKind,
    DisputeOpened,
    DisputePage,
    DisputeQuery,
    DisputeState,
    DisputeView,
    OpenDispute,
)
from contracts.periods import PeriodKind, period_of
from contracts.reports import LOCATE_FILE, FormTitle, LocatedFile, MemberTitle, PeriodView
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.validator import Counts
from contracts.verdict import Finding, Outcome, Severity, VerdictDocument
from gateway.uploads import BUCKET
from tests.integration.gateway.cabinet import Cabinet, heard
from tests.waiting import eventually

ID = UUID("0198a000-0000-7000-8000-000000000001")
QUARTER = period_of(PeriodKind.QUARTER, 2026, 3)
PERIOD = PeriodView(kind=QUARTER.kind, start=QUARTER.start, end=QUARTER.end, label=QUARTER.label)
FORM = FormTitle(code="0420846", title="Отчет")
MEMBER = MemberTitle(id=ID, name="МКК «Берег»", inn="7707083893")
SAID = {"trigger": "П-01", "kind": "explain", "text": "Округление", "until": "2027-03-31"}


def finding(code: str, outcome: Outcome) -> Finding:
    return Finding(code=code, title=f"Правило {code}", outcome=outcome, severity=Severity.ERROR, formula="А = Б")


async def located(cabinet: Cabinet) -> LocatedFile:
    document = VerdictDocument(
        status=ReportStatus.ACCEPTED_WITH_ERRORS,
        counts=Counts(fired=1),
        findings=(finding("П-01", Outcome.FIRED), finding("П-02", Outcome.NOT_EVALUABLE)),
    )
    stored = await cabinet.platform.storage.put_bytes(BUCKET, document.model_dump_json().encode())
    original = ObjectRef(bucket=BUCKET, key="absent", sha256="0" * 64, size=1)
    return LocatedFile(
        original=original, file_name="a.xtdd", verdict=stored, form=FORM, period=PERIOD, registration_number="1"
    )


def view(**changes: Any) -> DisputeView:
    values: dict[str, Any] = {
        "id": ID,
        "submission_id": ID,
        "report_id": ID,
        "registration_number": "1",
        "version": 1,
        "current": True,
        "member": MEMBER,
        "form": FORM,
        "period": PERIOD,
        "trigger": "П-01",
        "trigger_title": "Правило П-01",
        "rule_set": None,
        "attempt": 1,
        "kind": DisputeKind.EXPLAIN,
        "text": "Округление",
        "state": DisputeState.OPEN,
        "opened_at": clock.now(),
        "opened_by": "Анна Петрова",
    }
    return DisputeView(**values | changes)


async def say(cabinet: Cabinet, **changes: Any) -> httpx.Response:
    address = f"/api/v1/submissions/{ID}/disputes"
    return await cabinet.http.post(address, json={**SAID, **changes}, headers=cabinet.signed_in())


async def test_a_trigger_is_called_as_in_the_verdict_in_which_it_fired(cabinet: Cabinet) -> None:
    await cabinet.answers(LOCATE_FILE, await located(cabinet))
    await cabinet.answers(OPEN_DISPUTE, view())
    answer = await say(cabinet)
    assert (answer.status_code, answer.json()["state"]) == (201, "open")
    (asked,) = [request for request in cabinet.asked if isinstance(request, OpenDispute)]
    assert (asked.submission_id, asked.trigger, asked.trigger_title) == (ID, "П-01", "Правило П-01")
    assert (asked.kind, asked.text, asked.until) == (DisputeKind.EXPLAIN, "Округление", date(2027, 3, 31))


async def test_only_what_fired_can_be_disputed(cabinet: Cabinet) -> None:
    await cabinet.answers(LOCATE_FILE, await located(cabinet))
    for code in ("П-02", "П-99"):
        answer = await say(cabinet, trigger=code)
        assert answer.status_code == 422
        assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [("trigger", "not_fired")]
    for wrong in ({"text": ""}, {"kind": "other"}, {"until": "31.03.2027"}):
        assert (await say(cabinet, **wrong)).status_code == 422


async def test_the_filters_of_the_list_reach_reports(cabinet: Cabinet) -> None:
    await cabinet.answers(LIST_DISPUTES, DisputePage(items=(view(),), next=None, waiting=1))
    query = {"state": "open", "kind": "dispute", "form": "0420846", "member": str(ID), "trigger": "П-01", "limit": 7}
    answer = await cabinet.http.get("/api/v1/disputes", params=query, headers=cabinet.signed_in(Role.METHODOLOGIST))
    assert (answer.json()["waiting"], answer.json()["items"][0]["trigger"]) == (1, "П-01")
    (asked,) = [request for request in cabinet.asked if isinstance(request, DisputeQuery)]
    assert asked.model_dump(mode="json", exclude={"cursor"}) == query


async def test_an_answer_accepts_or_refuses(cabinet: Cabinet) -> None:
    await cabinet.answers(ANSWER_DISPUTE, view(state=DisputeState.ACCEPTED, valid_until=date(2027, 3, 31)))
    staff = cabinet.signed_in(Role.SUPERVISOR)
    accepted = {"outcome": "accepted", "valid_until": "2027-03-31"}
    answer = await cabinet.http.post(f"/api/v1/disputes/{ID}/answer", json=accepted, headers=staff)
    assert answer.json()["valid_until"] == "2027-03-31"
    (asked,) = [request for request in cabinet.asked if isinstance(request, AnswerDispute)]
    assert (asked.id, asked.outcome) == (ID, DisputeState.ACCEPTED)
    again = await cabinet.http.post(f"/api/v1/disputes/{ID}/answer", json={"outcome": "open"}, headers=staff)
    assert again.status_code == 422


async def test_open_browsers_of_both_sides_hear_of_a_dispute(cabinet: Cabinet) -> None:
    opened = DisputeOpened(
        dispute_id=ID,
        submission_id=ID,
        obligation_id=ID,
        registration_number="1",
        member=MEMBER,
        form=FORM,
        period=PERIOD,
        trigger="П-01",
        trigger_title="Правило П-01",
        rule_set=None,
        kind=DisputeKind.EXPLAIN,
        opened_by=ID,
        opened_at=clock.now(),
    )
    member = cabinet.signed_in(Role.MEMBER_USER, ID)
    async with cabinet.http.stream("GET", "/api/v1/live", headers=member) as stream:
        events = heard(stream)
        await cabinet.announces(DISPUTE_OPENED, opened)
        event = await eventually(lambda: anext(events))
        assert (event.kind, event.data["id"], event.data["changed"]) == ("submission", str(ID), ["dispute"])
