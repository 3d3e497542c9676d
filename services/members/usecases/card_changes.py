"""Requests of members to have their cards changed: opened, answered, withdrawn."""

from datetime import datetime
from uuid import UUID, uuid4

from chassis import clock, paging
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.card_changes import (
    CARD_CHANGE_ANSWERED,
    CARD_CHANGE_OPENED,
    AnswerCardChange,
    CardChangeAnswered,
    CardChangeOpened,
    CardChangePage,
    CardChangeQuery,
    CardChangeState,
    CardChangeView,
    OpenCardChange,
    RequestedChange,
)
from contracts.identity import Identity
from contracts.members import CardDetails, HistoryAct
from services.members.domain import cards, changes
from services.members.repository import card_changes
from services.members.tables import CardChangeRow, Member
from services.members.usecases.cards import put, record, refuse_faults, state_of
from services.members.usecases.register import locked, refuse_stale


async def open_request(uow: UnitOfWork, identity: Identity, request: OpenCardChange) -> CardChangeView:
    """Ask for a change of one's own card. Raises `stale_revision`, `invalid`, `no_changes`, `card_change_open`."""
    if identity.organisation_id is None:
        raise not_found()
    member = await locked(uow, identity, identity.organisation_id)
    await refuse_stale(uow, member, request.revision)
    details = cards.tidied(request.details)
    refuse_faults(cards.details_faults(details))
    before, after = state_of(member), details.model_dump(mode="json")
    fields = [change.field for change in changes.differences(before, after, changes.DETAILS)]
    if not fields:
        raise ServiceError("no_changes")
    row = CardChangeRow(
        id=uuid4(),
        member_id=member.id,
        state=CardChangeState.OPEN,
        opened_at=clock.now(),
        opened_by_id=identity.person_id,
        opened_by=identity.person_name,
        comment=cards.tidied_text(request.comment),
        before={field: before[field] for field in fields},
        after={field: after[field] for field in fields},
    )
    if not await card_changes.add_if_none_is_open(uow.session, row):
        raise ServiceError("card_change_open")
    await uow.emit(CARD_CHANGE_OPENED, CardChangeOpened(**_news(row, member)))
    return _view(identity, row, member)


async def get(uow: UnitOfWork, identity: Identity, request_id: UUID) -> CardChangeView:
    """Raises `not_found` when it is absent or of another organisation."""
    found = await card_changes.get(uow.session, identity, request_id)
    if found is None:
        raise not_found()
    return _view(identity, *found)


async def find(uow: UnitOfWork, identity: Identity, query: CardChangeQuery) -> CardChangePage:
    """Raises `invalid` for a cursor that is none."""
    rows = await card_changes.page(
        uow.session,
        identity,
        state=query.state,
        member=query.member,
        after=paging.place_of(query.cursor, _place),
        limit=query.limit + 1,
    )
    shown, more = paging.cut(rows, query.limit)
    following = paging.cursor_of(shown[-1][0].opened_at.isoformat(), str(shown[-1][0].id)) if more else None
    return CardChangePage(
        items=tuple(_view(identity, *pair) for pair in shown),
        next=following,
        waiting=await card_changes.waiting(uow.session, identity),
    )


async def answer(uow: UnitOfWork, identity: Identity, request: AnswerCardChange) -> CardChangeView:
    """Confirm, which changes the card, or refuse with a reason.

    Raises `not_found`, `card_change_answered`, `card_change_outdated`, `invalid`.
    """
    row, member = await _open(uow, identity, request.id)
    reason = cards.tidied_text(request.reason)
    accepted = request.outcome is CardChangeState.ACCEPTED
    refuse_faults([("reason", None if reason or accepted else "required")])
    if accepted:
        await _apply(uow, identity, row, member)
    _close(identity, row, request.outcome, reason or None)
    news = CardChangeAnswered(**_news(row, member), outcome=request.outcome, answered_at=clock.now())
    await uow.emit(CARD_CHANGE_ANSWERED, news)
    return _view(identity, row, member)


async def withdraw(uow: UnitOfWork, identity: Identity, request_id: UUID) -> CardChangeView:
    """Raises `not_found`, `card_change_answered`."""
    row, member = await _open(uow, identity, request_id)
    _close(identity, row, CardChangeState.WITHDRAWN, None)
    return _view(identity, row, member)


async def _open(uow: UnitOfWork, identity: Identity, request_id: UUID) -> card_changes.Pair:
    found = await card_changes.get_locked(uow.session, identity, request_id)
    if found is None:
        raise not_found()
    if found[0].state != CardChangeState.OPEN:
        raise ServiceError("card_change_answered")
    return found


async def _apply(uow: UnitOfWork, identity: Identity, row: CardChangeRow, member: Member) -> None:
    now = state_of(member)
    if changes.differences(row.before, now, row.before):
        raise ServiceError("card_change_outdated")
    put(member, CardDetails.model_validate({**now, **row.after}))
    member.revision += 1
    today = clock.moscow_date(clock.now())
    grounds = f"Запрос организации от {clock.moscow_date(row.opened_at):%d.%m.%Y}"
    await record(uow, identity, member, HistoryAct.REQUESTED, counts_from=today, grounds=grounds)


def _close(identity: Identity, row: CardChangeRow, state: CardChangeState, answer: str | None) -> None:
    row.state, row.answer, row.answered_at = state, answer, clock.now()
    row.answered_by_id, row.answered_by = identity.person_id, identity.person_name


def _news(row: CardChangeRow, member: Member) -> dict[str, object]:
    return {
        "request_id": row.id,
        "member_id": member.id,
        "member_name": member.short_name,
        "fields": tuple(row.after),
        "opened_at": row.opened_at,
    }


def _view(identity: Identity, row: CardChangeRow, member: Member) -> CardChangeView:
    now = state_of(member)
    asked = [
        RequestedChange(
            field=field,
            before=changes.shown(row.before[field]),
            after=changes.shown(row.after[field]),
            current=changes.shown(now[field]),
        )
        for field in changes.DETAILS
        if field in row.after
    ]
    waits = row.state == CardChangeState.OPEN
    own = row.state == CardChangeState.WITHDRAWN
    return CardChangeView(
        id=row.id,
        member_id=member.id,
        member_name=member.short_name,
        inn=member.inn,
        state=CardChangeState(row.state),
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        comment=row.comment,
        changes=tuple(asked),
        outdated=waits and any(change.before != change.current for change in asked),
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by if identity.is_staff or own else None,
    )


def _place(opened_at: str, request_id: str) -> tuple[datetime, UUID]:
    moment = datetime.fromisoformat(opened_at)
    if moment.tzinfo is None:
        raise ValueError("no moment")
    return moment, UUID(request_id)
