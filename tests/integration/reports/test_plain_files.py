"""Forms that take ordinary files: their type is checked, triggers are not."""

import io
import zipfile

import pytest

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.forms import Accepts
from contracts.reports import RECHECK, SUBMISSION_CHECKED
from contracts.statuses import Actor, ReportStatus
from contracts.validator import Counts
from tests.integration.reports.scene import Owed, Scene, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")
PDF = b"%PDF-1.7\n%..."
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types><Override ContentType="{SHEET}"/></Types>')
    return buffer.getvalue()


async def owed_file(scene: Scene) -> Owed:
    return await scene.owed(accepts=Accepts.FILES, file_types=("pdf", "xlsx"), rule_sets=())


async def test_a_file_of_the_right_type_is_accepted_at_once(scene: Scene) -> None:
    owed, asked = await owed_file(scene), scene.inspecting.asked
    checked = await scene.listen(SUBMISSION_CHECKED)
    receipt = await scene.submit(owed, PDF, file_name="жалобы.pdf")
    assert (receipt.status, receipt.status_label) == (ReportStatus.ACCEPTED, "Принят без ошибок")
    announced = await checked.get()
    assert (announced.submission_id, announced.status) == (receipt.submission_id, ReportStatus.ACCEPTED)
    report = await scene.report(owed)
    assert (report.status, report.actor, report.counts) == (ReportStatus.ACCEPTED, Actor.NONE, Counts())
    assert (report.accepts, report.file_types) == ("files", ("pdf", "xlsx"))
    assert scene.inspecting.asked == asked


async def test_its_timeline_says_that_triggers_were_not_checked(scene: Scene) -> None:
    owed = await owed_file(scene)
    receipt = await scene.submit(owed, workbook(), file_name="Жалобы.XLSX")
    view = await scene.submission(receipt.submission_id, owed.member)
    assert (view.stage, view.queue) == ("done", None)
    assert [entry.text for entry in view.timeline][1] == "Принят без ошибок: форма не проверяется на триггеры"
    assert view.verdict is not None
    assert view.verdict.rule_set is None


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("жалобы.pdf", b"MZ\x90", "pdf (неизвестный тип)"),
        ("жалобы.exe", PDF, "exe (pdf)"),
        ("жалобы.png", b"\x89PNG\r\n\x1a\n", "png"),
    ],
)
async def test_another_type_is_refused_and_removed(scene: Scene, name: str, content: bytes, found: str) -> None:
    owed = await owed_file(scene)
    stored = await scene.put(content)
    with pytest.raises(ServiceError) as refused:
        await scene.submit(owed, stored, file_name=name)
    assert refused.value.code == "wrong_file_type"
    assert refused.value.params == {"found": found, "expected": "pdf, xlsx"}
    assert not await scene.reports.storage.exists(stored)
    assert (await scene.report(owed)).status is ReportStatus.NOT_SUBMITTED


async def test_it_cannot_be_checked_again(scene: Scene) -> None:
    owed = await owed_file(scene)
    receipt = await scene.submit(owed, PDF, file_name="жалобы.pdf")
    with pytest.raises(ServiceError) as refused:
        await scene.asker.ask(RECHECK, ById(id=receipt.submission_id), staff())
    assert (refused.value.code, refused.value.fields[0].code) == ("invalid", "not_checked")
