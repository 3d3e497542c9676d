"""All SQL of messaging."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.auth import PersonChanged
from contracts.reports import SubmissionChecked
from services.messaging.tables import MailRow, NoticeRow, RecipientRow
from services.messaging.texts import Words

_WAITING = (MailRow.sent_at.is_(None), MailRow.given_up_at.is_(None))


@dataclass(frozen=True)
class ClaimedMail:
    """A mail that this sender holds until its lease runs out; `address` is the person's as of now."""

    id: UUID
    created_at: datetime
    tries: int
    trace: dict[str, str]
    name: str
    address: str
    report_id: UUID
    words: Words


@dataclass(frozen=True)
class Repository:
    """The tables of messaging, inside one transaction."""

    session: AsyncSession

    async def put_recipient(self, event: PersonChanged) -> bool:
        """Whether the event was news: an older revision than the kept one changes nothing."""
        values = event.model_dump(include={"revision", "name", "email", "organisation_id", "active"})
        newer = (
            insert(RecipientRow)
            .values(person_id=event.person_id, **values)
            .on_conflict_do_update(
                index_elements=["person_id"], set_=values, where=RecipientRow.revision < event.revision
            )
        )
        return (await self.session.execute(newer.returning(RecipientRow.person_id))).scalar() is not None

    async def people_of(self, member_id: UUID) -> Sequence[UUID]:
        """The organisation's active people."""
        query = select(RecipientRow.person_id).where(RecipientRow.organisation_id == member_id, RecipientRow.active)
        return (await self.session.scalars(query)).all()

    async def add_notice(self, event: SubmissionChecked, words: dict[str, Words]) -> UUID | None:
        """The id of the new notice; None when this attempt was told of already."""
        statement = insert(NoticeRow).values(
            member_id=event.member_id,
            kind=event.status.value,
            words={language: asdict(said) for language, said in words.items()},
            submission_id=event.submission_id,
            attempt=event.attempt,
            report_id=event.obligation_id,
        )
        once = statement.on_conflict_do_nothing(index_elements=["submission_id", "attempt"])
        return (await self.session.execute(once.returning(NoticeRow.id))).scalar()

    async def notices(self, member_id: UUID, *, unread: bool, before: UUID | None, limit: int) -> Sequence[NoticeRow]:
        """Newest first, older than `before`; ids are ordered by time."""
        query = select(NoticeRow).where(NoticeRow.member_id == member_id).order_by(NoticeRow.id.desc()).limit(limit)
        if unread:
            query = query.where(NoticeRow.read_at.is_(None))
        if before is not None:
            query = query.where(NoticeRow.id < before)
        return (await self.session.scalars(query)).all()

    async def unread_count(self, member_id: UUID) -> int:
        query = select(func.count()).where(NoticeRow.member_id == member_id, NoticeRow.read_at.is_(None))
        return (await self.session.execute(query)).scalar_one()

    async def mark_read(self, notice_id: UUID, member_id: UUID, person_id: UUID) -> bool:
        """Whether the organisation has this notice; who read it first stays."""
        statement = (
            update(NoticeRow)
            .where(NoticeRow.id == notice_id, NoticeRow.member_id == member_id)
            .values(
                read_at=func.coalesce(NoticeRow.read_at, func.clock_timestamp()),
                read_by=func.coalesce(NoticeRow.read_by, person_id),
            )
        )
        return (await self.session.execute(statement.returning(NoticeRow.id))).scalar() is not None

    async def add_mails(self, notice_id: UUID, people: Sequence[UUID], trace: dict[str, str]) -> None:
        rows = [{"notice_id": notice_id, "person_id": person, "trace": trace} for person in people]
        await self.session.execute(insert(MailRow).values(rows))

    async def cancel_mails_to(self, person_id: UUID, reason: str) -> None:
        """Give up what is not sent yet."""
        statement = update(MailRow).where(MailRow.person_id == person_id, *_WAITING)
        await self.session.execute(statement.values(given_up_at=func.clock_timestamp(), last_error=reason))

    async def claim_mails(self, token: UUID, lease: timedelta, limit: int) -> Sequence[ClaimedMail]:
        """Take mails that are due; other senders pass over them until the lease runs out."""
        due = (
            select(MailRow.id)
            .where(*_WAITING, MailRow.next_try_at <= func.clock_timestamp())
            .order_by(MailRow.next_try_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(MailRow)
            .where(MailRow.id.in_(due))
            .values(lease_token=token, next_try_at=func.clock_timestamp() + lease, tries=MailRow.tries + 1)
        )
        await self.session.execute(claim)
        return await self._held(token)

    async def _held(self, token: UUID) -> Sequence[ClaimedMail]:
        query = (
            select(MailRow, RecipientRow.name, RecipientRow.email, NoticeRow.report_id, NoticeRow.words)
            .join(RecipientRow, RecipientRow.person_id == MailRow.person_id)
            .join(NoticeRow, NoticeRow.id == MailRow.notice_id)
            .where(MailRow.lease_token == token, *_WAITING)
            .order_by(MailRow.id)
        )
        rows = await self.session.execute(query)
        return [
            ClaimedMail(
                id=mail.id,
                created_at=mail.created_at,
                tries=mail.tries,
                trace=mail.trace,
                name=name,
                address=address,
                report_id=report_id,
                words=Words(**words["ru"]),
            )
            for mail, name, address, report_id, words in rows
        ]

    async def mark_sent(self, mail: ClaimedMail, token: UUID) -> None:
        await self._settle(mail.id, token, sent_at=func.clock_timestamp(), sent_to=mail.address, last_error=None)

    async def postpone(self, mail_id: UUID, token: UUID, delay: timedelta, error: str) -> None:
        # A mail that was called off while it was tried stays called off, for the reason that was given.
        await self._settle(mail_id, token, *_WAITING, next_try_at=func.clock_timestamp() + delay, last_error=error)

    async def give_up(self, mail_id: UUID, token: UUID, error: str) -> None:
        await self._settle(mail_id, token, *_WAITING, given_up_at=func.clock_timestamp(), last_error=error)

    async def _settle(self, mail_id: UUID, token: UUID, *conditions: ColumnElement[bool], **values: object) -> None:
        # The token guards against a sender that slept through its lease: another one may hold the row by now.
        statement = update(MailRow).where(MailRow.id == mail_id, MailRow.lease_token == token, *conditions)
        await self.session.execute(statement.values(lease_token=None, **values))
