"""All SQL of the validator."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.base import ObjectRef
from contracts.forms import RuleSetRef
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.tables import FormRow, RuleSetRow

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


async def keep_form(session: AsyncSession, form: Form) -> None:
    """Insert or replace a form, raising its revision."""
    document = form.model_dump(mode="json")
    statement = insert(FormRow).values(code=form.code, revision=1, document=document)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[FormRow.code], set_={"document": document, "revision": FormRow.revision + 1}
        )
    )


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


async def rule_set(session: AsyncSession, id: UUID) -> tuple[RuleSetRef, RuleSet] | None:
    """A published version with its triggers."""
    row = await session.get(RuleSetRow, id)
    return (_ref(row), RuleSet.model_validate(row.document)) if row else None


async def keep_rule_set(session: AsyncSession, rules: RuleSet, document: ObjectRef) -> None:
    """Insert a version; it is never changed afterwards."""
    row = RuleSetRow(
        form_code=rules.form.code,
        version=rules.version,
        effective_from=rules.effective_from,
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
        document=ObjectRef.model_validate(row.object),
    )
