"""The mail that a running copy has sent: each message is a file of the local mail sink."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

_LINK = re.compile(r"https?://\S+/invitation#([\w-]+)")


def mails_to(folder: Path, address: str) -> list[EmailMessage]:
    """What came for that address, oldest first."""
    found = []
    for path in sorted(folder.glob("*.eml")):
        content = path.read_bytes()
        if content.startswith(f"X-RcptTo: {address}\r\n".encode()):
            found.append(email.message_from_bytes(content, EmailMessage, policy=email.policy.default))
    return found


def text_of(mail: EmailMessage) -> str:
    """Its plain part."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def links_to(folder: Path, address: str) -> list[str]:
    """The secrets of the invitations' links that came for that address, oldest first."""
    return [found.group(1) for mail in mails_to(folder, address) if (found := _LINK.search(text_of(mail)))]
