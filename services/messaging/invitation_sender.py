"""Sends the mails of invitations. Each try asks auth for a fresh secret: it stands nowhere but in the mail."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock, telemetry
from chassis.bus import Bus
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from contracts.access import INVITATION_UNDELIVERED, ISSUE_SECRET, InvitationUndelivered, IssueSecret
from services.messaging import smtp
from services.messaging.domain.mail import Mail, compose, retry_delay
from services.messaging.invitation_repository import InvitationRepository
from services.messaging.invitation_texts import LINK
from services.messaging.settings import Settings
from services.messaging.tables import InvitationMailRow
from services.messaging.texts import Words

log = logging.getLogger(__name__)

_BATCH = 10


class InvitationSender:
    """Looks when it is woken, and otherwise every few seconds; any number of them may run side by side."""

    def __init__(self, database: Database, bus: Bus, settings: Settings) -> None:
        self._database = database
        self._bus = bus
        self._settings = settings
        self._lease = timedelta(seconds=settings.mail_lease_seconds)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once: a mail was written."""
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until `stopping`."""
        while not stopping.is_set():
            self._wake.clear()
            try:
                while await self.send_due() and not stopping.is_set():
                    continue
            except (SQLAlchemyError, OSError):
                log.exception("invitations: the database cannot be reached, trying again")
            try:
                await asyncio.wait_for(self._wake.wait(), self._settings.mail_poll_seconds)
            except TimeoutError:
                continue

    async def send_due(self) -> int:
        """Try one batch of the mails that are due; how many there were."""
        token = uuid4()
        async with self._transaction() as repository:
            rows = await repository.claim(token, self._lease, _BATCH)
        if rows:
            await self._send_all(rows, token)
        return len(rows)

    async def _send_all(self, rows: Sequence[InvitationMailRow], token: UUID) -> None:
        try:
            async with smtp.connect(self._settings) as connection:
                for row in rows:
                    with telemetry.span("mail.send", row.trace):
                        await self._send(connection, row, token)
        except smtp.MailServerError as error:
            # Those that went out before the connection broke no longer carry the token, and stay sent.
            for row in rows:
                await self._postpone(row, token, error)

    async def _send(self, connection: smtp.Connection, row: InvitationMailRow, token: UUID) -> None:
        try:
            asked = IssueSecret(invitation_id=row.invitation_id, issue=row.issue)
            secret = (await self._bus.call(ISSUE_SECRET, asked)).secret
            await connection.send(compose(self._mail(row, secret), self._settings.mail_from))
        except ServiceError as error:
            # Withdrawn, accepted, or sent again meanwhile: there is nothing to send. Else auth is out of reach.
            settle = self._call_off if error.code == "not_found" else self._postpone
            await settle(row, token, error)
        except smtp.RefusedForNowError as error:
            await self._postpone(row, token, error)
        except (smtp.RefusedForGoodError, ValueError) as error:
            await self._give_up(row, token, error)
        else:
            async with self._transaction() as repository:
                await repository.mark_sent(row.invitation_id, token)

    def _mail(self, row: InvitationMailRow, secret: str) -> Mail:
        # The secret stands behind the `#`: browsers send that part to nobody, so no log on the way holds it.
        return Mail(
            # Another id each time: a mail that was tried again holds another link, and must not pass for the same one.
            id=uuid4(),
            created_at=clock.now(),
            name=row.name,
            address=row.address,
            words=Words(**row.words),
            link=f"{self._settings.public_url.rstrip('/')}/invitation#{secret}",
            link_label=LINK,
        )

    async def _postpone(self, row: InvitationMailRow, token: UUID, error: Exception) -> None:
        delay = retry_delay(row.tries)
        if clock.now() + delay >= row.expires_at:
            await self._give_up(row, token, error)
            return
        log.warning("invitation: not sent, will be tried again: %s", error, extra={"invitation_id": row.invitation_id})
        async with self._transaction() as repository:
            await repository.postpone(row.invitation_id, token, delay, str(error))

    async def _give_up(self, row: InvitationMailRow, token: UUID, error: Exception) -> None:
        """It never arrives: whoever invited is told."""
        log.error("invitation: mail given up: %s", error, extra={"invitation_id": row.invitation_id})
        async with self._database.transaction(EVERYTHING) as uow:
            await InvitationRepository(uow.session).give_up(row.invitation_id, token, str(error))
            told = InvitationUndelivered(invitation_id=row.invitation_id, issue=row.issue)
            await uow.emit(INVITATION_UNDELIVERED, told)

    async def _call_off(self, row: InvitationMailRow, token: UUID, error: Exception) -> None:
        async with self._transaction() as repository:
            await repository.give_up(row.invitation_id, token, str(error))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[InvitationRepository]:
        async with self._database.transaction(EVERYTHING) as uow:
            yield InvitationRepository(uow.session)
