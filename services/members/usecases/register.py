"""The register: entering, finding, editing, steps of the status, history."""

from uuid import UUID

from chassis import clock, paging
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.identity import Identity
from contracts.members import (
    CardHistory,
    CardHistoryEntry,
    CardPage,
    ChangeMemberStatus,
    EditMember,
    HistoryAct,
    HistoryQuery,
    MemberCard,
    MemberPage,
    MemberQuery,
    MemberStatus,
    OrganisationCard,
    RegisterMember,
)
from services.members.domain import cards, changes, search, statuses
from services.members.repository import history, members
from services.members.repository.members import Position
from services.members.tables import HistoryRow, Member
from services.members.usecases.cards import card_of, new_member, put, record, refuse_faults, state_of

# When nothing matches, this many of those that come close are worth a look.
_MOST_SIMILAR = 20


async def register(uow: UnitOfWork, identity: Identity, request: RegisterMember) -> OrganisationCard:
    """Enter an organisation. Raises `invalid` naming the fields at fault, `already_registered` for a known ИНН."""
    tidied = cards.tidied(request)
    refuse_faults(cards.faults_of(tidied, clock.moscow_date(clock.now())))
    member = new_member(tidied)
    if not await members.add_if_new(uow.session, member):
        if await members.has_inn(uow.session, member.inn):
            raise ServiceError("already_registered", {"inn": member.inn})
        refuse_faults([("ogrn", "ogrn_taken")])
    return await record(uow, identity, member, HistoryAct.REGISTERED, counts_from=tidied.included_on, grounds=None)


async def get(uow: UnitOfWork, identity: Identity, member_id: UUID) -> OrganisationCard:
    """The card. Raises `not_found` when it is absent or of another organisation."""
    member = await members.get(uow.session, identity, member_id)
    if member is None:
        raise not_found()
    return card_of(member)


async def find(uow: UnitOfWork, identity: Identity, query: MemberQuery) -> MemberPage:
    """A page of the register in the order of short names; of a search without matches, what comes closest to it.

    Raises `invalid` for a cursor that is none.
    """
    shown, following = await _page(uow, identity, query)
    close = [] if shown or query.cursor else await _similar(uow, identity, query)
    items = tuple(MemberCard.model_validate(row, from_attributes=True) for row in shown or close)
    return MemberPage(items=items, next=following, similar=bool(close))


async def export(uow: UnitOfWork, identity: Identity, query: MemberQuery) -> CardPage:
    """A page of whole cards, without the authorised people, whom no list needs."""
    shown, following = await _page(uow, identity, query)
    items = tuple(card_of(row).model_copy(update={"authorised": ()}) for row in shown)
    return CardPage(items=items, next=following)


async def edit(uow: UnitOfWork, identity: Identity, request: EditMember) -> OrganisationCard:
    """Raises `not_found`, `stale_revision`, `invalid`. What changes nothing leaves no trace."""
    member = await locked(uow, identity, request.id)
    await refuse_stale(uow, member, request.revision)
    today = clock.moscow_date(clock.now())
    content = cards.tidied(request.content)
    grounds = cards.tidied_text(request.grounds)
    refuse_faults([*cards.content_faults(content, today), ("grounds", None if grounds else "required")])
    before = state_of(member)
    put(member, content)
    if not changes.differences(before, state_of(member), changes.CONTENT):
        return card_of(member)
    member.revision += 1
    return await record(uow, identity, member, HistoryAct.EDITED, counts_from=today, grounds=grounds)


async def change_status(uow: UnitOfWork, identity: Identity, request: ChangeMemberStatus) -> OrganisationCard:
    """Take a step of the status machine. Raises `not_found`, or `invalid` naming the field that forbids it."""
    member = await locked(uow, identity, request.id)
    today = clock.moscow_date(clock.now())
    on = request.on or today
    grounds = cards.tidied_text(request.grounds)
    refuse_faults(
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
    return await record(uow, identity, member, HistoryAct.STATUS, counts_from=on, grounds=grounds)


async def tell_history(uow: UnitOfWork, identity: Identity, query: HistoryQuery) -> CardHistory:
    """Changes of a card, the newest first. Raises `not_found`, and `invalid` for a cursor that is none."""
    await get(uow, identity, query.id)
    before = paging.place_of(query.cursor, _revision)
    # One more than the page tells whether there are more; each is compared with the one before it.
    rows = list(await history.page(uow.session, query.id, before=before, limit=query.limit + 1))
    earlier = [*(row.card for row in rows[1:]), {}]
    entries = [_entry(identity, row, was) for row, was in zip(rows, earlier, strict=False)]
    shown, more = paging.cut(entries, query.limit)
    return CardHistory(items=tuple(shown), next=paging.cursor_of(str(shown[-1].revision)) if more else None)


async def locked(uow: UnitOfWork, identity: Identity, member_id: UUID) -> Member:
    """Raises `not_found`."""
    member = await members.get_locked(uow.session, identity, member_id)
    if member is None:
        raise not_found()
    return member


async def refuse_stale(uow: UnitOfWork, member: Member, seen: int) -> None:
    """Raises `stale_revision`, which names who changed the card and when."""
    if member.revision == seen:
        return
    last = await history.last(uow.session, member.id)
    at = last.at.astimezone(clock.MOSCOW).strftime("%d.%m.%Y %H:%M МСК")
    raise ServiceError("stale_revision", {"who": last.by_name, "at": at}, data={"revision": member.revision})


async def _page(uow: UnitOfWork, identity: Identity, query: MemberQuery) -> tuple[list[Member], str | None]:
    rows = await members.page(
        uow.session,
        identity,
        needle=search.needle_of(query.search),
        status=query.status,
        after=paging.place_of(query.cursor, Position.of),
        limit=query.limit + 1,
    )
    shown, more = paging.cut(rows, query.limit)
    return list(shown), paging.cursor_of(shown[-1].sort_key, str(shown[-1].id)) if more else None


async def _similar(uow: UnitOfWork, identity: Identity, query: MemberQuery) -> list[Member]:
    needles = [needle for needle in (search.needle_of(query.search), search.other_layout(query.search)) if needle]
    if not needles:
        return []
    limit = min(query.limit, _MOST_SIMILAR)
    return list(await members.similar(uow.session, identity, needles=needles, status=query.status, limit=limit))


def _revision(text: str) -> int:
    if len(text) > 9:
        raise ValueError("no revision")
    return int(text)


def _entry(identity: Identity, row: HistoryRow, before: changes.State) -> CardHistoryEntry:
    # Names of the staff are for the SRO; a member's people see each other.
    known = identity.is_staff or row.by_organisation_id == identity.organisation_id
    return CardHistoryEntry(
        revision=row.revision,
        at=row.at,
        act=HistoryAct(row.act),
        by=row.by_name if known else None,
        by_sro=row.by_organisation_id is None,
        counts_from=row.counts_from,
        grounds=row.grounds,
        changes=changes.differences(before, row.card, changes.HISTORY),
    )
