"""A draft over one submission, answered at once; and a draft that follows live reports as their shadow."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.statuses import ReportStatus
from contracts.trials import CANCEL_TRIAL, START_SHADOW, TRY_ON, TrialKind, TrialState, TrialTitle, TryOn, TryOnVerdict
from contracts.validator import ValidationFinished
from contracts.workbench import RuleSetQuery, RuleSetView
from tests.integration.validator.processes import worker
from tests.integration.validator.trying import TrialScene, faulty, figures, sound, trial_scene
from tests.integration.validator.writing import TOTAL, trigger
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEVER = trigger("Т-99", f"{TOTAL} < 0")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(servers: Servers, broker: TestNats, database: TestDatabase) -> AsyncIterator[TrialScene]:
    async with trial_scene(servers, broker, database) as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def draft(scene: TrialScene) -> RuleSetView:
    return await scene.draft(NEVER)


async def try_on(scene: TrialScene, rule_set: RuleSetView, content: bytes) -> TryOnVerdict:
    (job,) = await scene.hand_in(content)
    return await scene.as_methodologist(TRY_ON, TryOn(rule_set_id=rule_set.id, submission_id=job.submission_id))


async def test_a_try_on_is_the_verdict_of_the_draft(scene: TrialScene, draft: RuleSetView) -> None:
    verdict = await try_on(scene, draft, sound())
    assert verdict.status is ReportStatus.ACCEPTED_WITH_ERRORS
    (finding,) = verdict.findings
    assert finding.formula_filled == f"{finding.left} < 0"
    assert (finding.code, finding.formula, finding.right) == ("Т-99", NEVER.formula, "0")
    assert (finding.cells[0].path, verdict.shortened) == (TOTAL, False)


async def test_a_published_version_can_be_tried_too(scene: TrialScene) -> None:
    form_version = RuleSetQuery(id=(await scene.draft()).based_on.id)  # type: ignore[union-attr]
    (job,) = await scene.hand_in(faulty("П-01"))
    verdict = await scene.as_methodologist(TRY_ON, TryOn(rule_set_id=form_version.id, submission_id=job.submission_id))
    assert [f.code for f in verdict.findings if f.outcome == "fired"] == ["П-01"]
    # What held is told too, with the numbers of the report.
    held = [f.formula_filled for f in verdict.findings if f.outcome == "held"]
    assert len(held) == verdict.counts.held
    assert all(held)


async def test_a_draft_with_mistakes_is_refused_before_any_file_is_read(scene: TrialScene) -> None:
    wrong = await scene.draft(trigger(formula="1 +"))
    with pytest.raises(ServiceError) as refused:
        await try_on(scene, wrong, sound())
    assert refused.value.code == "rule_set_has_mistakes"


async def test_a_submission_that_is_not_there_is_not_found(scene: TrialScene, draft: RuleSetView) -> None:
    with pytest.raises(ServiceError) as refused:
        await scene.as_methodologist(TRY_ON, TryOn(rule_set_id=draft.id, submission_id=uuid4()))
    assert refused.value.code == "not_found"


async def test_a_shadow_run_counts_each_live_report_once_and_changes_no_verdict(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    shadow = await scene.as_methodologist(START_SHADOW, RuleSetQuery(id=(await scene.draft(NEVER)).id))
    jobs = [*await scene.hand_in(sound(), 2), *await scene.hand_in(faulty("П-01"))]
    async with worker(servers, broker):
        verdicts = [await judged(scene, job.submission_id) for job in jobs]
        await again(scene, verdicts[0])
        await counted(scene, shadow, 3)
    assert [verdict.status for verdict in verdicts] == [
        ReportStatus.ACCEPTED,
        ReportStatus.ACCEPTED,
        ReportStatus.ACCEPTED_WITH_ERRORS,
    ]
    view = await scene.view(shadow)
    assert (view.kind, view.state, view.total, view.judged) == (TrialKind.SHADOW, TrialState.RUNNING, 3, 3)
    assert (figures(view, "Т-99").newly, figures(view, "П-01").gone) == (3, 1)


async def test_a_shadow_run_that_was_ended_takes_nothing_more(
    scene: TrialScene, servers: Servers, broker: TestNats
) -> None:
    ended = await scene.as_methodologist(START_SHADOW, RuleSetQuery(id=(await scene.draft(NEVER)).id))
    await scene.as_methodologist(CANCEL_TRIAL, ById(id=ended.id))
    other = await scene.as_methodologist(START_SHADOW, RuleSetQuery(id=(await scene.draft(NEVER)).id))
    (job,) = await scene.hand_in(sound())
    async with worker(servers, broker):
        await judged(scene, job.submission_id)
        await counted(scene, other, 1)
    view = await scene.view(ended)
    assert (view.state, view.total, view.done) == (TrialState.CANCELLED, 0, 0)


async def judged(scene: TrialScene, submission_id: object) -> ValidationFinished:
    """The live verdict of something that was handed in."""
    job = next(job for job in scene.past if job.submission_id == submission_id)
    await scene.jobs.ask(job)
    return await scene.jobs.verdict(job)


async def again(scene: TrialScene, verdict: ValidationFinished) -> None:
    """A re-check of the same submission."""
    job = next(job for job in scene.past if job.submission_id == verdict.submission_id)
    await scene.jobs.ask(job.model_copy(update={"attempt": 2}))
    await scene.jobs.verdicts(job.submission_id, 2)


async def counted(scene: TrialScene, trial: TrialTitle, number: int) -> None:
    async def enough() -> bool:
        return (await scene.view(trial)).done >= number

    await eventually(enough, seconds=60)
