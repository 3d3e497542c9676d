"""Re-checks after mending: a new rule set, a switched-off trigger, an outage that is over; few at a time."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis import clock
from chassis.bus import Bus
from chassis.reach import EVERYTHING
from contracts.base import ObjectRef
from contracts.forms import FormInfo, RuleSetRef
from contracts.registry import WORKERS
from contracts.reports import Receipt
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason
from services.reports.domain.rechecks import MOST_RECHECKS, OUTAGE_QUIET, Why
from services.reports.reconciler import Reconciler
from services.reports.usecases import copies, repairs
from tests.in_process import connected
from tests.integration.reports.scene import Owed, Scene
from tests.stack import TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULE = (Reason(code="element_unknown", cause=Cause.RULE, text="Правило обращается к элементу, которого нет"),)
FILE = (Reason(code="element_absent", cause=Cause.FILE, text="Элемента нет в файле"),)
OURS = (Reason(code="check_crashed", cause=Cause.SYSTEM, text="Сбой на нашей стороне"),)


@pytest_asyncio.fixture(loop_scope="module")
async def worker(scene: Scene, broker: TestNats) -> AsyncIterator[Bus]:
    """A worker's bus; nothing is left over from other tests, and no check has come to an end of late."""
    async with connected("validator", broker) as bus:
        await scene.change("UPDATE submissions SET status = 'accepted', cause = NULL, next_recheck_at = NULL")
        await scene.change("UPDATE verdicts SET entered_at = entered_at - interval '1 day'")
        await scene.change("DELETE FROM wanted_rechecks")
        await all_done(bus)
        yield bus


@pytest.fixture
def reconciler(scene: Scene) -> Reconciler:
    return Reconciler(scene.reports.database, scene.reports.bus, scene.reports.settings)


async def all_done(bus: Bus) -> None:
    """Whatever was asked for is taken and settled; the verdicts are another matter."""
    jobs = bus.jobs(WORKERS)
    try:
        while deliveries := await jobs.fetch(16):
            for delivery in deliveries:
                await delivery.done()
    finally:
        await jobs.close()


async def repaired(reconciler: Reconciler, worker: Bus) -> int:
    """What one round starts once nothing else waits."""
    started = 0

    async def some() -> bool:
        nonlocal started
        await all_done(worker)
        started = await reconciler.repair(clock.now())
        return started > 0

    await eventually(some)
    return started


def ref(version: str, effective_from: date = date(2020, 1, 1)) -> RuleSetRef:
    document = ObjectRef(bucket="rulesets", key=version, sha256="0" * 64, size=1)
    return RuleSetRef(id=uuid4(), version=version, effective_from=effective_from, document=document)


async def failed(scene: Scene, owed: Owed, reasons: tuple[Reason, ...] = RULE, **more: Any) -> Receipt:
    """A submission that could not be checked."""
    receipt = await scene.submit(owed)
    job = await scene.job_of(receipt.submission_id)
    await scene.judge(
        receipt, **{"status": ReportStatus.CHECK_FAILED, "reasons": reasons, "rule_set": job.rule_set, **more}
    )
    return receipt


async def publish(scene: Scene, form: FormInfo, *rule_sets: RuleSetRef) -> FormInfo:
    newer = form.model_copy(update={"revision": form.revision + 1, "rule_sets": (*form.rule_sets, *rule_sets)})
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        await copies.keep_form(uow, newer)
    return newer


async def wanted(scene: Scene) -> set[UUID]:
    return {row.submission_id for row in await scene.rows("SELECT submission_id FROM wanted_rechecks")}


async def test_a_missing_rule_set_is_published_and_the_report_is_checked_again_by_itself(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    owed = await scene.owed(rule_sets=())
    receipt = await failed(scene, owed, (Reason(code="no_rule_set", cause=Cause.RULE, text="Нет набора"),))
    new = ref("1")
    await publish(scene, owed.form, new)
    assert await repaired(reconciler, worker) == 1
    assert (await scene.job_of(receipt.submission_id, 2)).rule_set == new
    await scene.judge(receipt, attempt=2, rule_set=new)
    seen = await scene.submission(receipt.submission_id, owed.member)
    assert seen.status is ReportStatus.ACCEPTED
    # The earlier verdict stays beside the new one, each with its attempt, rule set and time.
    assert [(verdict.attempt, verdict.status) for verdict in seen.verdicts] == [
        (2, ReportStatus.ACCEPTED),
        (1, ReportStatus.CHECK_FAILED),
    ]
    assert [entry.code for entry in seen.timeline] == ["received", "check_failed", "recheck_started", "accepted"]
    assert seen.timeline[2].text == "Повторная проверка после исправления правила, попытка 2"


async def test_only_what_the_new_rule_set_would_judge_otherwise_is_checked_again(scene: Scene, worker: Bus) -> None:
    owed = await scene.owed()
    by_rule = await failed(scene, owed)
    await failed(scene, owed, FILE)
    # A version that is in force after the reporting date changes nothing for this report.
    later = await publish(scene, owed.form, ref("2", owed.report.reporting_date + timedelta(days=1)))
    assert await wanted(scene) == set()
    await publish(scene, later, ref("1.1", owed.report.reporting_date))
    assert await wanted(scene) == {by_rule.submission_id}


async def test_a_verdict_that_comes_after_its_rule_set_was_replaced_is_not_forgotten(scene: Scene, worker: Bus) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    await publish(scene, owed.form, ref("2", owed.report.reporting_date))
    assert await wanted(scene) == set()
    await scene.judge(receipt, status=ReportStatus.CHECK_FAILED, reasons=RULE, rule_set=owed.form.rule_sets[0])
    assert await wanted(scene) == {receipt.submission_id}


async def test_hundreds_wait_for_an_idle_queue_and_go_a_handful_at_a_time(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    owed = await scene.owed()
    receipts = [await failed(scene, owed) for _ in range(5)]
    await publish(scene, owed.form, ref("2", owed.report.reporting_date))
    settings = scene.reports.settings.model_copy(update={"repair_batch": 2})
    few = Reconciler(scene.reports.database, scene.reports.bus, settings)
    await all_done(worker)
    await scene.submit(await scene.owed())
    assert await few.repair(clock.now()) == 0  # a live upload waits
    assert await repaired(few, worker) == 2
    # The version that counts comes first.
    assert receipts[-1].submission_id not in await wanted(scene)
    assert len(await wanted(scene)) == 3


async def test_what_was_checked_again_meanwhile_is_not_checked_once_more(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    owed = await scene.owed()
    receipt = await failed(scene, owed)
    await publish(scene, owed.form, ref("2", owed.report.reporting_date))
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        assert await repairs.start(uow, receipt.submission_id, clock.now())
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        assert not await repairs.start(uow, receipt.submission_id, clock.now())
    await scene.change(
        "INSERT INTO wanted_rechecks SELECT id, 'rule_mended', queued_at - interval '1 s' FROM submissions"
        " WHERE id = :id",
        id=receipt.submission_id,
    )
    await scene.judge(receipt, attempt=2)
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        assert not await repairs.start(uow, receipt.submission_id, clock.now())
    assert await wanted(scene) == set()


async def test_all_that_one_rule_set_touched_is_checked_again_when_a_trigger_is_switched_off(
    scene: Scene, worker: Bus
) -> None:
    owed = await scene.owed()
    touched, sound = await failed(scene, owed), await scene.submit(owed)
    await scene.judge(sound, rule_set=owed.form.rule_sets[0])
    rule_set = owed.form.rule_sets[0].id
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        marked = await repairs.touched_by_rule_set(uow, rule_set, Why.TRIGGER_SUSPENDED, clock.now())
    assert (marked, await wanted(scene)) == (1, {touched.submission_id})
    async with scene.reports.database.transaction(EVERYTHING) as uow:
        assert (
            await repairs.touched_by_rule_set(uow, rule_set, Why.TRIGGER_SUSPENDED, clock.now(), failed_only=False) == 2
        )


async def test_an_outage_is_over_once_another_check_comes_to_an_end(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    owed = await scene.owed()
    receipt = await failed(scene, owed, OURS)
    # Its own pauses are used up, or hours long.
    await scene.change("UPDATE submissions SET auto_rechecks = 4, next_recheck_at = NULL")
    await reconciler.repair(clock.now())
    assert await wanted(scene) == set()
    await scene.judge(await scene.submit(await scene.owed()), rule_set=owed.form.rule_sets[0])
    assert await repaired(reconciler, worker) == 1
    seen = await scene.submission(receipt.submission_id, owed.member)
    assert seen.timeline[-1].text == "Повторная проверка после сбоя на нашей стороне, попытка 2"


async def test_a_file_that_ends_its_reader_is_no_outage(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    owed = await scene.owed()
    await scene.judge(await scene.submit(await scene.owed()), rule_set=owed.form.rule_sets[0])
    hostile = await failed(scene, owed, OURS)
    await scene.judge(await scene.submit(await scene.owed()), rule_set=owed.form.rule_sets[0])
    await reconciler.repair(clock.now())
    assert await wanted(scene) == set()
    # Alone at night it looks like one, and is tried again - but not for ever.
    quiet = OUTAGE_QUIET + timedelta(minutes=1)
    await scene.change(
        "UPDATE verdicts SET entered_at = entered_at - CAST(:quiet AS interval) WHERE submission_id <> :id"
        " AND entered_at < (SELECT entered_at FROM verdicts WHERE submission_id = :id)",
        id=hostile.submission_id,
        quiet=quiet,
    )
    await scene.change(
        "UPDATE submissions SET auto_rechecks = :most WHERE id = :id", most=MOST_RECHECKS, id=hostile.submission_id
    )
    await reconciler.repair(clock.now())
    assert await wanted(scene) == set()
    await scene.change("UPDATE submissions SET auto_rechecks = 1 WHERE id = :id", id=hostile.submission_id)
    assert await repaired(reconciler, worker) == 1
