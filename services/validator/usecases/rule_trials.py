"""Starting, counting, ending and showing trials. Handing out their chunks is `trial_driver`'s work."""

from datetime import datetime
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.base import ObjectRef
from contracts.identity import Identity
from contracts.trials import (
    ChunkFinished,
    ExamplesQuery,
    TrialExamples,
    TrialKind,
    TrialPage,
    TrialState,
    TrialTally,
    TrialTitle,
    TrialView,
    TriggerFigures,
)
from contracts.validator import ValidationFinished
from services.validator.domain.trials import count_of, merged
from services.validator.repository import drafts, trials
from services.validator.tables import TrialRow
from services.validator.usecases.trial_sources import Source


async def start(
    uow: UnitOfWork, who: Identity, kind: TrialKind, id: UUID, source: Source, document: ObjectRef, now: datetime
) -> TrialTitle:
    """Start a trial by the stored `document`; while one of the same rule set and kind runs, that one is the answer."""
    row = TrialRow(
        kind=kind,
        form_code=source.rules.form.code,
        rule_set_id=id,
        revision=source.revision,
        version=source.rules.version,
        document=document.model_dump(mode="json"),
        needs=source.needs.model_dump(mode="json"),
        state=TrialState.RUNNING,
        started_at=now,
        started_by={"id": str(who.person_id), "name": who.person_name},
        listed=False,
        chunks=0,
        total=0,
        done=0,
        swept=False,
        tally=count_of(source.rules).tally().model_dump(mode="json"),
    )
    return _title(await trials.start(uow.session, row))


async def cancel(uow: UnitOfWork, id: UUID, now: datetime) -> TrialTitle:
    """End a trial; what it has found so far stays to be seen. One that is over stays as it is. Raises `not_found`."""
    row = await trials.lock(uow.session, id)
    if row is None:
        raise not_found()
    if row.state == TrialState.RUNNING:
        row.state, row.finished_at = TrialState.CANCELLED, now
        await uow.session.flush()
    return _title(row)


async def get(uow: UnitOfWork, id: UUID) -> TrialView:
    """Raises `not_found`."""
    row = await _found(uow, id)
    tally = TrialTally.model_validate(row.tally)
    figures = tuple(TriggerFigures.model_validate(trigger.model_dump()) for trigger in tally.triggers)
    return TrialView(
        **_title(row).model_dump(), judged=tally.judged, failed=tally.failed, moves=tally.moves, triggers=figures
    )


async def examples(uow: UnitOfWork, query: ExamplesQuery) -> TrialExamples:
    """Some reports for each change that the trigger went through. Raises `not_found`."""
    tally = TrialTally.model_validate((await _found(uow, query.id)).tally)
    found = next((trigger for trigger in tally.triggers if trigger.code == query.code), None)
    if found is None:
        raise not_found()
    return TrialExamples(items=found.examples)


async def list_of(uow: UnitOfWork, rule_set_id: UUID) -> TrialPage:
    return TrialPage(items=tuple(_title(row) for row in await trials.of_rule_set(uow.session, rule_set_id)))


async def finish(uow: UnitOfWork, row: TrialRow, now: datetime) -> None:
    """All reports are counted: a draft whose revision was tried may be published."""
    row.state, row.finished_at, row.total = TrialState.FINISHED, now, row.done
    if row.kind == TrialKind.BACKTEST and row.revision is not None:
        await drafts.mark_backtested(uow.session, row.rule_set_id, row.revision, now)


async def count_chunk(uow: UnitOfWork, finished: ChunkFinished, now: datetime) -> None:
    """Count a chunk once: a repeat, and what comes after the trial was ended, change nothing."""
    row = await trials.lock(uow.session, finished.trial_id)
    chunk = await trials.lock_chunk(uow.session, finished.trial_id, finished.number)
    if row is None or chunk is None or chunk.finished_at is not None:
        return
    chunk.finished_at = now
    if row.state != TrialState.RUNNING:
        return
    tally = finished.tally or TrialTally(failed=chunk.count)
    row.tally = merged(TrialTally.model_validate(row.tally), tally).model_dump(mode="json")
    row.done += chunk.count


async def cast_shadows(uow: UnitOfWork, finished: ValidationFinished) -> None:
    """Give a live report that was judged to the shadow runs of its form."""
    if finished.form is None:
        return
    for shadow in await trials.shadows_of(uow.session, finished.form):
        await trials.cast_shadow(uow.session, shadow.id, finished.submission_id)


async def _found(uow: UnitOfWork, id: UUID) -> TrialRow:
    row = await trials.find(uow.session, id)
    if row is None:
        raise not_found()
    return row


def _title(row: TrialRow) -> TrialTitle:
    return TrialTitle(
        id=row.id,
        kind=TrialKind(row.kind),
        form=row.form_code,
        rule_set_id=row.rule_set_id,
        revision=row.revision,
        version=row.version,
        state=TrialState(row.state),
        total=row.total,
        done=row.done,
        started_at=row.started_at,
        started_by=row.started_by["name"],
        finished_at=row.finished_at,
    )
