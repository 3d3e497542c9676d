"""Sends the mails that wait in the database; any number of senders may run side by side."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock, telemetry
from chassis.database import Database
from services.messaging import smtp
from services.messaging.domain.mail import Mail, compose, retry_delay
from services.messaging.repository import ClaimedMail, Repository
from services.messaging.settings import Settings

log = logging.getLogger(__name__)

_BATCH = 10


class Sender:
    """Wakes at each commit of its own process and otherwise every few seconds (another process may have written)."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._lease = timedelta(seconds=settings.mail_lease_seconds)
        self._give_up_after = timedelta(hours=settings.mail_give_up_hours)
        self._wake = asyncio.Event()
        database.on_commit(self._wake.set)

    async def run(self, stopping: asyncio.Event) -> None:
        """Send until `stopping`. What cannot be sent now stays in the table and is tried again later."""
        while not stopping.is_set():
            self._wake.clear()
            try:
                while await self.send_due() and not stopping.is_set():
                    continue
            except (SQLAlchemyError, OSError):
                log.exception("mail: the database cannot be reached, trying again")
            await self._pause()

    async def send_due(self) -> int:
        """Try one batch of the mails that are due; how many there were."""
        token = uuid4()
        async with self._transaction() as repository:
            mails = await repository.claim_mails(token, self._lease, _BATCH)
        if mails:
            await self._send_all(mails, token)
        return len(mails)

    async def _send_all(self, mails: Sequence[ClaimedMail], token: UUID) -> None:
        try:
            async with smtp.connect(self._settings) as connection:
                for mail in mails:
                    await self._send(connection, mail, token)
        except smtp.MailServerError as error:
            # Those that went out before the connection broke no longer carry the token, and stay sent.
            for mail in mails:
                await self._postpone(mail, token, error)

    async def _send(self, connection: smtp.Connection, mail: ClaimedMail, token: UUID) -> None:
        with telemetry.span("mail.send", mail.trace):
            try:
                await connection.send(compose(self._filled(mail), self._settings.mail_from))
            except smtp.RefusedForNowError as error:
                await self._postpone(mail, token, error)
            except (smtp.RefusedForGoodError, ValueError) as error:
                await self._give_up(mail, token, error)
            else:
                async with self._transaction() as repository:
                    await repository.mark_sent(mail, token)

    async def _postpone(self, mail: ClaimedMail, token: UUID, error: Exception) -> None:
        if clock.now() - mail.created_at > self._give_up_after:
            await self._give_up(mail, token, error)
            return
        log.warning("mail: not sent, will be tried again: %s", error, extra={"mail_id": mail.id})
        async with self._transaction() as repository:
            await repository.postpone(mail.id, token, retry_delay(mail.tries), str(error))

    async def _give_up(self, mail: ClaimedMail, token: UUID, error: Exception) -> None:
        log.error("mail: given up: %s", error, extra={"mail_id": mail.id})
        async with self._transaction() as repository:
            await repository.give_up(mail.id, token, str(error))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Repository]:
        async with self._database.transaction() as uow:
            yield Repository(uow.session)

    def _filled(self, mail: ClaimedMail) -> Mail:
        return Mail(
            id=mail.id,
            created_at=mail.created_at,
            name=mail.name,
            address=mail.address,
            words=mail.words,
            link=f"{self._settings.public_url.rstrip('/')}/reports/{mail.report_id}",
        )

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), self._settings.mail_poll_seconds)
        except TimeoutError:
            return
