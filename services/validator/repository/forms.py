"""Forms as they were last published."""

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.validator.domain.forms import Form
from services.validator.tables import FormRow

_PUBLISHING = "validator.publishing"


async def lock_publishing(session: AsyncSession) -> None:
    """Replicas that start at once publish one after another; held until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(_PUBLISHING))))


async def forms(session: AsyncSession) -> list[Form]:
    """All forms by code."""
    rows = await session.scalars(select(FormRow).order_by(FormRow.code))
    return [Form.model_validate(row.document) for row in rows]


async def form(session: AsyncSession, code: str) -> tuple[Form, int] | None:
    """A form and its revision."""
    row = await session.get(FormRow, code)
    return (Form.model_validate(row.document), row.revision) if row else None


async def keep_form(session: AsyncSession, form: Form) -> int:
    """Insert or replace what is current of a form; returns its raised revision."""
    document = form.model_dump(mode="json")
    statement = insert(FormRow).values(code=form.code, revision=1, document=document)
    kept = await session.execute(
        statement.on_conflict_do_update(
            index_elements=[FormRow.code], set_={"document": document, "revision": FormRow.revision + 1}
        ).returning(FormRow.revision)
    )
    return kept.scalar_one()


async def raise_revision(session: AsyncSession, code: str) -> None:
    """What is told of the form changes, though the form does not: its news must outrank what was told before."""
    await session.execute(update(FormRow).where(FormRow.code == code).values(revision=FormRow.revision + 1))
