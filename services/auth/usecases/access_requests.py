"""Access requests: placed by anybody, decided on by staff."""

from datetime import datetime
from uuid import UUID, uuid4

from chassis import paging
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.access import (
    ACCESS_REQUEST_PLACED,
    AccessRequestPage,
    AccessRequestPlaced,
    AccessRequestQuery,
    AccessRequestState,
    AccessRequestView,
    ApproveAccessRequest,
    InvitationView,
    Invite,
    PlaceAccessRequest,
    RefuseAccessRequest,
)
from contracts.field_errors import field_error
from contracts.identity import Identity
from services.auth.domain.access_requests import faults
from services.auth.domain.journal import AccessEvent
from services.auth.domain.people import normalise_email
from services.auth.repository import access_requests, journal, organisations
from services.auth.settings import Settings
from services.auth.tables import AccessRequestRow, Organisation
from services.auth.usecases import invitations, views


async def place(uow: UnitOfWork, wish: PlaceAccessRequest, now: datetime) -> None:
    """Keep a request. Nothing that is known of the address or the organisation is looked at, or told.

    Raises ServiceError `invalid` for what has not the form of an ИНН or of an address.
    """
    email = normalise_email(wish.email)
    found = faults(wish.inn, email)
    if found:
        raise ServiceError("invalid", fields=[field_error(field, code) for field, code in found])
    values = {**wish.model_dump(), "email": email, "id": uuid4(), "placed_at": now}
    request_id = await access_requests.put(uow.session, {**values, "state": AccessRequestState.WAITING.value})
    told = AccessRequestPlaced(id=request_id, organisation=wish.organisation, inn=wish.inn)
    await uow.emit(ACCESS_REQUEST_PLACED, told)


async def list_all(uow: UnitOfWork, query: AccessRequestQuery) -> AccessRequestPage:
    after = paging.place_of(query.cursor, _place)
    rows = await access_requests.of_state(uow.session, query.state, after, query.limit + 1)
    page, more = paging.cut(rows, query.limit)
    last = page[-1][0] if more else None
    return AccessRequestPage(
        items=tuple(_view(row, organisation, person is not None) for row, organisation, person in page),
        next=paging.cursor_of(last.placed_at.isoformat(), str(last.id)) if last else None,
    )


async def approve(
    uow: UnitOfWork, who: Identity, wish: ApproveAccessRequest, settings: Settings, now: datetime
) -> InvitationView:
    """Invite whoever asked. Raises `organisation_unknown`, and what inviting raises."""
    row = await _waiting(uow, wish.id)
    organisation = await organisations.by_inn(uow.session, row.inn)
    if organisation is None:
        raise ServiceError("organisation_unknown", {"inn": row.inn})
    invite = Invite(email=row.email, name=row.name, role=wish.role, organisation_id=organisation.id)
    invitation = await invitations.create(uow, who, invite, settings, now)
    _decide(uow, row, who, AccessRequestState.APPROVED, now)
    return invitation


async def refuse(uow: UnitOfWork, who: Identity, wish: RefuseAccessRequest, now: datetime) -> None:
    row = await _waiting(uow, wish.id)
    row.reason = wish.reason
    _decide(uow, row, who, AccessRequestState.REFUSED, now)


async def _waiting(uow: UnitOfWork, request_id: UUID) -> AccessRequestRow:
    row = await access_requests.locked(uow.session, request_id)
    if row is None:
        raise not_found()
    if row.state != AccessRequestState.WAITING.value:
        raise ServiceError("request_decided")
    return row


def _decide(uow: UnitOfWork, row: AccessRequestRow, who: Identity, state: AccessRequestState, now: datetime) -> None:
    row.state, row.decided_at, row.decided_by = state.value, now, who.person_id
    event = {
        AccessRequestState.APPROVED: AccessEvent.ACCESS_REQUEST_APPROVED,
        AccessRequestState.REFUSED: AccessEvent.ACCESS_REQUEST_REFUSED,
    }[state]
    journal.write(uow, event, now, session_id=row.id)


def _place(placed_at: str, request_id: str) -> tuple[datetime, UUID]:
    return datetime.fromisoformat(placed_at), UUID(request_id)


def _view(row: AccessRequestRow, organisation: Organisation | None, known: bool) -> AccessRequestView:
    return AccessRequestView(
        id=row.id,
        placed_at=row.placed_at,
        inn=row.inn,
        organisation=row.organisation,
        name=row.name,
        email=row.email,
        position=row.position,
        comment=row.comment,
        state=AccessRequestState(row.state),
        registered=views.organisation_view(organisation) if organisation else None,
        known=known,
        decided_at=row.decided_at,
        reason=row.reason,
    )
