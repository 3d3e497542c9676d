"""A mail as it goes out, and when it is tried again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from uuid import UUID

import pytest

from chassis.clock import MOSCOW
from services.messaging.domain.mail import Entry, Mail, compose, next_digest, retry_delay
from services.messaging.texts import Words

SENDER = "Кабинет СРО <cabinet@sro.example>"
MAIL = Mail(
    id=UUID(int=7),
    created_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    name="Анна Петрова",
    address="anna@member.example",
    words=Words("[Принят] Отчет <А>, I квартал: Принят без ошибок", "Отчет <А> & Б получен."),
    link="https://cabinet.sro.example/reports/7",
)


def received(mail: Mail) -> EmailMessage:
    """The message as the other side reads it off the wire."""
    message = message_from_bytes(compose(mail, SENDER).as_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    content = found.get_content()
    assert isinstance(content, str)
    return content


def test_headers_name_sender_reader_and_state() -> None:
    message = received(MAIL)
    assert message["Subject"] == MAIL.words.title
    assert message["From"] == SENDER
    assert message["To"] == "Анна Петрова <anna@member.example>"
    assert message["Date"] == "Mon, 23 Nov 2026 09:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("words_before", range(30))
def test_no_space_of_a_long_russian_subject_is_lost_where_its_line_is_folded(words_before: int) -> None:
    title = "[Принят] " + "о " * words_before + "Отчет о микрофинансовой деятельности, III квартал 2026 года"
    [raw] = [
        value for name, value in compose(replace(MAIL, words=Words(title, "")), SENDER).items() if name == "Subject"
    ]
    assert str(make_header(decode_header(str(raw).replace("\n", "")))) == title
    assert received(replace(MAIL, words=Words(title, "")))["Subject"] == title


def test_the_message_id_is_the_same_each_time_the_mail_is_composed() -> None:
    assert received(MAIL)["Message-ID"] == received(MAIL)["Message-ID"] == f"<{MAIL.id}@sro.example>"


def test_the_plain_part_comes_first_and_holds_text_and_link() -> None:
    message = received(MAIL)
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    plain = part(message, "plain")
    assert MAIL.words.text in plain
    assert MAIL.link in plain


def test_the_html_part_says_the_same_with_its_letters_escaped() -> None:
    content = part(received(MAIL), "html")
    assert "Отчет &lt;А&gt; &amp; Б получен." in content
    assert f'href="{MAIL.link}"' in content
    assert "<А>" not in content


def test_a_line_break_in_a_title_or_name_starts_no_header_of_its_own() -> None:
    words = replace(MAIL.words, title="[Принят] а\r\nBcc: all@member.example")
    message = received(replace(MAIL, words=words, name="Анна\r\nBcc: all@member.example"))
    assert message["Bcc"] is None
    assert message["Subject"] == "[Принят] а Bcc: all@member.example"


@pytest.mark.parametrize("address", ["no address", "a@b\r\nRCPT TO:<c@d>", ""])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        compose(replace(MAIL, address=address), SENDER)


def test_the_wait_between_tries_doubles_up_to_an_hour() -> None:
    assert [retry_delay(tries) for tries in (1, 2, 3)] == [timedelta(seconds=n) for n in (15, 30, 60)]
    assert retry_delay(9) == timedelta(hours=1)
    assert retry_delay(10_000) == timedelta(hours=1)


def test_a_digest_lists_its_reports_with_their_links_in_both_parts() -> None:
    entries = tuple(Entry(f"[Принят] Отчет <{n}>", f"https://cabinet.sro.example/reports/{n}") for n in range(3))
    message = received(replace(MAIL, entries=entries))
    plain, content = part(message, "plain"), part(message, "html")
    for entry in entries:
        assert f"- {entry.title}\n  {entry.link}" in plain
        assert f'<li><a href="{entry.link}">{entry.title.replace("<", "&lt;").replace(">", "&gt;")}</a></li>' in content
    assert "Открыть отчеты в личном кабинете" in plain


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 14, 59, tzinfo=UTC), datetime(2026, 11, 23, 15, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), datetime(2026, 11, 24, 15, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), datetime(2026, 11, 24, 15, 0, tzinfo=UTC)),
    ],
)
def test_the_digest_goes_out_at_six_in_the_evening_in_moscow(now: datetime, due: datetime) -> None:
    assert next_digest(now, time(18, 0), MOSCOW) == due
