"""What messaging does. Nothing here commits: the entry point does."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from chassis import paging, telemetry
from chassis.bus import Received
from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.access import AccessRequestPlaced
from contracts.auth import PersonChanged
from contracts.card_changes import CardChangeAnswered, CardChangeOpened
from contracts.disputes import DisputeAnswered, DisputeOpened
from contracts.identity import Identity
from contracts.messaging import NOTICE_CREATED, NoticeCreated, NoticePage, NoticeQuery, NoticeView
from contracts.reports import SubmissionChecked
from contracts.roles import ARBITERS, METHODOLOGISTS, REGISTRARS
from contracts.statuses import ReportStatus
from contracts.suspensions import SuspensionChanged
from services.messaging import invitation_texts, suspension_texts
from services.messaging import recipient_repository as recipients
from services.messaging.card_change_texts import CATALOGUES as CARD_CHANGES
from services.messaging.card_change_texts import OF_ANSWER, CardNews
from services.messaging.dispute_texts import CATALOGUES as DISPUTES
from services.messaging.domain.dispute_notice import answered_notice, opened_notice
from services.messaging.domain.verdict_notice import verdict_notice
from services.messaging.repository import NewMail, NewNotice, Reader, Repository, VerdictNews
from services.messaging.tables import NoticeRow
from services.messaging.texts import CATALOGUES, Words

log = logging.getLogger(__name__)


async def note_person(uow: UnitOfWork, event: PersonChanged) -> None:
    """Keep the newest state of a person. Who lost access gets no more mail, not even what is waiting."""
    repository = Repository(uow.session)
    if not await recipients.put(uow.session, event):
        return
    if not event.active:
        await repository.cancel_mails_to(event.person_id, "the person has no access any more")
    elif event.organisation_id is not None:
        await repository.cancel_mails_to(
            event.person_id, "the person left the organisation", recipients.places_of(event)
        )


async def tell_verdicts(uow: UnitOfWork, received: Sequence[Received[SubmissionChecked]], digest_at: datetime) -> bool:
    """One notice to the organisation for each attempt, and a mail to each of its active people.

    Accepted reports wait for the digest of `digest_at`. Returns whether any mail is to go at once.
    """
    repository = Repository(uow.session)
    added = dict(await repository.add_verdicts([VerdictNews(one.message, _words(one.message)) for one in received]))
    if not added:
        return False
    people = await recipients.people_of(uow.session, {one.message.member_id for one in received})
    mails: list[NewMail] = []
    for one in received:
        # Taken out: the same attempt may stand in a batch twice, and is told of once.
        notice_id = added.pop((one.message.submission_id, one.message.attempt), None)
        if notice_id is not None:
            with one.traced():
                mails += await _announce(uow, notice_id, one.message, people, digest_at)
    if mails:
        await repository.add_mails(mails)
    return any(mail.digest_at is None for mail in mails)


def _words(event: SubmissionChecked) -> Mapping[str, Words]:
    notice = verdict_notice(event, moscow_date(event.received_at))
    return {language: catalogue.words(notice) for language, catalogue in CATALOGUES.items()}


async def _announce(
    uow: UnitOfWork,
    notice_id: UUID,
    event: SubmissionChecked,
    people: Mapping[UUID, Sequence[UUID]],
    digest_at: datetime,
) -> list[NewMail]:
    await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=notice_id, member_id=event.member_id))
    addressed = people.get(event.member_id, ())
    if not addressed:
        log.warning("nobody to write to about a verdict", extra={"member_id": event.member_id})
    later = digest_at if event.status is ReportStatus.ACCEPTED else None
    trace = telemetry.inject()
    return [NewMail(notice_id, person, trace, later) for person in addressed]


async def tell_dispute_opened(uow: UnitOfWork, event: DisputeOpened) -> None:
    """A notice to those who may answer, and a mail to each of them."""
    notice = opened_notice(event)
    roles = tuple(sorted(ARBITERS))
    told = NewNotice(
        source=f"dispute-{event.dispute_id}-opened",
        kind=notice.news,
        words={language: catalogue.words(notice) for language, catalogue in DISPUTES.items()},
        path="/disputes",
        roles=roles,
        submission_id=event.submission_id,
        report_id=event.obligation_id,
    )
    await _tell(uow, told, await recipients.staff_with(uow.session, roles))


async def tell_dispute_answered(uow: UnitOfWork, event: DisputeAnswered) -> None:
    """A notice to the organisation, and a mail to each of its active people."""
    notice = answered_notice(event)
    told = NewNotice(
        source=f"dispute-{event.dispute_id}-answered",
        kind=notice.news,
        words={language: catalogue.words(notice) for language, catalogue in DISPUTES.items()},
        path=f"/submissions/{event.submission_id}",
        member_id=event.member.id,
        submission_id=event.submission_id,
        report_id=event.obligation_id,
    )
    people = await recipients.people_of(uow.session, [event.member.id])
    await _tell(uow, told, people.get(event.member.id, ()))


async def tell_access_request(uow: UnitOfWork, event: AccessRequestPlaced) -> None:
    """A notice to those who let people in, and no mail: a visitor must not have anybody written to."""
    told = NewNotice(
        source=f"access-request-{event.id}",
        kind="access_request",
        words=invitation_texts.request_words(event),
        path="/access-desk",
        roles=tuple(sorted(REGISTRARS)),
    )
    notice_id = await Repository(uow.session).put_notice(told)
    if notice_id is not None:
        await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=notice_id, member_id=None))


async def tell_suspension(uow: UnitOfWork, event: SuspensionChanged) -> None:
    """A notice to the methodologists that a trigger switched itself off, and a mail to each of them.

    That one works again is a person's own doing: nobody is told.
    """
    if event.lifted_at is not None:
        return
    roles = tuple(sorted(METHODOLOGISTS))
    told = NewNotice(
        source=f"suspension-{event.trigger.id}",
        kind="trigger_suspended",
        words={
            "ru": suspension_texts.RU.words(event, event.trigger.reason),
            "en": suspension_texts.EN.words(event, event.trigger.reason_en or event.trigger.reason),
        },
        path="/suspended-triggers",
        roles=roles,
    )
    await _tell(uow, told, await recipients.staff_with(uow.session, roles))


async def tell_card_change_opened(uow: UnitOfWork, event: CardChangeOpened) -> None:
    """A notice to those who keep the register, and a mail to each of them."""
    roles = tuple(sorted(REGISTRARS))
    told = NewNotice(
        source=f"card-change-{event.request_id}-opened",
        kind=CardNews.OPENED,
        words=_card_words(event, CardNews.OPENED),
        path=f"/members/{event.member_id}",
        roles=roles,
    )
    await _tell(uow, told, await recipients.staff_with(uow.session, roles))


async def tell_card_change_answered(uow: UnitOfWork, event: CardChangeAnswered) -> None:
    """A notice to the organisation, and a mail to each of its active people."""
    news = OF_ANSWER[event.outcome]
    told = NewNotice(
        source=f"card-change-{event.request_id}-answered",
        kind=news,
        words=_card_words(event, news),
        path="/organisation",
        member_id=event.member_id,
    )
    people = await recipients.people_of(uow.session, [event.member_id])
    await _tell(uow, told, people.get(event.member_id, ()))


def _card_words(event: CardChangeOpened, news: CardNews) -> dict[str, Words]:
    return {
        language: catalogue.words(news, event.member_name, event.fields) for language, catalogue in CARD_CHANGES.items()
    }


async def _tell(uow: UnitOfWork, told: NewNotice, people: Sequence[UUID]) -> None:
    """Once, however often the event comes."""
    repository = Repository(uow.session)
    notice_id = await repository.put_notice(told)
    if notice_id is None:
        return
    await uow.emit(NOTICE_CREATED, NoticeCreated(notice_id=notice_id, member_id=told.member_id))
    if people:
        trace = telemetry.inject()
        await repository.add_mails([NewMail(notice_id, person, trace, None) for person in people])
    else:
        log.warning("nobody to write to", extra={"notice_id": notice_id})


async def list_notices(uow: UnitOfWork, identity: Identity, query: NoticeQuery) -> NoticePage:
    """The notices of the asker's own organisation; to staff, those that are meant for their roles."""
    reader = _reader(identity)
    if reader is None:
        return NoticePage(items=(), unread_count=0)
    repository = Repository(uow.session)
    before = paging.place_of(query.cursor, UUID)
    rows = await repository.notices(reader, unread=query.unread, before=before, limit=query.limit + 1)
    page, more = paging.cut(rows, query.limit)
    return NoticePage(
        items=tuple(_view(row, query.language) for row in page),
        unread_count=await repository.unread_count(reader),
        next=paging.cursor_of(str(page[-1].id)) if more else None,
    )


async def read_notice(uow: UnitOfWork, identity: Identity, notice_id: UUID) -> None:
    """Mark a notice as read for the whole organisation, or for all staff. Raises `not_found`."""
    reader = _reader(identity)
    if reader is None or not await Repository(uow.session).mark_read(notice_id, reader, identity.person_id):
        raise not_found()


def _reader(identity: Identity) -> Reader | None:
    # A member's notice belongs to its organisation alone: read by staff, it would pass for read by the member.
    if identity.is_member:
        return Reader(identity.organisation_id)
    return Reader(None, identity.roles) if identity.is_staff else None


def _view(row: NoticeRow, language: str) -> NoticeView:
    return NoticeView(
        id=row.id,
        created_at=row.created_at,
        kind=row.kind,
        title=row.words[language]["title"],
        text=row.words[language]["text"],
        path=row.path,
        submission_id=row.submission_id,
        report_id=row.report_id,
        read_at=row.read_at,
    )
