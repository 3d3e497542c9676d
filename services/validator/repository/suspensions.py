"""Triggers that are switched off, and why."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.forms import SuspendedTrigger
from services.validator.tables import FormRow, SuspensionRow


async def in_force(session: AsyncSession, form_code: str) -> tuple[SuspendedTrigger, ...]:
    """Newest first."""
    off = (SuspensionRow.form_code == form_code) & SuspensionRow.lifted_at.is_(None)
    rows = await session.scalars(select(SuspensionRow).where(off).order_by(SuspensionRow.suspended_at.desc()))
    return tuple(view(row) for row in rows)


async def in_force_everywhere(session: AsyncSession, form_code: str | None) -> list[tuple[str, str, SuspendedTrigger]]:
    """Newest first, each with its form's code and title; of that form alone, or of all."""
    statement = select(FormRow.document["title"].astext, SuspensionRow).join(
        FormRow, FormRow.code == SuspensionRow.form_code
    )
    off = statement.where(SuspensionRow.lifted_at.is_(None)).order_by(SuspensionRow.suspended_at.desc())
    if form_code is not None:
        off = off.where(SuspensionRow.form_code == form_code)
    return [(row.form_code, title, view(row)) for title, row in await session.execute(off)]


async def codes_off(session: AsyncSession, rule_set_id: UUID) -> set[str]:
    off = (SuspensionRow.rule_set_id == rule_set_id) & SuspensionRow.lifted_at.is_(None)
    return set(await session.scalars(select(SuspensionRow.code).where(off)))


async def add(session: AsyncSession, trigger: SuspendedTrigger, form_code: str) -> bool:
    """Whether it was at work until now: two verdicts that come at once switch it off once."""
    values = {**trigger.model_dump(), "form_code": form_code}
    statement = insert(SuspensionRow).values(**values).on_conflict_do_nothing().returning(SuspensionRow.id)
    return (await session.execute(statement)).scalar() is not None


async def lock(session: AsyncSession, id: UUID) -> SuspensionRow | None:
    statement = select(SuspensionRow).where(SuspensionRow.id == id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


def view(row: SuspensionRow) -> SuspendedTrigger:
    return SuspendedTrigger(
        id=row.id,
        rule_set_id=row.rule_set_id,
        rule_set_version=row.rule_set_version,
        code=row.code,
        title=row.title,
        reason=row.reason,
        reason_en=row.reason_en,
        element=row.element,
        suspended_at=row.suspended_at,
    )
