"""A mail as it goes out, and when it is tried again."""

import html
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, parseaddr
from uuid import UUID

from services.messaging.texts import RU, Words

_FIRST_RETRY = timedelta(seconds=15)
_LONGEST_RETRY = timedelta(hours=1)

_HTML = """\
<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1f2933">
<h1 style="font-size: 20px">{title}</h1>
<p>{text}</p>
{entries}<p><a href="{link}">{link_label}</a><br>{link}</p>
<p style="color: #3d4852; font-size: 14px">{footer}</p>
</body></html>
"""


@dataclass(frozen=True)
class Entry:
    """One notice of a digest."""

    title: str
    link: str


@dataclass(frozen=True)
class Mail:
    """One notice to one person, or a digest with its entries.

    `id` makes the Message-ID, so that a mail sent twice is recognised as one.
    """

    id: UUID
    created_at: datetime
    name: str
    address: str
    words: Words
    link: str
    entries: tuple[Entry, ...] = ()
    link_label: str = ""


def next_digest(now: datetime, at: time, zone: tzinfo) -> datetime:
    """The next moment at which the clocks of `zone` show `at`; today's, when it has not come yet."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), at, zone)
    return today if local < today else datetime.combine(local.date() + timedelta(days=1), at, zone)


def retry_delay(tries: int) -> timedelta:
    """How long to wait after the `tries`-th failed try (from 1): it doubles from 15 s up to an hour."""
    return min(_FIRST_RETRY * (1 << min(tries - 1, 16)), _LONGEST_RETRY)


def compose(mail: Mail, sender: str) -> Message:
    """The message with its plain part first. Raises ValueError for an address that no mail can go to."""
    sender_name, sender_address = parseaddr(sender)
    message = MIMEMultipart("alternative")
    message["Subject"] = _header(mail.words.title, "Subject").encode()
    message["From"] = _mailbox(sender_name, sender_address)
    message["To"] = _mailbox(mail.name, mail.address)
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.id}@{sender_address.rpartition('@')[2]}>"
    # Out-of-office replies to a machine help nobody.
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "ru"
    message.attach(MIMEText(_plain(mail), "plain", "utf-8"))
    message.attach(MIMEText(_html(mail), "html", "utf-8"))
    return message


def _header(text: str, name: str) -> Header:
    # `EmailMessage` of Python 3.11 loses the space between two encoded words («Отчето» for «Отчет о»): `Header` does
    # not. Split and joined, a title with a line break in it starts no header of its own.
    return Header(" ".join(text.split()), "utf-8", header_name=name)


def _mailbox(name: str, address: str) -> str:
    try:
        checked = Address(addr_spec=address).addr_spec
    except (IndexError, HeaderParseError) as error:
        # The standard library's parser stumbles over an empty address instead of refusing it.
        raise ValueError(f"not an address: {address!r}") from error
    return f"{_header(name, 'To').encode()} <{checked}>"


def _plain(mail: Mail) -> str:
    entries = "".join(f"- {entry.title}\n  {entry.link}\n" for entry in mail.entries)
    parts = (mail.words.text, entries.rstrip(), f"{_link_label(mail)}: {mail.link}", f"-- \n{RU.mail_footer}\n")
    return "\n\n".join(part for part in parts if part)


def _html(mail: Mail) -> str:
    parts = {
        "title": mail.words.title,
        "text": mail.words.text,
        "link": mail.link,
        "link_label": _link_label(mail),
        "footer": RU.mail_footer,
    }
    escaped = {name: html.escape(part) for name, part in parts.items()}
    entries = "".join(
        f'<li><a href="{html.escape(entry.link)}">{html.escape(entry.title)}</a></li>' for entry in mail.entries
    )
    return _HTML.format_map({**escaped, "entries": f"<ul>{entries}</ul>\n" if entries else ""})


def _link_label(mail: Mail) -> str:
    return mail.link_label or (RU.digest_link if mail.entries else RU.mail_link)
