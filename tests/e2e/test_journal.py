"""What people do through the interface stands in the journal: who, from where, to what; and its chain holds."""

import asyncio
import csv
import io
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from deploy.local.settings import PROJECT
from tests.cabinet import STAFF, Cabinet, signed_in
from tests.e2e.desk import Desk, desk_of
from tests.product import Stack
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True)
class Scene:
    desk: Desk
    staff: Cabinet
    submission: dict[str, Any]

    async def act(self, act: str, object_id: str) -> dict[str, Any]:
        """The newest row of that act on that object, once it is there."""

        async def look() -> dict[str, Any] | None:
            page = await self.staff.get("/audit", act=act, object_id=object_id)
            return next(iter(page["items"]), None)

        found = await eventually(look, seconds=30)
        assert found is not None
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(stack: Stack) -> AsyncIterator[Scene]:
    async with desk_of(stack) as desk, signed_in(stack, STAFF) as staff:
        report = await desk.report(ago=3)
        submission = await desk.upload(report, desk.sample(report, faults=["П-01"]))
        yield Scene(desk, staff, submission)


async def test_an_upload_is_on_record_with_its_organisation_and_what_came(scene: Scene) -> None:
    found = await scene.act("reports.uploaded", scene.submission["id"])
    me = await scene.desk.cabinet.get("/me")
    assert (found["person_id"], found["person_name"]) == (me["person"]["id"], me["person"]["name"])
    assert (found["organisation_id"], found["organisation_name"]) == (
        me["organisation"]["id"],
        me["organisation"]["name"],
    )
    assert found["address"] == "127.0.0.1"
    assert found["user_agent"].startswith("python-httpx")
    assert (found["act_label"], found["object_title"]) == ("Отчет загружен", scene.submission["registration_number"])
    assert found["after"]["sha256"] == scene.submission["sha256"]


async def test_staff_who_look_into_a_members_paper_are_on_record_and_the_member_itself_is_not(scene: Scene) -> None:
    id = scene.submission["id"]
    await scene.desk.cabinet.get(f"/submissions/{id}/findings")
    await scene.staff.get(f"/submissions/{id}/findings")
    assert (await scene.staff.http.get(f"/submissions/{id}/file")).status_code == 200
    staff = (await scene.staff.get("/me"))["person"]["id"]
    for act in ("reports.verdict_read", "reports.file_read"):
        assert (await scene.act(act, id))["person_id"] == staff
        page = await scene.staff.get("/audit", act=act, object_id=id)
        assert {row["person_id"] for row in page["items"]} == {staff}


async def test_a_refused_sign_in_is_on_record_under_the_person_that_was_tried(stack: Stack, scene: Scene) -> None:
    me = (await scene.desk.cabinet.get("/me"))["person"]
    answer = await scene.desk.cabinet.http.post("/session", json={"email": me["email"], "password": "a wrong guess"})
    assert answer.status_code == 401

    async def look() -> Any:
        query = {"act": "auth.sign_in_refused", "object_kind": "person", "object_id": me["id"]}
        return (await scene.staff.get("/audit", **query))["items"]

    [refused, *_] = await eventually(look)
    assert (refused["who_label"], refused["after"]) == ("Неизвестный", {"reason": "wrong_credentials"})


async def test_taking_the_journal_away_is_an_act_too(scene: Scene) -> None:
    answer = await scene.staff.http.get("/audit.csv", params={"act": "reports.uploaded"})
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {line["Код действия"] for line in lines} == {"reports.uploaded"}

    async def told() -> bool:
        items = (await scene.staff.get("/audit", act="journal.exported"))["items"]
        return {"format": "csv", "acts": ["reports.uploaded"]} in [act["after"] for act in items]

    await eventually(told)


async def test_the_chain_of_the_running_product_holds(stack: Stack, scene: Scene) -> None:
    environment = {**os.environ, **stack.installation.environment("journal")}
    command = [sys.executable, "-m", "services.journal", "verify"]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=PROJECT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    assert "The journal holds" in said.decode()
