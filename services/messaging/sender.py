"""Sends the mails that wait in the database; any number of senders may run side by side."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from chassis import clock, telemetry
from chassis.database import Database
from chassis.reach import EVERYTHING
from services.messaging import smtp
from services.messaging.domain.mail import Entry, Mail, compose, retry_delay
from services.messaging.repository import ClaimedMail, Repository
from services.messaging.settings import Settings
from services.messaging.texts import RU

log = logging.getLogger(__name__)

_BATCH = 10
_SUPERSEDED = "a later notice told of the same report"


class Sender:
    """Looks when it is woken, and otherwise every few seconds (another process may have written)."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._lease = timedelta(seconds=settings.mail_lease_seconds)
        self._give_up_after = timedelta(hours=settings.mail_give_up_hours)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at once: a mail was written that is due now."""
        self._wake.set()

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
            at_once = await repository.claim_mails(token, self._lease, _BATCH)
            digests = await repository.claim_digests(token, self._lease, _BATCH)
        letters = [*([mail] for mail in at_once), *[await self._current(digest, token) for digest in digests]]
        if letters:
            await self._send_all([letter for letter in letters if letter], token)
        return len(letters)

    async def _current(self, digest: Sequence[ClaimedMail], token: UUID) -> Sequence[ClaimedMail]:
        """What still holds of a digest: of a report that was handed in again the later notice tells."""
        outdated = [mail for mail in digest if mail.superseded]
        if outdated:
            async with self._transaction() as repository:
                await repository.give_up(outdated, token, _SUPERSEDED)
        return [mail for mail in digest if not mail.superseded]

    async def _send_all(self, letters: Sequence[Sequence[ClaimedMail]], token: UUID) -> None:
        try:
            async with smtp.connect(self._settings) as connection:
                for mails in letters:
                    await self._send(connection, mails, token)
        except smtp.MailServerError as error:
            # Those that went out before the connection broke no longer carry the token, and stay sent.
            for mails in letters:
                await self._postpone(mails, token, error)

    async def _send(self, connection: smtp.Connection, mails: Sequence[ClaimedMail], token: UUID) -> None:
        with telemetry.span("mail.send", mails[0].trace):
            try:
                await connection.send(compose(self._filled(mails), self._settings.mail_from))
            except smtp.RefusedForNowError as error:
                await self._postpone(mails, token, error)
            except (smtp.RefusedForGoodError, ValueError) as error:
                await self._give_up(mails, token, error)
            else:
                async with self._transaction() as repository:
                    await repository.mark_sent(mails, token)

    async def _postpone(self, mails: Sequence[ClaimedMail], token: UUID, error: Exception) -> None:
        if clock.now() - mails[0].created_at > self._give_up_after:
            await self._give_up(mails, token, error)
            return
        log.warning("mail: not sent, will be tried again: %s", error, extra={"mail_id": mails[0].id})
        async with self._transaction() as repository:
            await repository.postpone(mails, token, retry_delay(mails[0].tries), str(error))

    async def _give_up(self, mails: Sequence[ClaimedMail], token: UUID, error: Exception) -> None:
        log.error("mail: given up: %s", error, extra={"mail_id": mails[0].id})
        async with self._transaction() as repository:
            await repository.give_up(mails, token, str(error))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Repository]:
        async with self._database.transaction(EVERYTHING) as uow:
            yield Repository(uow.session)

    def _filled(self, mails: Sequence[ClaimedMail]) -> Mail:
        first, site = mails[0], self._settings.public_url.rstrip("/")
        mail = Mail(
            id=first.id,
            created_at=first.created_at,
            name=first.name,
            address=first.address,
            words=first.words,
            link=f"{site}{first.path}",
        )
        if len(mails) == 1:
            return mail
        entries = tuple(Entry(one.words.title, f"{site}{one.path}") for one in mails)
        return replace(mail, words=RU.digest(len(entries)), link=f"{site}/reports", entries=entries)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), self._settings.mail_poll_seconds)
        except TimeoutError:
            return
