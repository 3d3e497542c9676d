"""The mail server, spoken to through aiosmtplib."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import Message

import aiosmtplib

from services.messaging.settings import Settings


class RefusedForGoodError(Exception):
    """The server will never take this mail: its address does not exist, or it cannot be written as an address."""


class RefusedForNowError(Exception):
    """The server did not take this mail this time (greylisting, a full mailbox); others may go through."""


class MailServerError(Exception):
    """The server could not be reached, or the connection broke."""


class Connection:
    """An open connection; mails go one after another."""

    def __init__(self, client: aiosmtplib.SMTP) -> None:
        self._client = client

    async def send(self, message: Message) -> None:
        """Returns once the server has taken the mail. Raises one of the errors above."""
        try:
            await self._client.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(500 <= refused.code < 600 for refused in error.recipients):
                raise RefusedForGoodError(_said(error)) from error
            raise RefusedForNowError(_said(error)) from error
        except aiosmtplib.SMTPNotSupported as error:
            raise RefusedForGoodError(_said(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise RefusedForNowError(_said(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailServerError(_said(error)) from error


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Connection]:
    """A connection to the server of `settings`, signed in if there is a user. Raises MailServerError."""
    client = aiosmtplib.SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user or None,
        password=settings.smtp_password.get_secret_value() or None,
        timeout=settings.smtp_timeout,
        use_tls=settings.smtp_tls == "tls",
        start_tls={"starttls": True, "auto": None}.get(settings.smtp_tls, False),
    )
    try:
        await client.connect()
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailServerError(_said(error)) from error
    try:
        yield Connection(client)
    finally:
        # Closed without QUIT: after a broken send nobody is there to say good-bye to.
        client.close()


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
