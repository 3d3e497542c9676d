"""No member sees, changes or hears of another's objects: every call of the public interface, for every kind of person.

The table (`calls_of_members.py`) names each operation that a member may use; one that is missing fails the last test.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import httpx
import pytest
import pytest_asyncio

from contracts.roles import MEMBERS
from gateway.access import operations
from gateway.app import routers
from tests.cabinet import MEMBER, OPERATOR, SECOND, STAFF, Cabinet, signed_in
from tests.e2e.calls_of_members import (
    ABSENT,
    APART,
    ASKED,
    CALLS,
    EXPLANATION,
    LINK,
    OCTETS,
    OF_ONE_OBJECT,
    Call,
)
from tests.e2e.desk import Desk, desk_of
from tests.e2e.live import heard
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class World:
    """Four people, and the first member's objects by the names in the table."""

    first: Desk
    second: Desk
    staff: Cabinet
    operator: Cabinet
    objects: Mapping[str, str]
    submission: Mapping[str, Any]

    async def ask(self, person: Cabinet, call: Call) -> httpx.Response:
        return await person.http.request(
            call.method,
            call.path.format_map(self.objects),
            params=[(name, value.format_map(self.objects)) for name, value in call.query],
            json=_filled(call.body, self.objects),
            content=call.raw,
            headers={**(OCTETS if call.raw else {}), **({"If-Match": call.seen} if call.seen else {})},
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(stack: Stack) -> AsyncIterator[World]:
    async with AsyncExitStack() as people:
        first = await people.enter_async_context(desk_of(stack, MEMBER))
        second = await people.enter_async_context(desk_of(stack, SECOND))
        staff = await people.enter_async_context(signed_in(stack, STAFF))
        operator = await people.enter_async_context(signed_in(stack, OPERATOR))
        report = await first.report(ago=3)
        submission = await first.upload(report, first.sample(report, faults=["Р-03"]))
        said = {**EXPLANATION, "text": "Пояснение первого члена"}
        dispute = await first.cabinet.post(f"/submissions/{submission['id']}/disputes", said)
        me = await first.cabinet.get("/me")
        invited = {"email": f"{token_hex(6)}@example.org", "name": "Приглашенный"}
        invitation = await first.cabinet.post("/invitations", invited)
        objects = {
            "absent": ABSENT,
            "dispute": dispute["id"],
            "report": report["id"],
            "submission": submission["id"],
            "member": first.organisation_id,
            "card_change": (await asked_change(first))["id"],
            "notice": (await first.notice_of(submission))["id"],
            "rule_set": submission["verdict"]["rule_set"]["id"],
            "trial": (await staff.post(f"/rule-sets/{submission['verdict']['rule_set']['id']}/backtest"))["id"],
            "code": "Р-03",
            "session": me["session_id"],
            "person": me["person"]["id"],
            "invitation": invitation["id"],
            "key": (await first.cabinet.post("/api-keys", {"name": "1С", "scopes": ["reports:read"]}))["id"],
        }
        yield World(first, second, staff, operator, objects, submission)
        # A shadow run would follow every report of the tests that come after.
        for trial in (await staff.get(f"/rule-sets/{objects['rule_set']}/trials"))["items"]:
            await staff.post(f"/trials/{trial['id']}/cancel")


async def asked_change(desk: Desk) -> dict[str, Any]:
    """The request of the desk's member for a change of its card: the one that waits already, or a new one."""
    waiting = (await desk.cabinet.get("/card-changes", state="open"))["items"]
    if waiting:
        return dict(waiting[0])
    card = await desk.cabinet.get(f"/members/{desk.organisation_id}")
    wanted = {**card, "phone": "+7 495 000-00-77"}
    answer = await desk.cabinet.http.post("/card-changes", json=wanted, headers={"If-Match": f'"{card["revision"]}"'})
    assert_problem(answer, 201)
    return dict(answer.json())


def everything_of(world: World) -> set[str]:
    """Texts by which anything of the first member would be known."""
    number = world.submission["registration_number"]
    nobodys = {world.objects[name] for name in ("rule_set", "trial", "code", "absent")}
    return {*world.objects.values(), world.first.inn, number} - nobodys


def assert_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    if status >= 400:
        assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
async def test_another_member_is_told_nothing(world: World, call: Call) -> None:
    answer = await world.ask(world.second.cabinet, call)
    assert_problem(answer, call.member)
    assert not [text for text in everything_of(world) if text in answer.text]


@pytest.mark.parametrize("call", OF_ONE_OBJECT, ids=lambda call: call.operation)
async def test_a_foreign_object_is_told_as_one_that_does_not_exist(world: World, call: Call) -> None:
    absent = World(world.first, world.second, world.staff, world.operator, _ABSENT, world.submission)
    foreign, nothing = [await w.ask(world.second.cabinet, call) for w in (world, absent)]
    told = [{**answer.json(), "trace_id": ""} for answer in (foreign, nothing)]
    assert told[0] == told[1]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
async def test_staff_may_do_what_their_work_needs(world: World, call: Call) -> None:
    assert_problem(await world.ask(world.staff, call), call.staff)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
async def test_an_operator_sees_nothing_of_members(world: World, call: Call) -> None:
    answer = await world.ask(world.operator, call)
    assert_problem(answer, call.operator)
    assert not [text for text in everything_of(world) if text in answer.text]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.operation)
async def test_nobody_is_served_without_a_session(world: World, stack: Stack, call: Call) -> None:
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1") as http:
        assert_problem(await world.ask(Cabinet(http), call), 401)


@pytest.mark.parametrize("call", [c for c in CALLS if c.method != "GET"], ids=lambda call: call.operation)
async def test_a_write_without_the_csrf_header_is_refused(world: World, stack: Stack, call: Call) -> None:
    session = world.first.cabinet.http
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1", cookies=session.cookies) as http:
        answer = await world.ask(Cabinet(http), call)
    assert_problem(answer, 403)
    assert answer.json()["code"] == "csrf"


async def test_a_list_narrowed_to_another_member_is_still_ones_own(world: World) -> None:
    items = await world.second.cabinet.reports(member=world.first.organisation_id, limit=200)
    assert {report["member"]["id"] for report in items} <= {world.second.organisation_id}


async def test_a_file_of_another_member_is_recognised_as_nobodys(world: World) -> None:
    content = world.first.sample(await world.first.report(ago=3))
    answer = await world.second.cabinet.http.post(
        "/uploads/recognise", params={"filename": "a.xtdd"}, content=content, headers=OCTETS
    )
    assert answer.json()["report_id"] is None


async def test_live_events_of_a_report_reach_its_member_and_the_staff_only(world: World, stack: Stack) -> None:
    """The second member hears of its own later report, and of nothing before it."""
    theirs, own = await world.first.report(ago=3), await world.second.report(ago=3)
    async with (
        world.second.cabinet.http.stream("GET", "/live") as to_second,
        world.staff.http.stream("GET", "/live") as to_staff,
    ):
        submission = await world.first.upload(theirs, world.first.sample(theirs))
        await world.first.notice_of(submission)
        receipt = await world.second.cabinet.upload(own["id"], world.second.sample(own))
        async with asyncio.timeout(30):
            seen_by_second = await heard(to_second, until=receipt["submission_id"])
            seen_by_staff = await heard(to_staff, until=receipt["submission_id"])
    assert {event.data["report_id"] for event in seen_by_second if event.kind == "submission"} == {own["id"]}
    assert submission["id"] in json.dumps([event.data for event in seen_by_staff])
    assert submission["id"] not in json.dumps([event.data for event in seen_by_second])


async def test_live_events_need_a_session_and_are_not_for_operators(world: World, stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1") as nobody:
        assert (await nobody.get("/live")).status_code == 401
    own = await world.first.report(ago=3)
    async with (
        world.operator.http.stream("GET", "/live") as to_operator,
        world.first.cabinet.http.stream("GET", "/live") as to_first,
    ):
        receipt = await world.first.cabinet.upload(own["id"], world.first.sample(own))
        async with asyncio.timeout(30):
            await heard(to_first, until=receipt["submission_id"])
            # The stream of the operator had the same time, and a mark to come back to that says nothing.
            first_line = await anext(to_operator.aiter_lines())
    assert first_line.startswith("id:")


async def test_signing_out_ends_one_session_and_no_other(stack: Stack) -> None:
    async with signed_in(stack, SECOND) as one, signed_in(stack, SECOND) as other:
        assert (await one.http.delete("/session")).status_code == 204
        assert (await one.http.get("/me")).status_code == 401
        assert (await other.http.get("/me")).status_code == 200


async def test_who_asks_for_access_learns_nothing_of_who_is_there(world: World, stack: Stack) -> None:
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1") as nobody:
        known, unknown = [
            await nobody.post(
                "/access-requests", json={"inn": inn, "organisation": "Берег", "name": "Олег Новиков", "email": email}
            )
            for inn, email in ((world.first.inn, MEMBER), ("0000000000", f"{token_hex(6)}@example.org"))
        ]
        assert [known.status_code, known.json()] == [unknown.status_code, unknown.json()] == [202, {}]
        assert (await nobody.post("/access-requests", json=ASKED)).status_code == 422


async def test_a_link_that_was_made_up_leads_nowhere(stack: Stack) -> None:
    path = LINK.format(token="A" * 43)
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1") as nobody:
        assert_problem(await nobody.get(path), 410)
        assert_problem(await nobody.post(path, json={"name": "А", "password": "Пять зеленых холмов 7"}), 410)
        assert_problem(await nobody.post(path, json={}), 401)


async def test_every_operation_that_a_member_may_use_is_in_the_table() -> None:
    """What only staff may do needs no row: `test_roles_by_operations.py` drives it with every role."""
    every = operations(routers())
    for_members = {_shape(one.name) for one in every if MEMBERS & one.roles and one.signed_in}
    tabled = {_shape(operation) for operation in (*(call.operation for call in CALLS), *APART)}
    assert for_members - tabled == set()
    assert tabled - {_shape(one.name) for one in every} == set()


_NAMES = (
    "report",
    "submission",
    "member",
    "notice",
    "rule_set",
    "dispute",
    "person",
    "invitation",
    "card_change",
    "absent",
)
_ABSENT = dict.fromkeys(_NAMES, ABSENT)


def _filled(body: Any, objects: Mapping[str, str]) -> Any:
    """The body with the ids of objects in place of their names."""
    if not isinstance(body, dict):
        return body

    def filled(value: Any) -> Any:
        return objects[value[1:-1]] if isinstance(value, str) and value.startswith("{") else value

    return {name: filled(value) for name, value in body.items()}


def _shape(operation: str) -> str:
    """`GET /forms/0420846` and `GET /forms/{code}` are one operation."""
    parts = operation.split("/")
    return "/".join("{}" if "{" in part or part.isdecimal() else part for part in parts)
