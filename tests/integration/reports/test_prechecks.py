"""A check without handing in: the rights and refusals of an upload, an answer, and nothing that is kept."""

from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from chassis import clock
from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.forms import Accepts
from contracts.identity import Identity
from contracts.members import MemberStatus
from contracts.periods import PeriodKind, period_containing
from contracts.prechecks import BUCKET, PRECHECK, Precheck, Prechecked
from contracts.statuses import ReportStatus
from services.reports.leftovers import Leftovers
from tests.integration.reports.scene import YEAR, Owed, Scene, period_of, refused_file, report_file

pytestmark = pytest.mark.asyncio(loop_scope="module")

TABLES = ("submissions", "attempts", "verdicts", "timeline", "receipts", "refusals", "outbox", "quarantine")


@pytest_asyncio.fixture(loop_scope="module")
async def owed(scene: Scene) -> Owed:
    return await scene.owed()


async def put(scene: Scene, content: bytes) -> ObjectRef:
    return await scene.reports.storage.put_bytes(BUCKET, content)


async def check(
    scene: Scene, owed: Owed, content: bytes | None = None, who: Identity | None = None, name: str = "отчет.xtdd"
) -> Prechecked:
    stored = await put(scene, owed.file() if content is None else content)
    request = Precheck(report_id=owed.report.id, object=stored, file_name=name)
    return await scene.asker.ask(PRECHECK, request, who or owed.member)


async def refusal(scene: Scene, owed: Owed, content: bytes, **more: Any) -> ServiceError:
    with pytest.raises(ServiceError) as refused:
        await check(scene, owed, content, **more)
    return refused.value


async def rows(scene: Scene) -> list[int]:
    return [(await scene.rows(f"SELECT count(*) AS n FROM {table}"))[0].n for table in TABLES]  # noqa: S608


async def test_a_file_gets_its_verdict_and_leaves_no_row(scene: Scene, owed: Owed) -> None:
    before = await rows(scene)
    checked = await check(scene, owed, owed.file(verdict="accepted_with_errors"))
    assert (checked.status, checked.status_label) == (ReportStatus.ACCEPTED_WITH_ERRORS, "Принят с ошибками")
    assert checked.rule_set is not None
    assert checked.rule_set.id == owed.form.rule_sets[0].id
    assert (checked.located.form.code, checked.located.report_id) == (owed.form.code, owed.report.id)
    assert checked.located.verdict is not None
    assert await rows(scene) == before
    assert (await scene.report(owed)).status is ReportStatus.NOT_SUBMITTED


async def test_the_job_is_the_one_that_an_upload_would_ask_for(scene: Scene, owed: Owed) -> None:
    content = owed.file(salt="job")
    await check(scene, owed, content)
    asked = scene.inspecting.prechecked[-1]
    receipt = await scene.submit(owed, content)
    job = await scene.job_of(receipt.submission_id)
    own = {"submission_id", "object", "requested_at", "received_at"}
    assert asked.model_dump(exclude=own) == job.model_dump(exclude=own)


async def test_the_period_need_not_be_over(scene: Scene) -> None:
    current = period_containing(PeriodKind.QUARTER, clock.moscow_date(clock.now()))
    owed = await scene.owed(period=current)
    checked = await check(scene, owed, report_file(owed.form, owed.card, current))
    assert checked.status is ReportStatus.ACCEPTED


async def test_what_does_not_fit_is_refused_as_an_upload_is(scene: Scene, owed: Owed) -> None:
    other = await scene.owed_by(owed.card, await open_other(scene, owed))
    wrong = await refusal(scene, owed, report_file(other.form, owed.card))
    assert (wrong.code, wrong.data["suggested_report_id"]) == ("wrong_form", str(other.report.id))
    period = period_of(PeriodKind.QUARTER, YEAR, 1)
    assert (await refusal(scene, owed, report_file(owed.form, owed.card, period))).code == "wrong_period"
    assert (await refusal(scene, owed, refused_file("truncated_xml"))).code == "truncated_xml"
    assert (await refusal(scene, owed, b"")).code == "empty_file"


async def open_other(scene: Scene, owed: Owed) -> Any:
    form = await scene.form()
    await scene.open(form, owed.card)
    return form


async def test_the_verdict_of_a_file_that_is_refused_is_removed_at_once(scene: Scene, owed: Owed) -> None:
    before = {found.key for found in await scene.reports.storage.list(BUCKET)}
    foreign = await scene.owed()
    assert (await refusal(scene, owed, foreign.file())).code == "wrong_form"
    left = [found for found in await scene.reports.storage.list(BUCKET) if found.key not in before]
    # The file itself is removed by the gateway, which put it there.
    assert len(left) == 1


async def test_who_may_not_upload_may_not_check(scene: Scene, owed: Owed) -> None:
    assert (await refusal(scene, owed, owed.file(), who=(await scene.owed()).member)).code == "not_found"
    await scene.tell(owed.card.model_copy(update={"revision": 2, "status": MemberStatus.SUSPENDED}))
    assert (await refusal(scene, owed, owed.file())).code == "forbidden"


async def test_an_ordinary_file_is_looked_at_by_its_type(scene: Scene) -> None:
    owed = await scene.owed(accepts=Accepts.FILES, file_types=("pdf",), rule_sets=())
    checked = await check(scene, owed, b"%PDF-1.7\n", name="отчет.pdf")
    assert (checked.status, checked.rule_set, checked.located.verdict) == (ReportStatus.ACCEPTED, None, None)
    assert (await refusal(scene, owed, b"MZ", name="отчет.pdf")).code == "wrong_file_type"


async def test_what_a_crash_left_is_deleted_after_an_hour(scene: Scene) -> None:
    stored = await put(scene, b"left behind")
    leftovers = Leftovers(scene.reports.storage, scene.reports.settings)
    assert await leftovers.delete(clock.now()) == 0
    assert await scene.reports.storage.exists(stored)
    assert await leftovers.delete(clock.now() + timedelta(hours=1, minutes=1)) >= 1
    assert not await scene.reports.storage.exists(stored)
