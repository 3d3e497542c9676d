"""Invitations: made, listed, sent again, withdrawn. Accepting them stands in `accepting.py`."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chassis import clock, paging
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.access import (
    INVITATION_ISSUED,
    InvitationIssued,
    InvitationPage,
    InvitationQuery,
    InvitationSecret,
    InvitationState,
    InvitationUndelivered,
    InvitationView,
    Invite,
    IssueSecret,
)
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.roles import Role
from services.auth.domain.grants import Access, organisations_on
from services.auth.domain.invitations import Lifetime, Wish, faults, hash_secret, new_secret
from services.auth.domain.journal import AccessEvent
from services.auth.domain.people import normalise_email
from services.auth.repository import invitations, journal, organisations, people
from services.auth.settings import Settings
from services.auth.tables import InvitationRow, Organisation
from services.auth.usecases import places, views


async def create(uow: UnitOfWork, who: Identity, wish: Invite, settings: Settings, now: datetime) -> InvitationView:
    """Invite somebody into the asker's own organisation; staff name one.

    Raises ServiceError `invalid`, `not_found`, `organisation_closed`, `already_member`, `already_invited`.
    """
    email, today = normalise_email(wish.email), clock.moscow_date(now)
    wrong = faults(Wish(email, wish.role, wish.valid_from, wish.valid_until), today)
    if wrong:
        raise ServiceError("invalid", fields=[field_error(field, code) for field, code in wrong])
    organisation = await _organisation(uow, who, wish.organisation_id)
    person = await people.by_email(uow.session, email)
    if person is not None and organisation.id in organisations_on(views.grants_of(person), today):
        raise ServiceError("already_member", {"email": email})
    row = InvitationRow(
        id=uuid4(),
        organisation_id=organisation.id,
        email=email,
        name=wish.name,
        role=wish.role.value,
        valid_from=wish.valid_from,
        valid_until=wish.valid_until,
        invited_by=who.person_id,
        invited_by_name=who.person_name,
        invited_at=now,
        issues=1,
        expires_at=now + timedelta(hours=settings.invitation_hours),
    )
    if not await invitations.add_if_new(uow.session, row):
        raise ServiceError("already_invited", {"email": email})
    facts = {"role": row.role, "valid_from": row.valid_from, "valid_until": row.valid_until}
    journal.write(uow, AccessEvent.INVITED, now, session_id=row.id, organisation_id=row.organisation_id, after=facts)
    await _ask_for_mail(uow, row, organisation)
    return _view(row, organisation, now)


async def list_open(uow: UnitOfWork, who: Identity, query: InvitationQuery, now: datetime) -> InvitationPage:
    """Pending and expired ones, newest first: an organisation's own, or those that staff ask for."""
    after = paging.place_of(query.cursor, _place)
    own = who.organisation_id or query.organisation_id
    rows = await invitations.open_ones(uow.session, own, after, query.limit + 1)
    page, more = paging.cut(rows, query.limit)
    last = page[-1][0] if more else None
    return InvitationPage(
        items=tuple(_view(row, organisation, now) for row, organisation in page),
        next=paging.cursor_of(last.invited_at.isoformat(), str(last.id)) if last else None,
    )


async def resend(
    uow: UnitOfWork, who: Identity, invitation_id: UUID, settings: Settings, now: datetime
) -> InvitationView:
    """A new link with a new term; the one before it ends now. Raises `not_found`, `organisation_closed`."""
    row = await _own(uow, who, invitation_id)
    organisation = await _organisation(uow, who, row.organisation_id)
    row.secret_hash, row.issues = None, row.issues + 1
    row.expires_at = now + timedelta(hours=settings.invitation_hours)
    journal.write(uow, AccessEvent.INVITATION_RESENT, now, person_id=who.person_id, session_id=row.id)
    await _ask_for_mail(uow, row, organisation)
    return _view(row, organisation, now)


async def withdraw(uow: UnitOfWork, who: Identity, invitation_id: UUID, now: datetime) -> None:
    """Its link works no more. Raises `not_found`."""
    row = await _own(uow, who, invitation_id)
    row.secret_hash, row.withdrawn_at = None, now
    journal.write(uow, AccessEvent.INVITATION_WITHDRAWN, now, person_id=who.person_id, session_id=row.id)


async def issue_secret(uow: UnitOfWork, wish: IssueSecret, now: datetime) -> InvitationSecret:
    """The secret of the link in the mail that is about to leave; the one of an earlier try ends.

    It is made here and now, so that it stands nowhere but in the mail. Raises `not_found` where none is to be sent.
    """
    row = await invitations.locked(uow.session, wish.invitation_id, None)
    if row is None or row.issues != wish.issue or now >= row.expires_at:
        raise not_found()
    secret = new_secret()
    row.secret_hash = hash_secret(secret)
    return InvitationSecret(secret=secret)


async def note_undelivered(uow: UnitOfWork, event: InvitationUndelivered) -> None:
    """Whoever invited sees that the last link never arrived; of an earlier one nobody needs to know."""
    row = await invitations.locked(uow.session, event.invitation_id, None)
    if row is not None and row.issues == event.issue:
        row.undelivered_issue = event.issue


async def _organisation(uow: UnitOfWork, who: Identity, wished: UUID | None) -> Organisation:
    """Where to: an admin's own organisation, whatever was wished; staff's wish."""
    chosen = who.organisation_id or wished
    if chosen is None:
        raise ServiceError("invalid", fields=(field_error("organisation_id", "required"),))
    if wished is not None and wished != chosen:
        raise not_found()
    row = await organisations.get_shared(uow.session, chosen)
    if row is None:
        raise not_found()
    if places.access_to(row) is not Access.OPEN:
        raise ServiceError("organisation_closed")
    return row


async def _own(uow: UnitOfWork, who: Identity, invitation_id: UUID) -> InvitationRow:
    row = await invitations.locked(uow.session, invitation_id, who.organisation_id)
    if row is None:
        raise not_found()
    return row


async def _ask_for_mail(uow: UnitOfWork, row: InvitationRow, organisation: Organisation) -> None:
    issued = InvitationIssued(
        invitation_id=row.id,
        issue=row.issues,
        email=row.email,
        name=row.name,
        organisation=organisation.name,
        invited_by=row.invited_by_name,
        expires_at=row.expires_at,
    )
    await uow.emit(INVITATION_ISSUED, issued)


def _place(invited_at: str, invitation_id: str) -> tuple[datetime, UUID]:
    return datetime.fromisoformat(invited_at), UUID(invitation_id)


def _view(row: InvitationRow, organisation: Organisation, now: datetime) -> InvitationView:
    return InvitationView(
        id=row.id,
        organisation=views.organisation_view(organisation),
        email=row.email,
        name=row.name,
        role=Role(row.role),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        invited_by=row.invited_by_name,
        invited_at=row.invited_at,
        issues=row.issues,
        expires_at=row.expires_at,
        undelivered=row.undelivered_issue == row.issues,
        state=InvitationState.PENDING if Lifetime(row.expires_at).is_open(now) else InvitationState.EXPIRED,
    )
