"""Back-tests: every past report once, by the draft and by what is in force; cancelled, lost and killed ones too."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from contracts.base import ById
from contracts.registry import TRIALS
from contracts.statuses import ReportStatus
from contracts.trials import (
    CANCEL_TRIAL,
    GET_EXAMPLES,
    Change,
    ExamplesQuery,
    StatusMove,
    TrialState,
)
from contracts.workbench import GET_RULE_SET, RuleSetQuery
from tests.in_process import connected
from tests.integration.validator.processes import worker, worker_process
from tests.integration.validator.trying import TrialScene, faulty, figures, sound, trial_scene
from tests.integration.validator.writing import TOTAL, trigger
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHUNKS = "SELECT count(*) FROM trial_chunks WHERE trial_id = :id"
NEVER = trigger("Т-99", f"{TOTAL} < 0", message="Задолженность {левая}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(servers: Servers, broker: TestNats, database: TestDatabase) -> AsyncIterator[TrialScene]:
    async with trial_scene(servers, broker, database, trial_overdue_seconds=2) as started:
        yield started


@pytest.fixture(autouse=True)
def nothing_handed_in(scene: TrialScene) -> None:
    scene.past.clear()


async def test_the_draft_is_told_apart_from_what_is_in_force(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    await scene.hand_in(sound(), 30)
    await scene.hand_in(faulty("П-01"), 3)
    draft = await scene.draft(NEVER)
    async with worker(servers, broker):
        view = await scene.finished(await scene.backtest(draft.id))
    assert (view.state, view.total, view.done, view.judged, view.failed) == (TrialState.FINISHED, 33, 33, 33, 0)
    new, gone = figures(view, "Т-99"), figures(view, "П-01")
    assert (new.fired, new.newly, new.same, new.in_draft) == (33, 33, 0, True)
    assert (gone.fired, gone.gone, gone.in_draft) == (0, 3, False)
    assert view.moves == (
        StatusMove(before=ReportStatus.ACCEPTED, after=ReportStatus.ACCEPTED_WITH_ERRORS, reports=30),
        StatusMove(before=ReportStatus.ACCEPTED_WITH_ERRORS, after=ReportStatus.ACCEPTED_WITH_ERRORS, reports=3),
    )


async def test_examples_name_the_report_the_member_and_the_cells(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    jobs = await scene.hand_in(sound(), 5)
    draft = await scene.draft(NEVER)
    async with worker(servers, broker):
        trial = await scene.finished(await scene.backtest(draft.id))
    found = (await scene.as_methodologist(GET_EXAMPLES, ExamplesQuery(id=trial.id, code="Т-99"))).items
    assert [example.change for example in found] == [Change.NEWLY] * 3
    assert {example.report_id for example in found} <= {job.obligation_id for job in jobs}
    assert found[0].member == "МКК «Берег»"
    assert found[0].cells[0].path == TOTAL
    assert found[0].cells[0].value
    assert found[0].cells[0].value in (found[0].message or "").replace(" ", "")


async def test_a_draft_like_the_version_in_force_changes_nothing_and_may_be_published(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    await scene.hand_in(faulty("П-01"), 2)
    draft = await scene.draft()
    assert not draft.backtested
    async with worker(servers, broker):
        view = await scene.finished(await scene.backtest(draft.id))
    same = figures(view, "П-01")
    assert (same.fired, same.same, same.newly, same.gone) == (2, 2, 0, 0)
    assert (await scene.as_methodologist(GET_RULE_SET, RuleSetQuery(id=draft.id))).backtested


async def test_one_runs_at_a_time_and_is_the_answer_to_a_second_start(scene: TrialScene) -> None:
    await scene.hand_in(sound())
    draft = await scene.draft(NEVER)
    first = await scene.backtest(draft.id)
    assert (await scene.backtest(draft.id)).id == first.id
    await scene.as_methodologist(CANCEL_TRIAL, ById(id=first.id))
    second = await scene.backtest(draft.id)
    assert second.id != first.id
    await scene.as_methodologist(CANCEL_TRIAL, ById(id=second.id))


async def test_a_cancelled_one_hands_out_no_more(scene: TrialScene, servers: Servers, broker: TestNats) -> None:
    await scene.hand_in(sound(), 400)
    draft = await scene.draft(NEVER)
    before, trial = scene.asked, await scene.backtest(draft.id)

    async def window_is_full() -> bool:
        return scene.asked - before == 8 and (await scene.count(CHUNKS, id=trial.id)) == 8

    await eventually(window_is_full)
    await scene.as_methodologist(CANCEL_TRIAL, ById(id=trial.id))
    del scene.past[10:]
    asked, later = scene.asked, await scene.backtest((await scene.draft(NEVER)).id)
    async with worker(servers, broker):
        # A trial that started later is through: whatever there was of the other has been worked off before it.
        await scene.finished(later)
    view = await scene.view(trial)
    assert (view.state, view.done) == (TrialState.CANCELLED, 0)
    assert scene.asked == asked + 1
    assert not (await scene.as_methodologist(GET_RULE_SET, RuleSetQuery(id=draft.id))).backtested


async def test_chunks_that_were_lost_are_asked_for_again(scene: TrialScene, servers: Servers, broker: TestNats) -> None:
    await scene.hand_in(sound(), 30)
    trial = await scene.backtest((await scene.draft(NEVER)).id)
    async with connected("validator", broker) as thief:
        jobs, taken = thief.jobs(TRIALS), 0
        while taken < 2:
            for delivery in await jobs.fetch(2):
                await delivery.done()
                taken += 1
        await jobs.close()
    async with worker(servers, broker):
        view = await scene.finished(trial)
    assert (view.done, view.judged) == (30, 30)


async def test_a_worker_that_is_killed_leaves_every_report_counted_once(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    await scene.hand_in(sound(), 300)
    await scene.hand_in(faulty("П-01"), 25)
    trial = await scene.backtest((await scene.draft()).id)
    with worker_process(servers, broker) as first:

        async def under_way() -> bool:
            return 0 < (await scene.view(trial)).done < 325

        await eventually(under_way, seconds=60)
        first.kill()
        first.wait()
    with worker_process(servers, broker):
        view = await scene.finished(trial, seconds=90)
    assert (view.done, view.judged, view.failed) == (325, 325, 0)
    assert figures(view, "П-01").fired == 25
