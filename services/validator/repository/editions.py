"""Editions of forms as they were last published."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.validator.domain.forms import Form
from services.validator.tables import EditionRow


async def every_edition(session: AsyncSession) -> list[Form]:
    """All editions of all forms, by code, the newest of each form first."""
    query = select(EditionRow).order_by(EditionRow.form_code, EditionRow.introduced_at.desc(), EditionRow.edition)
    return [Form.model_validate(row.document) for row in await session.scalars(query)]


async def of_form(session: AsyncSession, code: str) -> Sequence[EditionRow]:
    """The editions of a form, the newest first."""
    query = select(EditionRow).where(EditionRow.form_code == code)
    found = await session.scalars(query.order_by(EditionRow.introduced_at.desc(), EditionRow.edition))
    return found.all()


async def keep_edition(session: AsyncSession, form: Form, revision: int, person: str | None) -> None:
    """Insert or replace an edition; when it was first introduced stays."""
    document = form.model_dump(mode="json")
    values = {"document": document, "revision": revision, "published_by": person}
    statement = insert(EditionRow).values(form_code=form.code, edition=form.edition, **values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[EditionRow.form_code, EditionRow.edition],
            set_={**values, "published_at": func.now()},
        )
    )


def form_of(row: EditionRow) -> Form:
    return Form.model_validate(row.document)
