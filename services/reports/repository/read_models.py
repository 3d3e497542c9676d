"""Copies of what other services own: forms, members, the working-day table. A lower revision never overwrites."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.calendar import WorkingDaysPublished
from contracts.forms import FormInfo
from contracts.members import MemberCard, MemberStatus
from contracts.terms import WorkingYear
from services.reports.tables import FormRow, MemberRow, WorkingDaysRow

_ONLY_TABLE = 1
_FORMS_HELD = (
    select(FormRow.info)
    .where(FormRow.code == any_(bindparam("codes", type_=ARRAY(Text()))))
    .order_by(FormRow.code)
    .with_for_update(read=True)
)


async def put_form(session: AsyncSession, form: FormInfo) -> bool:
    """Whether the form was news."""
    new = insert(FormRow).values(code=form.code, revision=form.revision, info=form.model_dump(mode="json"))
    statement = new.on_conflict_do_update(
        index_elements=[FormRow.code],
        set_={"revision": new.excluded.revision, "info": new.excluded.info},
        where=FormRow.revision < new.excluded.revision,
    )
    return (await session.execute(statement.returning(FormRow.code))).scalar() is not None


async def put_member(session: AsyncSession, card: MemberCard) -> bool:
    """Whether the card was news."""
    new = insert(MemberRow).values(
        id=card.id,
        revision=card.revision,
        inn=card.inn,
        name=card.short_name,
        status=card.status,
        card=card.model_dump(mode="json"),
    )
    columns = ("revision", "inn", "name", "status", "card")
    statement = new.on_conflict_do_update(
        index_elements=[MemberRow.id],
        set_={column: new.excluded[column] for column in columns},
        where=MemberRow.revision < new.excluded.revision,
    )
    return (await session.execute(statement.returning(MemberRow.id))).scalar() is not None


async def put_working_days(session: AsyncSession, table: WorkingDaysPublished) -> bool:
    """Whether the table was news."""
    years = [year.model_dump(mode="json") for year in table.years]
    new = insert(WorkingDaysRow).values(id=_ONLY_TABLE, revision=table.revision, years=years)
    statement = new.on_conflict_do_update(
        index_elements=[WorkingDaysRow.id],
        set_={"revision": new.excluded.revision, "years": new.excluded.years},
        where=WorkingDaysRow.revision < new.excluded.revision,
    )
    return (await session.execute(statement.returning(WorkingDaysRow.id))).scalar() is not None


async def form(session: AsyncSession, code: str) -> FormInfo | None:
    info = await session.scalar(select(FormRow.info).where(FormRow.code == code))
    return FormInfo.model_validate(info) if info is not None else None


async def forms_held(session: AsyncSession, codes: Collection[str]) -> dict[str, FormInfo]:
    """The forms by code; none of them can change before the transaction ends."""
    found = await session.scalars(_FORMS_HELD, {"codes": list(codes)})
    forms = (FormInfo.model_validate(info) for info in found)
    return {form.code: form for form in forms}


async def members_in_force(session: AsyncSession) -> Sequence[UUID]:
    found = await session.scalars(select(MemberRow.id).where(MemberRow.status == MemberStatus.MEMBER))
    return found.all()


async def known_members(session: AsyncSession, ids: Collection[UUID]) -> set[UUID]:
    """Those of `ids` that are members in force."""
    in_force = MemberRow.status == MemberStatus.MEMBER
    return set(await session.scalars(select(MemberRow.id).where(MemberRow.id.in_(ids), in_force)))


async def working_years(session: AsyncSession) -> tuple[WorkingYear, ...]:
    """The loaded years; empty until calendar has announced its table."""
    years = await session.scalar(select(WorkingDaysRow.years))
    return tuple(WorkingYear.model_validate(year) for year in years or ())
