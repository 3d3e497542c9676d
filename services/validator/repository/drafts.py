"""SQL of drafts, of published versions as the workbench sees them, and of their history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.base import ObjectRef
from contracts.workbench import Author
from services.validator.domain.rule_set import RuleSet
from services.validator.tables import BacktestedRow, DraftRow, HistoryRow, RuleSetRow


async def drafts(session: AsyncSession, form_code: str) -> Sequence[DraftRow]:
    """Drafts of a form, the last changed first."""
    query = select(DraftRow).where(DraftRow.form_code == form_code)
    return (await session.scalars(query.order_by(DraftRow.changed_at.desc()))).all()


async def published(session: AsyncSession, form_code: str) -> Sequence[RuleSetRow]:
    """Published and retired versions of a form, the newest first."""
    query = select(RuleSetRow).where(RuleSetRow.form_code == form_code)
    return (
        await session.scalars(query.order_by(RuleSetRow.effective_from.desc(), RuleSetRow.published_at.desc()))
    ).all()


async def draft(session: AsyncSession, id: UUID) -> DraftRow | None:
    return await session.get(DraftRow, id)


async def lock_draft(session: AsyncSession, id: UUID) -> DraftRow | None:
    """The draft, which nobody else changes until the transaction ends."""
    return await session.scalar(select(DraftRow).where(DraftRow.id == id).with_for_update())


async def published_version(session: AsyncSession, id: UUID) -> RuleSetRow | None:
    return await session.get(RuleSetRow, id)


async def lock_published(session: AsyncSession, id: UUID) -> RuleSetRow | None:
    return await session.scalar(select(RuleSetRow).where(RuleSetRow.id == id).with_for_update())


async def add(session: AsyncSession, row: DraftRow) -> None:
    session.add(row)
    await session.flush()


async def remove(session: AsyncSession, row: DraftRow) -> None:
    await session.delete(row)
    await session.flush()


async def keep_published(
    session: AsyncSession, id: UUID, rules: RuleSet, document: ObjectRef, by: Author, revision: int, at: datetime
) -> None:
    """Insert the version that a draft became, under the draft's id."""
    row = RuleSetRow(
        id=id,
        form_code=rules.form.code,
        version=rules.version,
        effective_from=rules.effective_from,
        effective_to=rules.effective_to,
        document=rules.model_dump(mode="json"),
        object=document.model_dump(mode="json"),
        published_at=at,
        published_by=by.model_dump(mode="json"),
        revision=revision,
    )
    session.add(row)
    await session.flush()


async def remember(
    session: AsyncSession,
    row: DraftRow | RuleSetRow,
    act: str,
    by: Author,
    at: datetime,
    reason: str | None = None,
    **details: Any,
) -> None:
    """Add a line of the history of a rule set."""
    line = HistoryRow(
        rule_set_id=row.id,
        form_code=row.form_code,
        revision=row.revision,
        at=at,
        by=by.model_dump(mode="json"),
        act=act,
        reason=reason,
        details=details,
    )
    session.add(line)
    await session.flush()


async def history(session: AsyncSession, id: UUID, before: UUID | None, limit: int) -> Sequence[HistoryRow]:
    """The newest line first, from the one before `before`."""
    query = select(HistoryRow).where(HistoryRow.rule_set_id == id).order_by(HistoryRow.id.desc()).limit(limit)
    if before is not None:
        query = query.where(HistoryRow.id < before)
    return (await session.scalars(query)).all()


async def is_backtested(session: AsyncSession, id: UUID, revision: int) -> bool:
    """Whether this very revision of a draft was judged against past reports."""
    return await session.get(BacktestedRow, (id, revision)) is not None


async def mark_backtested(session: AsyncSession, id: UUID, revision: int, at: datetime) -> None:
    """Told by whoever finished a back-test of a revision; telling it twice changes nothing."""
    statement = insert(BacktestedRow).values(rule_set_id=id, revision=revision, at=at)
    await session.execute(statement.on_conflict_do_nothing())


async def forget_backtests(session: AsyncSession, id: UUID) -> None:
    """With a draft goes what was found of it."""
    await session.execute(delete(BacktestedRow).where(BacktestedRow.rule_set_id == id))
