"""Published versions of the triggers of forms."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.base import ObjectRef
from contracts.forms import EditionTitle, RuleSetRef
from services.validator.domain.rule_set import RuleSet
from services.validator.rules.checks.needs import needs_of_document
from services.validator.tables import RuleSetRow


async def rule_sets(session: AsyncSession, form_code: str) -> Sequence[RuleSetRef]:
    """Published versions of a form, oldest first."""
    query = select(RuleSetRow).where(RuleSetRow.form_code == form_code)
    rows = await session.scalars(query.order_by(RuleSetRow.effective_from, RuleSetRow.published_at))
    return [_ref(row) for row in rows]


async def version(session: AsyncSession, form_code: str, version: str) -> RuleSetRef | None:
    """The published version of that name."""
    query = select(RuleSetRow).where(RuleSetRow.form_code == form_code, RuleSetRow.version == version)
    row = await session.scalar(query)
    return _ref(row) if row else None


async def is_own(session: AsyncSession, form_code: str) -> bool:
    """Whether people have published a version of this form, besides the built-in ones."""
    query = select(RuleSetRow.id).where(RuleSetRow.form_code == form_code, RuleSetRow.published_by.is_not(None))
    return await session.scalar(query.limit(1)) is not None


async def rule_set(session: AsyncSession, id: UUID) -> tuple[RuleSetRef, RuleSet] | None:
    """A published version with its triggers."""
    row = await session.get(RuleSetRow, id)
    return (_ref(row), RuleSet.model_validate(row.document)) if row else None


async def keep_rule_set(session: AsyncSession, rules: RuleSet, document: ObjectRef) -> None:
    """Insert a built-in version; its triggers never change afterwards."""
    row = RuleSetRow(
        form_code=rules.form.code,
        version=rules.version,
        effective_from=rules.effective_from,
        effective_to=rules.effective_to,
        document=rules.model_dump(mode="json"),
        object=document.model_dump(mode="json"),
    )
    session.add(row)
    await session.flush()


def _ref(row: RuleSetRow) -> RuleSetRef:
    return RuleSetRef(
        id=row.id,
        version=row.version,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        document=ObjectRef.model_validate(row.object),
        needs=needs_of_document(row.document),
        edition=_edition(row),
    )


def _edition(row: RuleSetRow) -> EditionTitle:
    """The edition of the form that the triggers were written for: its name and versions stand in the document."""
    form = row.document["form"]
    return EditionTitle(edition=form.get("edition", ""), versions=form.get("versions", ()))
