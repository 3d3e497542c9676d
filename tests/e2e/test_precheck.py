"""A check without handing in, on the whole product: the very findings of a submission, and nothing left behind."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from contracts.prechecks import BUCKET
from tests.e2e.desk import Desk, desk_of
from tests.e2e.left_behind import Remains, remains_of
from tests.product import Stack

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    async with desk_of(stack) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def remains(stack: Stack) -> AsyncIterator[Remains]:
    async with remains_of(stack) as opened:
        yield opened


async def check(desk: Desk, report: dict[str, Any], content: bytes) -> httpx.Response:
    files = {"file": ("отчет.xtdd", content)}
    return await desk.cabinet.http.post(f"/reports/{report['id']}/precheck", files=files)


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


async def test_the_verdict_is_that_of_a_submission_byte_for_byte(desk: Desk) -> None:
    report = await desk.report(ago=1)
    content = desk.sample(report, faults=["П-01"])
    checked = (await check(desk, report, content)).raise_for_status().json()
    submission = await desk.upload(report, content)
    findings = await desk.cabinet.get(f"/submissions/{submission['id']}/findings", limit=200)
    assert findings["next"] is None
    assert canonical(checked["findings"]) == canonical(findings["items"])
    verdict = submission["verdict"]
    for name in ("status", "status_label", "rule_set", "counts", "reasons"):
        assert checked[name] == verdict[name], name
    assert checked["status"] == "accepted_with_errors"


async def test_nothing_is_left_behind(desk: Desk, remains: Remains) -> None:
    report = await desk.report(ago=2)
    before, journal = await remains.left(), await remains.last_line()
    for content in (desk.sample(report), desk.sample(report, faults=["П-01"]), b"<x/>", b"text"):
        await check(desk, report, content)
    assert await remains.left() == before
    assert await remains.journal(after=journal) == []
    assert await remains.storage.list(BUCKET) == []
    assert (await desk.report(ago=2))["status"] == report["status"]


async def test_a_period_that_is_not_over_can_be_checked_but_not_handed_in(desk: Desk) -> None:
    report = await desk.report(ago=0)
    content = desk.sample(report)
    checked = (await check(desk, report, content)).raise_for_status().json()
    assert (checked["handed_in"], checked["status"]) == (False, "accepted")
    assert (await desk.cabinet.raw_upload(report["id"], content)).json()["code"] == "not_yet_due"


async def test_a_file_of_another_report_is_refused_in_the_words_of_an_upload(desk: Desk) -> None:
    report, other = await desk.report(ago=1), await desk.report(ago=2)
    content = desk.sample(other)
    refused = await check(desk, report, content)
    upload = await desk.cabinet.raw_upload(report["id"], content)
    assert refused.status_code == upload.status_code == 409
    same = ("code", "title", "detail", "found", "expected", "suggested_report_id")
    assert {name: refused.json()[name] for name in same} == {name: upload.json()[name] for name in same}
