"""Drafts of forms, and the history of what was done to forms."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import clock
from contracts.form_drafts import Act
from services.validator.domain.forms import Form
from services.validator.tables import FormDraftRow, FormHistoryRow


async def drafts(session: AsyncSession) -> Sequence[FormDraftRow]:
    """Every draft by code."""
    return (await session.scalars(select(FormDraftRow).order_by(FormDraftRow.form_code))).all()


async def draft(session: AsyncSession, code: str) -> FormDraftRow | None:
    return await session.get(FormDraftRow, code)


async def lock_draft(session: AsyncSession, code: str) -> FormDraftRow | None:
    """The draft, held until the transaction ends: two who save at once take turns, and the second finds it changed."""
    return await session.scalar(select(FormDraftRow).where(FormDraftRow.form_code == code).with_for_update())


async def add_draft(session: AsyncSession, row: FormDraftRow) -> bool:
    """False when the form has a draft already."""
    values = {name: getattr(row, name) for name in row.__table__.columns.keys()}  # noqa: SIM118 - not a mapping
    statement = insert(FormDraftRow).values(values).on_conflict_do_nothing()
    return (await session.execute(statement.returning(FormDraftRow.form_code))).scalar() is not None


async def remove_draft(session: AsyncSession, code: str) -> None:
    await session.execute(delete(FormDraftRow).where(FormDraftRow.form_code == code))


async def history(session: AsyncSession, code: str, limit: int) -> Sequence[FormHistoryRow]:
    """What was done to a form, the newest first."""
    query = select(FormHistoryRow).where(FormHistoryRow.form_code == code).order_by(FormHistoryRow.id.desc())
    return (await session.scalars(query.limit(limit))).all()


async def published_documents(session: AsyncSession, code: str) -> Sequence[dict[str, object]]:
    """Every document of a form that was ever published."""
    query = select(FormHistoryRow.document).where(
        FormHistoryRow.form_code == code, FormHistoryRow.document.is_not(None)
    )
    return [document for document in await session.scalars(query) if document is not None]


def note_publication(session: AsyncSession, form: Form, revision: int, person: str | None) -> None:
    """A line of the history for a form that was not published from a draft of its own."""
    session.add(
        FormHistoryRow(
            form_code=form.code,
            at=clock.now(),
            act=Act.PUBLISHED,
            person=person,
            edition=form.edition,
            revision=revision,
            changes=[],
            changes_total=0,
            document=form.model_dump(mode="json"),
        )
    )
