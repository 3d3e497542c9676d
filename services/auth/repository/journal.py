"""SQL about the journal of access: rows are only ever added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.domain.journal import AccessEvent
from services.auth.tables import JournalEntry, SessionRow


@dataclass(frozen=True)
class Origin:
    """From where: network address and browser, and what was typed as an address (hashed, or None)."""

    address: str = ""
    user_agent: str = ""
    account: str | None = None


def write(
    session: AsyncSession,
    event: AccessEvent,
    now: datetime,
    *,
    person_id: UUID | None = None,
    session_id: UUID | None = None,
    origin: Origin | None = None,
) -> None:
    """Add one line, in the transaction of what it tells of."""
    where = origin or Origin()
    session.add(
        JournalEntry(
            at=now,
            event=event,
            person_id=person_id,
            session_id=session_id,
            account=where.account,
            address=where.address,
            user_agent=where.user_agent,
        )
    )


def write_closed(session: AsyncSession, event: AccessEvent, now: datetime, closed: SessionRow) -> None:
    """Add the line of a session that ended, with the address and browser it was opened from."""
    origin = Origin(closed.address, closed.user_agent)
    write(session, event, now, person_id=closed.person_id, session_id=closed.id, origin=origin)
