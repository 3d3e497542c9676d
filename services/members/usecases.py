"""What members does. Every function works in the unit of work it is given and never commits."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from chassis import clock, paging
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.members import (
    MEMBER_CHANGED,
    ChangeMemberStatus,
    MemberCard,
    MemberPage,
    MemberQuery,
    MemberStatus,
    RegisterMember,
)
from services.members import repository
from services.members.domain import cards, statuses
from services.members.repository import Position
from services.members.tables import HistoryRow, Member


async def register(uow: UnitOfWork, identity: Identity, request: RegisterMember) -> MemberCard:
    """Enter an organisation. Raises `invalid` naming the fields at fault, `already_registered` for a known ИНН."""
    tidied = cards.tidied(request)
    _refuse_faults(cards.faults_of(tidied))
    member = _member(tidied)
    if not await repository.add_if_new(uow.session, member):
        if await repository.has_inn(uow.session, member.inn):
            raise ServiceError("already_registered", {"inn": member.inn})
        _refuse_faults([("ogrn", "ogrn_taken")])
    return await _record(uow, identity, member, counts_from=tidied.included_on, grounds=None)


async def get(uow: UnitOfWork, identity: Identity, member_id: UUID) -> MemberCard:
    """The card. Raises `not_found` when it is absent or of another organisation."""
    member = await repository.get(uow.session, identity, member_id)
    if member is None:
        raise not_found()
    return _card(member)


async def find(uow: UnitOfWork, identity: Identity, query: MemberQuery) -> MemberPage:
    """A page of the register in the order of short names. Raises `invalid` for a cursor that is none."""
    rows = await repository.page(
        uow.session,
        identity,
        needle=cards.folded(query.search or "").replace("\0", ""),
        status=query.status,
        after=paging.place_of(query.cursor, Position.of),
        limit=query.limit + 1,
    )
    shown, more = paging.cut(rows, query.limit)
    following = paging.cursor_of(shown[-1].sort_key, str(shown[-1].id)) if more else None
    return MemberPage(items=tuple(_card(row) for row in shown), next=following)


async def change_status(uow: UnitOfWork, identity: Identity, request: ChangeMemberStatus) -> MemberCard:
    """Take a step of the status machine. Raises `not_found`, or `invalid` naming the field that forbids it."""
    member = await repository.get_locked(uow.session, identity, request.id)
    if member is None:
        raise not_found()
    today = clock.moscow_date(clock.now())
    on = request.on or today
    grounds = cards.tidied_text(request.grounds)
    _refuse_faults(
        [
            ("status", statuses.step_fault(MemberStatus(member.status), request.status)),
            ("on", statuses.date_fault(member.status_since, on, today)),
            ("grounds", None if grounds else "required"),
        ]
    )
    if member.status == MemberStatus.APPLICANT and request.status is MemberStatus.MEMBER:
        member.included_on = on
    member.status, member.status_since, member.status_grounds = request.status, on, grounds
    member.revision += 1
    return await _record(uow, identity, member, counts_from=on, grounds=grounds)


async def _record(
    uow: UnitOfWork, identity: Identity, member: Member, *, counts_from: date, grounds: str | None
) -> MemberCard:
    """Write the history of a change and announce it; the same card goes into both."""
    card = _card(member)
    uow.session.add(
        HistoryRow(
            id=uuid4(),
            member_id=member.id,
            revision=member.revision,
            at=clock.now(),
            by_person_id=identity.person_id,
            by_name=identity.person_name,
            counts_from=counts_from,
            grounds=grounds,
            card=card.model_dump(mode="json"),
        )
    )
    await uow.emit(MEMBER_CHANGED, card)
    return card


def _refuse_faults(faults: Sequence[tuple[str, str | None]]) -> None:
    fields = [field_error(field, code) for field, code in faults if code is not None]
    if fields:
        raise ServiceError("invalid", fields=fields)


def _member(request: RegisterMember) -> Member:
    return Member(
        id=uuid4(),
        revision=1,
        inn=request.inn,
        ogrn=request.ogrn,
        full_name=request.full_name,
        short_name=request.short_name,
        type=request.type,
        status=request.status,
        status_since=request.included_on,
        included_on=request.included_on,
        email=request.email,
        phone=request.phone,
        sort_key=cards.folded(request.short_name),
        search_text=cards.search_text(request.full_name, request.short_name, request.inn, request.ogrn),
    )


def _card(member: Member) -> MemberCard:
    return MemberCard.model_validate(member, from_attributes=True)
