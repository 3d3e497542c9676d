"""What messaging does. Nothing here commits: the entry point does."""

import logging
from uuid import UUID

from chassis import paging, telemetry
from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.auth import PersonChanged
from contracts.identity import Identity
from contracts.messaging import NOTICE_CREATED, NoticeCreated, NoticePage, NoticeQuery, NoticeView
from contracts.reports import SubmissionChecked
from services.messaging.domain.verdict_notice import verdict_notice
from services.messaging.repository import Repository
from services.messaging.tables import NoticeRow
from services.messaging.texts import CATALOGUES

log = logging.getLogger(__name__)


async def note_person(uow: UnitOfWork, event: PersonChanged) -> None:
    """Keep the newest state of a person. Who lost access gets no more mail, not even what is waiting."""
    repository = Repository(uow.session)
    if await repository.put_recipient(event) and not event.active:
        await repository.cancel_mails_to(event.person_id, "the person has no access any more")


async def tell_verdict(uow: UnitOfWork, event: SubmissionChecked) -> None:
    """One notice to the organisation for each attempt, and a mail to each of its active people."""
    repository = Repository(uow.session)
    notice = verdict_notice(event, moscow_date(event.received_at))
    words = {language: catalogue.words(notice) for language, catalogue in CATALOGUES.items()}
    notice_id = await repository.add_notice(event, words)
    if notice_id is None:
        return
    await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=notice_id, member_id=event.member_id))
    people = await repository.people_of(event.member_id)
    if not people:
        log.warning("nobody to write to about a verdict", extra={"member_id": event.member_id})
        return
    await repository.add_mails(notice_id, people, telemetry.inject())


async def list_notices(uow: UnitOfWork, identity: Identity, query: NoticeQuery) -> NoticePage:
    """The notices of the asker's own organisation; staff belong to none, so theirs is an empty page."""
    organisation = _organisation(identity)
    if organisation is None:
        return NoticePage(items=(), unread_count=0)
    repository = Repository(uow.session)
    before = paging.place_of(query.cursor, UUID)
    rows = await repository.notices(organisation, unread=query.unread, before=before, limit=query.limit + 1)
    page, more = paging.cut(rows, query.limit)
    return NoticePage(
        items=tuple(_view(row, query.language) for row in page),
        unread_count=await repository.unread_count(organisation),
        next=paging.cursor_of(str(page[-1].id)) if more else None,
    )


async def read_notice(uow: UnitOfWork, identity: Identity, notice_id: UUID) -> None:
    """Mark a notice as read for the whole organisation; a second time changes nothing. Raises `not_found`."""
    organisation = _organisation(identity)
    if organisation is None or not await Repository(uow.session).mark_read(notice_id, organisation, identity.person_id):
        raise not_found()


def _organisation(identity: Identity) -> UUID | None:
    # A notice belongs to its organisation alone: read by staff, it would pass for read by the member.
    return identity.organisation_id if identity.is_member else None


def _view(row: NoticeRow, language: str) -> NoticeView:
    return NoticeView(
        id=row.id,
        created_at=row.created_at,
        kind=row.kind,
        title=row.words[language]["title"],
        text=row.words[language]["text"],
        submission_id=row.submission_id,
        report_id=row.report_id,
        read_at=row.read_at,
    )
