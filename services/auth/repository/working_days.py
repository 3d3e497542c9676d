"""SQL about the copy of calendar's working-day table."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.calendar import WorkingDaysPublished
from contracts.terms import WorkingYear
from services.auth.tables import WorkingDaysRow

_ONLY_TABLE = 1


async def put(session: AsyncSession, table: WorkingDaysPublished) -> None:
    """Keep the newest table; an older one changes nothing."""
    years = [year.model_dump(mode="json") for year in table.years]
    new = insert(WorkingDaysRow).values(id=_ONLY_TABLE, revision=table.revision, years=years)
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[WorkingDaysRow.id],
            set_={"revision": new.excluded.revision, "years": new.excluded.years},
            where=WorkingDaysRow.revision < new.excluded.revision,
        )
    )


async def years(session: AsyncSession) -> Sequence[WorkingYear]:
    """The loaded years; none before calendar has told."""
    found = await session.scalar(select(WorkingDaysRow.years).where(WorkingDaysRow.id == _ONLY_TABLE))
    return [WorkingYear.model_validate(year) for year in found or ()]
