"""A trigger that is switched off, or works again: the reports that it touched are checked again by themselves."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chassis import clock
from chassis.reach import EVERYTHING
from contracts.forms import FormInfo, SuspendedTrigger
from contracts.reports import Receipt
from contracts.statuses import Cause, ReportStatus
from contracts.suspensions import SUSPENSION_CHANGED, SuspensionChanged
from contracts.validator import Counts, Reason, TriggerOutcomes, TriggerTrouble
from services.reports.repository import wanted
from services.reports.usecases import repairs
from tests.integration.reports.scene import Owed, Scene, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

CODE = "Т-07"
BROKEN = TriggerOutcomes(troubles=(TriggerTrouble(code=CODE, cause=Cause.RULE, reason="element_unknown"),))
SKIPPED = TriggerOutcomes(not_applicable=(CODE,), suspended=(CODE,))
RULE_AT_FAULT = Reason(code="element_unknown", cause=Cause.RULE, text="Правило обращается к элементу, которого нет")


def without_it(form: FormInfo, revision: int = 2) -> SuspensionChanged:
    """The news that the trigger is off."""
    rule_set = form.rule_sets[0]
    off = SuspendedTrigger(
        id=uuid4(),
        rule_set_id=rule_set.id,
        rule_set_version=rule_set.version,
        code=CODE,
        title="Сумма строк равна итогу",
        reason="Правило обращается к элементу, которого нет в форме",
        suspended_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    return SuspensionChanged(form=form.model_copy(update={"revision": revision, "suspended": (off,)}), trigger=off)


def at_work_again(off: SuspensionChanged) -> SuspensionChanged:
    form = off.form.model_copy(update={"revision": off.form.revision + 1, "suspended": ()})
    return SuspensionChanged(form=form, trigger=off.trigger, lifted_at=clock.now())


async def tell(scene: Scene, news: SuspensionChanged) -> None:
    """Announce it, and wait until reports has heard."""
    await scene.validator.publish(SUSPENSION_CHANGED, news, message_id=uuid4().hex)
    query = "SELECT 1 FROM forms WHERE code = :code AND revision >= :revision"

    async def heard() -> bool:
        return bool(await scene.rows(query, code=news.form.code, revision=news.form.revision))

    await until(heard)


async def broken(scene: Scene, owed: Owed) -> Receipt:
    """A report that the rule turned red."""
    receipt = await scene.submit(owed)
    await judge_broken(scene, owed, receipt)
    return receipt


async def judge_broken(scene: Scene, owed: Owed, receipt: Receipt) -> None:
    await scene.judge(
        receipt,
        status=ReportStatus.CHECK_FAILED,
        rule_set=owed.form.rule_sets[0],
        reasons=(RULE_AT_FAULT,),
        outcomes=BROKEN,
    )


async def reconcile(scene: Scene) -> int:
    """Start every re-check that is wanted, as the reconciler does while nothing else waits."""
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        due = await wanted.next_wanted(uow.session, 100)
    started = 0
    for submission_id in due:
        async with scene.reports.database.transaction(EVERYTHING) as uow:
            started += await repairs.start(uow, submission_id, clock.now())
    return started


async def test_what_a_broken_trigger_touched_is_checked_again_without_it(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await broken(scene, owed)
    await tell(scene, without_it(owed.form))
    assert await reconcile(scene) == 1
    job = await scene.job_of(receipt.submission_id, attempt=2)
    assert job.suspended == (CODE,)
    assert (await scene.report(owed)).status is ReportStatus.CHECKING
    submission = await scene.submission(receipt.submission_id, owed.member)
    assert any("без отключенного триггера" in line.text for line in submission.timeline)


async def test_a_report_that_the_trigger_did_not_touch_is_left_alone(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    other = TriggerOutcomes(troubles=(TriggerTrouble(code="Т-08", cause=Cause.FILE, reason="x"),))
    fired = {
        "status": ReportStatus.ACCEPTED_WITH_ERRORS,
        "counts": Counts(fired=1),
        "fired": (CODE,),
        "outcomes": other,
    }
    await scene.judge(receipt, rule_set=owed.form.rule_sets[0], **fired)
    await tell(scene, without_it(owed.form))
    assert await reconcile(scene) == 0


async def test_only_the_current_version_is_checked_again(scene: Scene) -> None:
    owed = await scene.owed()
    earlier = await broken(scene, owed)
    current = await broken(scene, owed)
    await tell(scene, without_it(owed.form))
    assert await reconcile(scene) == 1
    assert (await scene.submission(earlier.submission_id, owed.member)).status is ReportStatus.CHECK_FAILED
    assert (await scene.submission(current.submission_id, owed.member)).status is ReportStatus.CHECKING


async def test_a_verdict_that_was_on_its_way_is_found_too(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    await tell(scene, without_it(owed.form))
    await judge_broken(scene, owed, receipt)
    assert await reconcile(scene) == 1
    assert (await scene.job_of(receipt.submission_id, attempt=2)).suspended == (CODE,)


async def test_what_was_judged_without_it_is_checked_again_when_it_works(scene: Scene) -> None:
    owed = await scene.owed()
    off = without_it(owed.form)
    await tell(scene, off)
    receipt = await scene.submit(owed)
    assert (await scene.job_of(receipt.submission_id)).suspended == (CODE,)
    await scene.judge(receipt, rule_set=owed.form.rule_sets[0], outcomes=SKIPPED)
    assert await reconcile(scene) == 0
    await tell(scene, at_work_again(off))
    assert await reconcile(scene) == 1
    assert (await scene.job_of(receipt.submission_id, attempt=2)).suspended == ()
