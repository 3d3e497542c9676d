"""A member's own program with an API key: what it may do, and how it ends."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.cabinet import MEMBER, Cabinet
from tests.e2e.desk import Desk, desk_of
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack, MEMBER) as desk:
        yield desk


async def key_of(desk: Desk, *scopes: str) -> dict[str, Any]:
    return dict(await desk.cabinet.post("/api-keys", {"name": "Учетная система", "scopes": scopes}))


def program(stack: Stack, key: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=f"{stack.base_url}/api/v1", headers={"Authorization": f"Bearer {key}"}, timeout=30
    )


async def test_a_program_hands_in_a_report_and_reads_its_verdict(stack: Stack, desk: Desk) -> None:
    key = await key_of(desk, "reports:read", "reports:write")
    report = await desk.report(ago=4)
    async with program(stack, key["key"]) as http:
        cabinet = Cabinet(http)
        receipt = await cabinet.upload(report["id"], desk.sample(report))
        assert (await cabinet.verdict(receipt["submission_id"]))["status"] == "accepted"
        seen = await cabinet.submission(receipt["submission_id"])
    assert "Учетная система" in seen["submitted_by"]


async def test_a_key_reaches_no_further_than_its_scopes(stack: Stack, desk: Desk) -> None:
    key = await key_of(desk, "reports:read")
    report = await desk.report(ago=4)
    async with program(stack, key["key"]) as http:
        assert (await http.get("/reports")).status_code == 200
        upload = await Cabinet(http).raw_upload(report["id"], desk.sample(report))
        others = [await http.get(path) for path in ("/notices", "/calendar", "/sessions", "/api-keys", "/members")]
        wanted = {"from": "2026-01-01", "to": "2026-02-01"}
        others.append(await http.get("/calendar", params=wanted))
    assert upload.status_code == 403
    assert [answer.status_code for answer in others] == [403, 422, 403, 403, 403, 403]


async def test_an_ended_key_opens_nothing_at_once(stack: Stack, desk: Desk) -> None:
    key = await key_of(desk, "reports:read")
    async with program(stack, key["key"]) as http:
        assert (await http.get("/me")).json()["scopes"] == ["reports:read"]
        assert (await desk.cabinet.http.delete(f"/api-keys/{key['id']}")).status_code == 204

        async def is_shut() -> bool:
            return (await http.get("/me")).status_code == 401

        await eventually(is_shut, seconds=2)


async def test_a_key_in_a_cookie_or_a_cookie_in_the_header_opens_nothing(stack: Stack, desk: Desk) -> None:
    key = await key_of(desk, "reports:read")
    session = desk.cabinet.http.cookies["kabinet_session"]
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1") as http:
        by_cookie = await http.get("/me", headers={"Cookie": f"kabinet_session={key['key']}"})
        by_header = await http.get("/me", headers={"Authorization": f"Bearer {session}"})
    assert (by_cookie.status_code, by_header.status_code) == (401, 401)
