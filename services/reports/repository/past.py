"""Submissions with the context of their checks, a page at a time."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.forms import Accepts, FormInfo
from contracts.members import MemberCard
from services.reports.repository import read_models
from services.reports.repository.obligations import Context
from services.reports.tables import FormRow, MemberRow, ObligationRow, SubmissionRow

Json = dict[str, Any]
Past = tuple[SubmissionRow, Context]

_JUDGED = FormRow.info["accepts"].astext == Accepts.XTDD


async def current(session: AsyncSession, form: str | None, after: UUID | None, limit: int) -> Sequence[Past]:
    """The current submissions of a form that is judged by triggers, in the order of their obligations."""
    statement = _past().where(ObligationRow.current_submission_id == SubmissionRow.id, ObligationRow.form_code == form)
    if after is not None:
        statement = statement.where(ObligationRow.id > after)
    return await _read(session, statement.order_by(ObligationRow.id).limit(limit))


async def submissions(session: AsyncSession, ids: Collection[UUID]) -> Sequence[Past]:
    """These, whichever version they are; those that there are."""
    return await _read(session, _past().where(SubmissionRow.id.in_(ids)).order_by(SubmissionRow.id))


async def count(session: AsyncSession, form: str | None) -> int:
    of_form = (ObligationRow.form_code == form) & ObligationRow.current_submission_id.is_not(None)
    return await session.scalar(select(func.count()).select_from(ObligationRow).where(of_form)) or 0


def _past() -> Select[SubmissionRow, ObligationRow, Json, Json]:
    statement = select(SubmissionRow, ObligationRow, FormRow.info, MemberRow.card)
    return (
        statement.join(ObligationRow, ObligationRow.id == SubmissionRow.obligation_id)
        .join(MemberRow, MemberRow.id == ObligationRow.member_id)
        .join(FormRow, FormRow.code == ObligationRow.form_code)
        .where(_JUDGED)
    )


async def _read(session: AsyncSession, statement: Select[SubmissionRow, ObligationRow, Json, Json]) -> Sequence[Past]:
    years = await read_models.working_years(session)
    # Reports of a page are of one form, and often of one member: what they share is read once.
    forms: dict[str, FormInfo] = {}
    cards: dict[UUID, MemberCard] = {}
    past = []
    for row, obligation, info, card in await session.execute(statement):
        code, member = obligation.form_code, obligation.member_id
        if code not in forms:
            forms[code] = FormInfo.model_validate(info)
        if member not in cards:
            cards[member] = MemberCard.model_validate(card)
        past.append((row, Context(obligation, forms[code], cards[member], years)))
    return past
