"""Repeats and races: one submission a key, one version an upload, the same bytes recognised."""

import asyncio
from datetime import timedelta
from secrets import token_hex

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.statuses import ReportStatus
from tests.integration.reports.scene import Scene, member_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_repeated_key_gets_the_same_receipt_and_adds_nothing(scene: Scene) -> None:
    owed, key, content = await scene.owed(), token_hex(8), token_hex(4)
    first = await scene.submit(owed, owed.file(salt=content), idempotency_key=key)
    await scene.judge(first)
    twin = await scene.put(owed.file(salt=content))
    again = await scene.submit(owed, twin, idempotency_key=key, received_at=clock.now() + timedelta(minutes=1))
    assert again == first.model_copy(update={"repeated": True})
    assert (await scene.report(owed)).submissions_count == 1
    assert not await scene.reports.storage.exists(twin)


async def test_a_request_that_was_sent_twice_keeps_its_object(scene: Scene) -> None:
    owed, key = await scene.owed(), token_hex(8)
    stored = await scene.put(owed.file())
    first = await scene.submit(owed, stored, idempotency_key=key)
    again = await scene.submit(owed, stored, idempotency_key=key)
    assert (again.submission_id, again.repeated) == (first.submission_id, True)
    assert await scene.reports.storage.exists(stored)


async def test_a_key_of_other_content_or_of_another_report_is_refused(scene: Scene) -> None:
    owed, other, key = await scene.owed(), await scene.owed(), token_hex(8)
    content = owed.file(salt="same")
    await scene.submit(owed, content, idempotency_key=key)
    with pytest.raises(ServiceError, match="idempotency_mismatch"):
        await scene.submit(owed, owed.file(salt="other"), idempotency_key=key)
    await scene.open(other.form, owed.card)
    elsewhere = await scene.owed_by(owed.card, other.form)
    with pytest.raises(ServiceError, match="idempotency_mismatch"):
        await scene.submit(elsewhere, content, idempotency_key=key, who=owed.member)


async def test_the_keys_of_two_people_are_two_keys(scene: Scene) -> None:
    owed, key = await scene.owed(), token_hex(8)
    first = await scene.submit(owed, idempotency_key=key)
    second = await scene.submit(owed, idempotency_key=key, who=member_of(owed.card))
    assert first.submission_id != second.submission_id
    assert not second.repeated


async def test_one_key_sent_at_once_makes_one_submission(scene: Scene) -> None:
    owed, key, content = await scene.owed(), token_hex(8), token_hex(4)
    stored = [await scene.put(owed.file(salt=content)) for _ in range(8)]
    receipts = await asyncio.gather(*(scene.submit(owed, one, idempotency_key=key) for one in stored))
    assert len({receipt.registration_number for receipt in receipts}) == 1
    assert sorted(receipt.repeated for receipt in receipts) == [False] + [True] * 7
    assert (await scene.report(owed)).submissions_count == 1
    assert sum([await scene.reports.storage.exists(one) for one in stored]) == 1


async def test_uploads_at_once_get_versions_one_after_another(scene: Scene) -> None:
    owed = await scene.owed()
    receipts = await asyncio.gather(*(scene.submit(owed) for _ in range(6)))
    report = await scene.report(owed)
    assert [summary.version for summary in report.submissions] == [6, 5, 4, 3, 2, 1]
    assert len({receipt.registration_number for receipt in receipts}) == 6
    assert [summary.current for summary in report.submissions] == [True] + [False] * 5
    assert report.current_submission_id == report.submissions[0].id


async def test_the_same_bytes_are_recognised_and_still_a_version(scene: Scene) -> None:
    owed = await scene.owed()
    first = await scene.submit(owed, owed.file(salt="a"))
    await scene.submit(owed, owed.file(salt="b"))
    third = await scene.submit(owed, owed.file(salt="a"))
    assert third.same_as == first.submission_id
    view = await scene.submission(third.submission_id, owed.member)
    assert (view.version, view.same_as, view.status) == (3, first.submission_id, ReportStatus.CHECKING)
    assert view.timeline[0].text.endswith("файл тот же, что в версии 1")


async def test_the_last_version_is_the_current_one_even_when_it_failed(scene: Scene) -> None:
    owed = await scene.owed()
    good = await scene.submit(owed)
    await scene.judge(good)
    bad = await scene.submit(owed)
    await scene.judge(bad, status=ReportStatus.CHECK_FAILED)
    report = await scene.report(owed)
    assert (report.status, report.current_submission_id) == (ReportStatus.CHECK_FAILED, bad.submission_id)
    assert [summary.status for summary in report.submissions] == [ReportStatus.CHECK_FAILED, ReportStatus.ACCEPTED]
    assert report.submitted_at == report.submissions[1].received_at
