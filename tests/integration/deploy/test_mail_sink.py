"""The mail sink keeps what is sent to it."""

import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.stack import Servers


def test_a_message_becomes_a_file_with_its_recipients(servers: Servers) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Кабинет <cabinet@sro.example>", "member@demo.kabinet.example"
    message["Subject"] = "Принят с ошибками"
    message.set_content("Сработало 2 триггера.")
    mail = servers.installation.mail
    with smtplib.SMTP(mail.host, mail.port) as client:
        client.send_message(message, to_addrs=["hidden@demo.kabinet.example"])
    newest = max(mail.folder.glob("*.eml"))
    kept = message_from_bytes(newest.read_bytes(), policy=policy.default)
    assert kept["Subject"] == "Принят с ошибками"
    assert kept["X-RcptTo"] == "hidden@demo.kabinet.example"
    assert kept.get_body().get_content().strip() == "Сработало 2 триггера."  # type: ignore[union-attr]
