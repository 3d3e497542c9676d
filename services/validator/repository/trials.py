"""Trials, their chunks, and the reports that wait for a shadow run."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.trials import TrialKind, TrialState
from services.validator.tables import ChunkRow, ShadowRow, TrialRow

_SHOWN = 50
_RUNNING = TrialRow.state == TrialState.RUNNING


async def start(session: AsyncSession, row: TrialRow) -> TrialRow:
    """The new trial, or the one of the same rule set that runs already."""
    values = {c.name: v for c in TrialRow.__table__.columns if (v := getattr(row, c.name)) is not None}
    new = insert(TrialRow).values(**values).on_conflict_do_nothing().returning(TrialRow)
    started = (await session.scalars(new)).one_or_none()
    if started is not None:
        return started
    same = (TrialRow.rule_set_id == row.rule_set_id) & (TrialRow.kind == row.kind) & _RUNNING
    return (await session.scalars(select(TrialRow).where(same))).one()


async def find(session: AsyncSession, id: UUID) -> TrialRow | None:
    return await session.get(TrialRow, id)


async def lock(session: AsyncSession, id: UUID) -> TrialRow | None:
    """The row, locked, as it is now."""
    statement = select(TrialRow).where(TrialRow.id == id).with_for_update()
    return (await session.scalars(statement, execution_options={"populate_existing": True})).one_or_none()


async def unswept(session: AsyncSession, ended_before: datetime) -> TrialRow | None:
    """A trial that is over and whose objects are still stored; those under other hands are left out."""
    over = ~_RUNNING & ~TrialRow.swept & (TrialRow.finished_at < ended_before)
    return (
        await session.scalars(select(TrialRow).where(over).limit(1).with_for_update(skip_locked=True))
    ).one_or_none()


async def of_rule_set(session: AsyncSession, rule_set_id: UUID) -> Sequence[TrialRow]:
    """Newest first."""
    of_it = select(TrialRow).where(TrialRow.rule_set_id == rule_set_id)
    return (await session.scalars(of_it.order_by(TrialRow.started_at.desc()).limit(_SHOWN))).all()


async def running(session: AsyncSession) -> Sequence[UUID]:
    """Oldest first."""
    return (await session.scalars(select(TrialRow.id).where(_RUNNING).order_by(TrialRow.started_at))).all()


async def shadows_of(session: AsyncSession, form: str) -> Sequence[TrialRow]:
    """The shadow runs of a form that are on."""
    on = (TrialRow.form_code == form) & (TrialRow.kind == TrialKind.SHADOW) & _RUNNING
    return (await session.scalars(select(TrialRow).where(on))).all()


async def cast_shadow(session: AsyncSession, trial_id: UUID, submission_id: UUID) -> None:
    """Once a submission, however often it is checked."""
    new = insert(ShadowRow).values(trial_id=trial_id, submission_id=submission_id)
    await session.execute(new.on_conflict_do_nothing())


async def waiting(session: AsyncSession, trial_id: UUID, limit: int) -> Sequence[UUID]:
    """Submissions that a shadow run has not taken yet."""
    open_ones = (ShadowRow.trial_id == trial_id) & ShadowRow.chunk.is_(None)
    return (await session.scalars(select(ShadowRow.submission_id).where(open_ones).limit(limit))).all()


async def take(session: AsyncSession, trial_id: UUID, submissions: Sequence[UUID], chunk: int) -> None:
    taken = (ShadowRow.trial_id == trial_id) & ShadowRow.submission_id.in_(submissions)
    await session.execute(update(ShadowRow).where(taken).values(chunk=chunk))


async def handed_over(session: AsyncSession, trial_id: UUID) -> int:
    """How many submissions a shadow run has been given."""
    of_trial = select(func.count()).select_from(ShadowRow).where(ShadowRow.trial_id == trial_id)
    return await session.scalar(of_trial) or 0


async def in_flight(session: AsyncSession, trial_id: UUID) -> int:
    """Chunks in the workers' hands."""
    return await session.scalar(select(func.count()).select_from(ChunkRow).where(_unfinished(trial_id))) or 0


async def overdue(session: AsyncSession, trial_id: UUID, issued_before: datetime) -> Sequence[ChunkRow]:
    late = _unfinished(trial_id) & (ChunkRow.issued_at < issued_before)
    return (await session.scalars(select(ChunkRow).where(late))).all()


async def lock_chunk(session: AsyncSession, trial_id: UUID, number: int) -> ChunkRow | None:
    of_trial = (ChunkRow.trial_id == trial_id) & (ChunkRow.number == number)
    return (await session.scalars(select(ChunkRow).where(of_trial).with_for_update())).one_or_none()


async def chunks(session: AsyncSession, trial_id: UUID) -> Sequence[ChunkRow]:
    return (await session.scalars(select(ChunkRow).where(ChunkRow.trial_id == trial_id))).all()


def _unfinished(trial_id: UUID) -> ColumnElement[bool]:
    return (ChunkRow.trial_id == trial_id) & ChunkRow.finished_at.is_(None)
