"""All SQL about the mails of invitations."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.access import InvitationIssued
from services.messaging.tables import InvitationMailRow
from services.messaging.texts import Words

_WAITING = (InvitationMailRow.sent_at.is_(None), InvitationMailRow.given_up_at.is_(None))


@dataclass(frozen=True)
class InvitationRepository:
    """The mails of invitations, inside one transaction."""

    session: AsyncSession

    async def put(self, event: InvitationIssued, words: Words, trace: dict[str, str]) -> bool:
        """The mail of this issue in place of an earlier one's, sent or not; False for old news."""
        fresh = {
            "issue": event.issue,
            "address": event.email,
            "name": event.name,
            "words": asdict(words),
            "expires_at": event.expires_at,
            "trace": trace,
            "created_at": func.clock_timestamp(),
            "next_try_at": func.clock_timestamp(),
            "tries": 0,
            "lease_token": None,
            "sent_at": None,
            "given_up_at": None,
            "last_error": None,
        }
        newer = insert(InvitationMailRow).values(invitation_id=event.invitation_id, **fresh)
        newer = newer.on_conflict_do_update(
            index_elements=["invitation_id"], set_=fresh, where=InvitationMailRow.issue < event.issue
        )
        return await self.session.scalar(newer.returning(InvitationMailRow.invitation_id)) is not None

    async def claim(self, token: UUID, lease: timedelta, limit: int) -> Sequence[InvitationMailRow]:
        """Take mails that are due; other senders pass over them until the lease runs out."""
        due = (
            select(InvitationMailRow.invitation_id)
            .where(*_WAITING, InvitationMailRow.next_try_at <= func.clock_timestamp())
            .order_by(InvitationMailRow.next_try_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claim = (
            update(InvitationMailRow)
            .where(InvitationMailRow.invitation_id.in_(due))
            .values(
                lease_token=token,
                next_try_at=func.clock_timestamp() + lease,
                tries=InvitationMailRow.tries + 1,
            )
            .returning(InvitationMailRow)
        )
        return (await self.session.scalars(claim)).all()

    async def mark_sent(self, invitation_id: UUID, token: UUID) -> None:
        await self._settle(invitation_id, token, sent_at=func.clock_timestamp(), last_error=None)

    async def postpone(self, invitation_id: UUID, token: UUID, delay: timedelta, error: str) -> None:
        await self._settle(invitation_id, token, next_try_at=func.clock_timestamp() + delay, last_error=error)

    async def give_up(self, invitation_id: UUID, token: UUID, error: str) -> None:
        await self._settle(invitation_id, token, given_up_at=func.clock_timestamp(), last_error=error)

    async def _settle(self, invitation_id: UUID, token: UUID, **values: object) -> None:
        # The token guards against a sender that slept through its lease, and against a newer issue in the row.
        statement = update(InvitationMailRow).where(
            InvitationMailRow.invitation_id == invitation_id, InvitationMailRow.lease_token == token
        )
        await self.session.execute(statement.values(lease_token=None, **values))
