"""Receipt first, verdict after: whatever the validator does, an upload that may be good is taken."""

import pytest

from contracts.base import ObjectRef
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason
from tests.integration.reports.scene import Scene, refused_file

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def put_large(scene: Scene) -> ObjectRef:
    """A file that says it is too large to be inspected at once; reports never reads it."""
    stored = await scene.put(refused_file("not_xml"))
    return stored.model_copy(update={"size": (25 << 20) + 1})


async def test_an_upload_does_not_wait_for_a_silent_validator(scene: Scene) -> None:
    owed = await scene.owed()
    with scene.inspecting.silent():
        receipt = await scene.submit(owed, refused_file("not_xml"))
    assert receipt.status is ReportStatus.CHECKING
    assert (await scene.job_of(receipt.submission_id)).object.sha256 == receipt.sha256


@pytest.mark.parametrize("code", ["internal", "unavailable", "timeout", "rate_limited"])
async def test_a_failure_of_ours_is_not_held_against_the_file(scene: Scene, code: str) -> None:
    owed = await scene.owed()
    assert (await scene.submit(owed, refused_file(code))).status is ReportStatus.CHECKING


async def test_a_large_file_is_not_inspected_while_its_sender_waits(scene: Scene) -> None:
    owed, asked = await scene.owed(), scene.inspecting.asked
    assert (await scene.submit(owed, await put_large(scene))).status is ReportStatus.CHECKING
    assert scene.inspecting.asked == asked


async def test_what_was_found_later_becomes_the_verdict(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed, await put_large(scene))
    found = Reason(code="not_xml", cause=Cause.FILE, text="Это не XTDD")
    announced = await scene.judge(receipt, status=ReportStatus.CHECK_FAILED, reasons=(found,))
    assert (announced.status, announced.reasons[0].code) == (ReportStatus.CHECK_FAILED, "not_xml")
    report = await scene.report(owed)
    assert (report.actor, report.reasons[0].code) == ("member", "not_xml")
