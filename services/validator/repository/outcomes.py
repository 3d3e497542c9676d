"""What became of each trigger in live verdicts."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import distinct, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.validator import TriggerTrouble
from services.validator.tables import FaultRow, JudgementRow, OutcomeRow


async def add(session: AsyncSession, judgement: JudgementRow, outcomes: Collection[OutcomeRow]) -> bool:
    """Whether the verdict is new: a repeat counts nothing."""
    values = {column.name: getattr(judgement, column.name) for column in JudgementRow.__table__.columns}
    statement = insert(JudgementRow).values(**values).on_conflict_do_nothing().returning(JudgementRow.attempt)
    if (await session.execute(statement)).scalar() is None:
        return False
    session.add_all(outcomes)
    await session.flush()
    return True


async def members_with_trouble(session: AsyncSession, rule_set_id: UUID, trouble: TriggerTrouble) -> int:
    """In how many members' reports this version's trigger was not evaluable for that reason."""
    same = (OutcomeRow.code == trouble.code, OutcomeRow.cause == trouble.cause, OutcomeRow.reason == trouble.reason)
    statement = (
        select(func.count(distinct(JudgementRow.member_id)))
        .join(
            OutcomeRow,
            (OutcomeRow.submission_id == JudgementRow.submission_id) & (OutcomeRow.attempt == JudgementRow.attempt),
        )
        .where(JudgementRow.rule_set_id == rule_set_id, *same)
    )
    return await session.scalar(statement) or 0


async def members_judged(session: AsyncSession, rule_set_id: UUID) -> int:
    """The reports of how many members this version's triggers were evaluated on."""
    of_version = (JudgementRow.rule_set_id == rule_set_id) & JudgementRow.evaluated
    return await session.scalar(select(func.count(distinct(JudgementRow.member_id))).where(of_version)) or 0


async def note_faults(
    session: AsyncSession, form: str, obligation_id: UUID, fired: Collection[str], received_at: datetime
) -> None:
    """Triggers that fired in a version; one that is still to be mended keeps its first date."""
    if not fired:
        return
    open_faults = select(FaultRow.code).where(FaultRow.obligation_id == obligation_id, FaultRow.mended_at.is_(None))
    known = set(await session.scalars(open_faults))
    new = [
        {"obligation_id": obligation_id, "code": code, "fired_at": received_at, "form_code": form}
        for code in fired
        if code not in known
    ]
    if new:
        await session.execute(insert(FaultRow).on_conflict_do_nothing(), new)


async def mend_faults(
    session: AsyncSession, obligation_id: UUID, unsettled: Collection[str], received_at: datetime
) -> None:
    """What a later version neither fires nor leaves open was mended by it."""
    open_before = (FaultRow.obligation_id == obligation_id) & FaultRow.mended_at.is_(None)
    statement = update(FaultRow).where(open_before, FaultRow.fired_at < received_at)
    if unsettled:
        statement = statement.where(FaultRow.code.not_in(unsettled))
    await session.execute(statement.values(mended_at=received_at))
