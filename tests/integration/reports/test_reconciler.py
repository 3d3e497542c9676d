"""The reconciler: what waited too long is asked for again, and nothing is asked for twice without need."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from chassis import clock
from chassis.bus import Bus
from chassis.reach import EVERYTHING
from contracts.registry import WORKERS
from contracts.reports import Receipt
from contracts.statuses import Cause, ReportStatus
from contracts.validator import VALIDATION_REQUESTED, Reason, ValidationRequested
from services.reports.bootstrap import build
from services.reports.reconciler import Reconciler
from services.reports.settings import Settings
from tests.in_process import connected, running
from tests.integration.reports.scene import Scene, until
from tests.stack import TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")
SOON, LONG = timedelta(seconds=16), timedelta(minutes=11)
OURS = (Reason(code="internal", cause=Cause.SYSTEM, text="Сбой на нашей стороне"),)


@pytest_asyncio.fixture(loop_scope="module")
async def worker(scene: Scene, broker: TestNats) -> AsyncIterator[Bus]:
    """A worker's bus; all that was asked for before has been done and answered."""
    async with connected("validator", broker) as bus:
        await scene.change("UPDATE submissions SET status = 'accepted', next_recheck_at = NULL")
        await drained(bus, scene)
        yield bus


@pytest.fixture(scope="module")
def reconciler(scene: Scene) -> Reconciler:
    return Reconciler(scene.reports.database, scene.reports.bus, scene.reports.settings)


async def drained(bus: Bus, scene: Scene) -> list[ValidationRequested]:
    """Take every job that was asked for, and say that it is done; the verdicts are another matter."""
    taken: list[ValidationRequested] = []
    jobs = bus.jobs(WORKERS)
    try:
        while deliveries := await jobs.fetch(16):
            for delivery in deliveries:
                taken.append(delivery.decode())
                await delivery.done()
    finally:
        await jobs.close()
    return taken


async def lost(scene: Scene, worker: Bus) -> Receipt:
    """A submission whose job was taken by a worker that never answered."""
    receipt = await scene.submit(await scene.owed())

    async def taken() -> bool:
        return receipt.submission_id in {job.submission_id for job in await drained(worker, scene)}

    await eventually(taken)  # a relay on a busy machine may let a whole fetch pass
    return receipt


async def asked(scene: Scene, receipt: Receipt) -> list[int]:
    """The attempts that were asked for, one for each message."""
    sent = await scene.emitted("job.validation.requested")
    jobs = [ValidationRequested.model_validate_json(payload) for payload in sent]
    return [job.attempt for job in jobs if job.submission_id == receipt.submission_id]


def later(by: timedelta) -> datetime:
    return clock.now() + by


async def test_a_lost_job_is_asked_for_again_when_the_queue_is_idle(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    receipt = await lost(scene, worker)
    first = await scene.job_of(receipt.submission_id)
    assert await reconciler.reissue(later(SOON)) == 1
    assert await asked(scene, receipt) == [1, 1]
    again = [job for job in await drained(worker, scene) if job.submission_id == receipt.submission_id]
    assert again == [first]
    assert (await scene.judge(receipt)).attempt == 1


async def test_a_job_that_may_still_be_answered_is_left_alone(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    receipt = await lost(scene, worker)
    assert await reconciler.reissue(clock.now()) == 0
    assert await reconciler.reissue(later(SOON)) == 1
    # The clock starts anew with every time that it is asked for.
    assert await reconciler.reissue(later(SOON)) == 0
    assert await asked(scene, receipt) == [1, 1]


async def test_while_the_queue_is_busy_only_ten_minutes_count(
    scene: Scene, worker: Bus, reconciler: Reconciler
) -> None:
    receipt = await lost(scene, worker)
    waiting = await scene.submit(await scene.owed())
    assert await reconciler.reissue(later(SOON)) == 0
    assert await reconciler.reissue(later(LONG)) == 2
    assert await asked(scene, receipt) == [1, 1]
    assert await asked(scene, waiting) == [1, 1]


async def test_a_job_in_hand_keeps_the_queue_busy(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    await lost(scene, worker)
    await scene.submit(await scene.owed())
    jobs = worker.jobs(WORKERS)
    held = await eventually(lambda: jobs.fetch(1))
    assert await reconciler.reissue(later(SOON)) == 0
    for delivery in held:
        await delivery.done()
    await jobs.close()

    async def asked_again() -> int:
        await drained(worker, scene)  # a relay on a busy machine may bring what earlier tests asked for only now
        return await reconciler.reissue(later(SOON))

    assert await eventually(asked_again) == 2


async def test_many_replicas_ask_once(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    receipt = await lost(scene, worker)
    moment = later(SOON)
    sent = await asyncio.gather(*(reconciler.reissue(moment) for _ in range(5)))
    assert sum(sent) == 1
    assert await asked(scene, receipt) == [1, 1]


async def test_what_has_its_verdict_is_not_asked_for(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    receipt = await lost(scene, worker)
    await scene.judge(receipt)
    assert await reconciler.reissue(later(LONG)) == 0


async def test_a_failure_of_ours_is_checked_again_by_itself(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    receipt = await lost(scene, worker)
    await scene.judge(receipt, status=ReportStatus.CHECK_FAILED, reasons=OURS)
    assert await reconciler.recheck(later(timedelta(minutes=1))) == 0
    assert await reconciler.recheck(later(timedelta(minutes=3))) == 1
    assert await reconciler.recheck(later(timedelta(minutes=3))) == 0
    assert await asked(scene, receipt) == [1, 2]
    await scene.judge(receipt, attempt=2)
    timeline = await scene.rows(
        "SELECT code, actor FROM timeline WHERE submission_id = :id ORDER BY id", id=receipt.submission_id
    )
    assert [row.code for row in timeline] == ["received", "check_failed", "recheck_started", "accepted"]
    assert timeline[2].actor == "система"


async def test_it_gives_up_after_the_last_pause(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    receipt = await lost(scene, worker)
    pauses = scene.reports.settings.recheck_pauses
    for attempt in range(1, len(pauses) + 2):
        await scene.judge(receipt, attempt=attempt, status=ReportStatus.CHECK_FAILED, reasons=OURS)
        await reconciler.recheck(later(timedelta(days=1)))
    assert await asked(scene, receipt) == list(range(1, len(pauses) + 2))


async def test_a_fault_of_the_file_is_not_checked_again(scene: Scene, worker: Bus, reconciler: Reconciler) -> None:
    receipt = await lost(scene, worker)
    reasons = (Reason(code="x", cause=Cause.FILE, text="x"),)
    await scene.judge(receipt, status=ReportStatus.CHECK_FAILED, reasons=reasons)
    assert await reconciler.recheck(later(timedelta(days=30))) == 0


async def test_it_runs_by_itself_unless_it_is_switched_off(scene: Scene, worker: Bus, settings: Settings) -> None:
    receipt = await lost(scene, worker)

    async def asked_again() -> bool:
        return len(await asked(scene, receipt)) == 2

    quick = {"reconcile_after": 0.1, "reconcile_every": 0.05}
    async with running("reports", settings.model_copy(update=quick), build):
        await lost(scene, worker)
        assert not await asked_again()
    async with running("reports", settings.model_copy(update={**quick, "reconcile_enabled": True}), build):
        await until(asked_again)


async def test_a_broker_that_cannot_be_looked_at_is_not_asked_twice(
    scene: Scene, worker: Bus, reconciler: Reconciler, broker: TestNats
) -> None:
    receipt = await lost(scene, worker)
    broker.pause()
    try:
        # A job that waits in the outbox meanwhile makes no difference.
        async with scene.reports.database.transaction(EVERYTHING) as uow:
            await uow.emit(VALIDATION_REQUESTED, await scene.job_of(receipt.submission_id))
        assert await reconciler.reissue(later(LONG)) == 0
    finally:
        broker.resume()
    assert await asked(scene, receipt) == [1, 1]
