"""All SQL of messaging."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from contracts.reports import SubmissionChecked
from services.messaging.tables import MailRow, NoticeRow, RecipientRow
from services.messaging.texts import Words

Attempt = tuple[UUID, int]

_WAITING = (MailRow.sent_at.is_(None), MailRow.given_up_at.is_(None))
_DUE = (*_WAITING, MailRow.next_try_at <= func.clock_timestamp())
_TAKE_TURN = text("SELECT pg_try_advisory_xact_lock(hashtext('messaging.digests'))")
_ADD_VERDICTS = text("""
    INSERT INTO notices (member_id, kind, words, submission_id, attempt, report_id)
    SELECT * FROM unnest(
        CAST(:members AS uuid[]), CAST(:kinds AS text[]), CAST(:words AS jsonb[]),
        CAST(:submissions AS uuid[]), CAST(:attempts AS integer[]), CAST(:reports AS uuid[]))
    ON CONFLICT (submission_id, attempt) DO NOTHING
    RETURNING id, submission_id, attempt
""")
_ADD_MAILS = text("""
    INSERT INTO mails (notice_id, person_id, trace, digest, next_try_at)
    SELECT notice_id, person_id, trace, digest, coalesce(at, clock_timestamp())
    FROM unnest(
        CAST(:notices AS uuid[]), CAST(:people AS uuid[]), CAST(:traces AS jsonb[]),
        CAST(:digests AS boolean[]), CAST(:times AS timestamptz[]))
        AS mail (notice_id, person_id, trace, digest, at)
""")


@dataclass(frozen=True)
class VerdictNews:
    """A verdict, and what is said of it in each language."""

    event: SubmissionChecked
    words: Mapping[str, Words]


@dataclass(frozen=True)
class NewMail:
    """A notice to a person by mail: in the digest of that time, or at once. `trace` is the trace that it belongs to."""

    notice_id: UUID
    person_id: UUID
    trace: dict[str, str]
    digest_at: datetime | None


@dataclass(frozen=True)
class ClaimedMail:
    """A mail that this sender holds until its lease runs out; `address` is the person's as of now.

    `superseded`: a later notice tells of the same report.
    """

    id: UUID
    person_id: UUID
    created_at: datetime
    tries: int
    trace: dict[str, str]
    name: str
    address: str
    path: str
    words: Words
    superseded: bool


@dataclass(frozen=True)
class NewNotice:
    """A notice to a member organisation, or to staff of some roles; told once by its `source`."""

    source: str
    kind: str
    words: dict[str, Words]
    path: str
    member_id: UUID | None = None
    roles: tuple[str, ...] | None = None
    submission_id: UUID | None = None
    report_id: UUID | None = None


@dataclass(frozen=True)
class Reader:
    """Whose notices: those of an organisation, or those of staff with any of these roles."""

    member_id: UUID | None
    roles: tuple[str, ...] = ()

    def own(self) -> ColumnElement[bool]:
        if self.member_id is not None:
            return NoticeRow.member_id == self.member_id
        meant: ColumnElement[bool] = NoticeRow.roles.overlap(list(self.roles))
        return meant


@dataclass(frozen=True)
class Repository:
    """The tables of messaging, inside one transaction."""

    session: AsyncSession

    async def add_verdicts(self, told: Sequence[VerdictNews]) -> Mapping[Attempt, UUID]:
        """The ids of the new notices, by submission and attempt; those that were told of already are left out."""
        values = {
            "members": [one.event.member_id for one in told],
            "kinds": [one.event.status.value for one in told],
            "words": [orjson.dumps({name: asdict(said) for name, said in one.words.items()}).decode() for one in told],
            "submissions": [one.event.submission_id for one in told],
            "attempts": [one.event.attempt for one in told],
            "reports": [one.event.obligation_id for one in told],
        }
        added = await self.session.execute(_ADD_VERDICTS, values)
        return {(row.submission_id, row.attempt): row.id for row in added}

    async def put_notice(self, notice: NewNotice) -> UUID | None:
        """The id of the new notice; None when it was told of already."""
        values = {
            **{name: getattr(notice, name) for name in ("source", "kind", "path", "member_id", "submission_id")},
            "report_id": notice.report_id,
            "roles": list(notice.roles) if notice.roles is not None else None,
            "words": {language: asdict(said) for language, said in notice.words.items()},
        }
        once = insert(NoticeRow).values(**values).on_conflict_do_nothing(index_elements=["source"])
        return (await self.session.execute(once.returning(NoticeRow.id))).scalar()

    async def notices(self, reader: Reader, *, unread: bool, before: UUID | None, limit: int) -> Sequence[NoticeRow]:
        """Newest first, older than `before`; ids are ordered by time."""
        query = select(NoticeRow).where(reader.own()).order_by(NoticeRow.id.desc()).limit(limit)
        if unread:
            query = query.where(NoticeRow.read_at.is_(None))
        if before is not None:
            query = query.where(NoticeRow.id < before)
        return (await self.session.scalars(query)).all()

    async def unread_count(self, reader: Reader) -> int:
        query = select(func.count()).where(reader.own(), NoticeRow.read_at.is_(None))
        return (await self.session.execute(query)).scalar_one()

    async def mark_read(self, notice_id: UUID, reader: Reader, person_id: UUID) -> bool:
        """Whether the reader has this notice; who read it first stays."""
        statement = (
            update(NoticeRow)
            .where(NoticeRow.id == notice_id, reader.own())
            .values(
                read_at=func.coalesce(NoticeRow.read_at, func.clock_timestamp()),
                read_by=func.coalesce(NoticeRow.read_by, person_id),
            )
        )
        return (await self.session.execute(statement.returning(NoticeRow.id))).scalar() is not None

    async def add_mails(self, mails: Sequence[NewMail]) -> None:
        values = {
            "notices": [mail.notice_id for mail in mails],
            "people": [mail.person_id for mail in mails],
            "traces": [orjson.dumps(mail.trace).decode() for mail in mails],
            "digests": [mail.digest_at is not None for mail in mails],
            "times": [mail.digest_at for mail in mails],
        }
        await self.session.execute(_ADD_MAILS, values)

    async def cancel_mails_to(self, person_id: UUID, reason: str, kept: Collection[UUID] = ()) -> None:
        """Give up what is not sent yet, but for the notices to the `kept` organisations."""
        left = select(NoticeRow.id).where(NoticeRow.member_id.in_(kept) | NoticeRow.member_id.is_(None))
        statement = update(MailRow).where(MailRow.person_id == person_id, *_WAITING)
        if kept:
            statement = statement.where(MailRow.notice_id.not_in(left))
        await self.session.execute(statement.values(given_up_at=func.clock_timestamp(), last_error=reason))

    async def claim_mails(self, token: UUID, lease: timedelta, limit: int) -> Sequence[ClaimedMail]:
        """Take mails that are due at once; other senders pass over them until the lease runs out."""
        due = select(MailRow.id).where(*_DUE, ~MailRow.digest).order_by(MailRow.next_try_at).limit(limit)
        return await self._claim(due, token, lease)

    async def claim_digests(self, token: UUID, lease: timedelta, people: int) -> Sequence[Sequence[ClaimedMail]]:
        """Take all that is due for the digests of some people, a list for each of them."""
        # Two senders that took turns within one person's mails would send that person two digests.
        if not await self.session.scalar(_TAKE_TURN):
            return []
        some = select(MailRow.person_id).where(*_DUE, MailRow.digest).distinct().limit(people)
        due = select(MailRow.id).where(*_DUE, MailRow.digest, MailRow.person_id.in_(some))
        digests: dict[UUID, list[ClaimedMail]] = {}
        for mail in await self._claim(due, token, lease):
            digests.setdefault(mail.person_id, []).append(mail)
        return list(digests.values())

    async def _claim(self, due: Select[UUID], token: UUID, lease: timedelta) -> Sequence[ClaimedMail]:
        claim = (
            update(MailRow)
            .where(MailRow.id.in_(due.with_for_update(skip_locked=True)))
            .values(lease_token=token, next_try_at=func.clock_timestamp() + lease, tries=MailRow.tries + 1)
            .returning(MailRow.id)
            .execution_options(synchronize_session=False)
        )
        claimed = (await self.session.scalars(claim)).all()
        return await self._held(claimed) if claimed else []

    async def _held(self, claimed: Sequence[UUID]) -> Sequence[ClaimedMail]:
        later = aliased(NoticeRow)
        of_same = (later.report_id == NoticeRow.report_id) & later.attempt.is_not(None)
        superseded = select(later.id).where(of_same, later.id > NoticeRow.id).exists()
        query = (
            select(MailRow, RecipientRow.name, RecipientRow.email, NoticeRow, superseded)
            .join(RecipientRow, RecipientRow.person_id == MailRow.person_id)
            .join(NoticeRow, NoticeRow.id == MailRow.notice_id)
            .where(MailRow.id.in_(claimed))
            .order_by(MailRow.id)
        )
        rows = await self.session.execute(query)
        return [
            ClaimedMail(
                id=mail.id,
                person_id=mail.person_id,
                created_at=mail.created_at,
                tries=mail.tries,
                trace=mail.trace,
                name=name,
                address=address,
                path=notice.path or f"/reports/{notice.report_id}",
                words=Words(**notice.words["ru"]),
                superseded=outdated,
            )
            for mail, name, address, notice, outdated in rows
        ]

    async def mark_sent(self, mails: Sequence[ClaimedMail], token: UUID) -> None:
        address = mails[0].address
        await self._settle(mails, token, sent_at=func.clock_timestamp(), sent_to=address, last_error=None)

    async def postpone(self, mails: Sequence[ClaimedMail], token: UUID, delay: timedelta, error: str) -> None:
        # A mail that was called off while it was tried stays called off, for the reason that was given.
        await self._settle(mails, token, *_WAITING, next_try_at=func.clock_timestamp() + delay, last_error=error)

    async def give_up(self, mails: Sequence[ClaimedMail], token: UUID, error: str) -> None:
        await self._settle(mails, token, *_WAITING, given_up_at=func.clock_timestamp(), last_error=error)

    async def _settle(
        self, mails: Sequence[ClaimedMail], token: UUID, *conditions: ColumnElement[bool], **values: object
    ) -> None:
        # The token guards against a sender that slept through its lease: another one may hold the row by now.
        ids = [mail.id for mail in mails]
        statement = update(MailRow).where(MailRow.id.in_(ids), MailRow.lease_token == token, *conditions)
        await self.session.execute(statement.values(lease_token=None, **values))
