"""A verdict goes by mail to the organisation's active people, once each, whatever the mail server does."""

from uuid import uuid4

import asyncpg

from chassis import clock
from contracts.statuses import ReportStatus
from services.messaging.bootstrap import build
from services.messaging.domain.mail import next_digest
from services.messaging.settings import Settings
from tests.in_process import running
from tests.integration.messaging.scene import FORM, PERIOD, Scene, colleague, verdict
from tests.stack import TestDatabase
from tests.waiting import eventually

ANNA, BORIS = "anna@member.example", "boris@member.example"


async def test_each_active_person_of_the_organisation_gets_the_verdict(scene: Scene) -> None:
    organisation = uuid4()
    await scene.people(
        colleague(organisation, ANNA),
        colleague(organisation, BORIS),
        colleague(organisation, "left@member.example", active=False),
        colleague(uuid4(), "stranger@other.example"),
        colleague(None, "staff@sro.example"),
    )
    event = verdict(organisation)
    await scene.verdicts(event)
    await scene.mails_settled()
    assert sorted(str(mail["To"]) for mail in scene.mail_server.taken) == [
        f"Анна Петрова <{ANNA}>",
        f"Анна Петрова <{BORIS}>",
    ]
    mail = scene.mail_server.taken[0]
    assert mail["Subject"] == f"[Нужно исправить] {FORM.title}, {PERIOD.label}: Принят с ошибками"
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert f"https://cabinet.sro.example/reports/{event.obligation_id}" in plain.get_content()


async def test_a_verdict_that_asks_for_something_is_mailed_at_once(scene: Scene) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, ANNA))
    statuses = (ReportStatus.ACCEPTED_WITH_ERRORS, ReportStatus.CHECK_FAILED)
    await scene.verdicts(*(verdict(organisation, status=status) for status in statuses))
    await scene.mails_settled()
    assert len(scene.mail_server.to(ANNA)) == 2


async def test_accepted_reports_wait_for_the_digest_of_the_day(scene: Scene, settings: Settings) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, ANNA))
    events = [verdict(organisation, status=ReportStatus.ACCEPTED) for _ in range(3)]
    await scene.verdicts(*events, verdict(organisation))
    await eventually(lambda: _has(scene, 1))
    waiting = await scene.rows("SELECT next_try_at FROM mails WHERE digest AND sent_at IS NULL")
    due = next_digest(clock.now(), settings.digest_at, clock.MOSCOW)
    assert [row.next_try_at for row in waiting] == [due] * 3
    await scene.change("UPDATE mails SET next_try_at = now() WHERE digest")
    await scene.mails_settled()
    mail = scene.mail_server.to(ANNA)[-1]
    assert mail["Subject"] == "[Принят] Отчеты, принятые без ошибок: 3"
    plain = mail.get_body(("plain",))
    assert plain is not None
    for event in events:
        assert f"https://cabinet.sro.example/reports/{event.obligation_id}" in plain.get_content()
    assert len(scene.mail_server.to(ANNA)) == 2


async def _has(scene: Scene, mails: int) -> bool:
    return len(scene.mail_server.to(ANNA)) == mails


async def test_one_accepted_report_goes_under_its_own_title(scene: Scene) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, ANNA))
    await scene.verdicts(verdict(organisation, status=ReportStatus.ACCEPTED))
    await scene.change("UPDATE mails SET next_try_at = now()")
    await scene.mails_settled()
    [mail] = scene.mail_server.to(ANNA)
    assert mail["Subject"] == f"[Принят] {FORM.title}, {PERIOD.label}: Принят без ошибок"


async def test_a_digest_does_not_praise_a_report_that_was_handed_in_again(scene: Scene) -> None:
    organisation, report = uuid4(), uuid4()
    await scene.people(colleague(organisation, ANNA))
    accepted = verdict(organisation, status=ReportStatus.ACCEPTED, obligation_id=report)
    await scene.verdicts(accepted, verdict(organisation, obligation_id=report))
    await eventually(lambda: _has(scene, 1))
    await scene.change("UPDATE mails SET next_try_at = now() WHERE digest")
    await scene.mails_settled()
    [mail] = scene.mail_server.to(ANNA)
    assert mail["Subject"].startswith("[Нужно исправить]")
    [row] = await scene.rows("SELECT sent_at, last_error FROM mails WHERE digest")
    assert (row.sent_at, row.last_error) == (None, "a later notice told of the same report")


async def test_the_same_verdict_told_twice_makes_one_mail(scene: Scene) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, ANNA))
    event = verdict(organisation)
    await scene.verdicts(event, event)
    await scene.mails_settled()
    assert len(scene.mail_server.to(ANNA)) == 1


async def test_senders_side_by_side_send_each_mail_once(scene: Scene, settings: Settings) -> None:
    organisation = uuid4()
    addresses = [f"person{n}@member.example" for n in range(30)]
    await scene.people(*(colleague(organisation, address) for address in addresses))
    async with running("messaging", settings, build), running("messaging", settings, build):
        await scene.verdicts(verdict(organisation))
        await scene.mails_settled()
    assert sorted(str(mail["To"].addresses[0].addr_spec) for mail in scene.mail_server.taken) == sorted(addresses)


async def test_old_news_of_a_person_does_not_bring_back_an_old_address(scene: Scene) -> None:
    organisation = uuid4()
    now = colleague(organisation, ANNA, revision=3)
    await scene.people(now, now.model_copy(update={"revision": 2, "email": BORIS}))
    await scene.verdicts(verdict(organisation))
    await scene.mails_settled()
    assert [len(scene.mail_server.to(address)) for address in (ANNA, BORIS)] == [1, 0]


async def test_a_mail_that_one_mailbox_refuses_for_now_is_tried_again_and_holds_up_no_other(scene: Scene) -> None:
    organisation = uuid4()
    scene.mail_server.refusals[ANNA] = "450 greylisted"
    await scene.people(colleague(organisation, ANNA), colleague(organisation, BORIS))
    await scene.verdicts(verdict(organisation))

    async def postponed() -> bool:
        return bool(await scene.rows("SELECT 1 FROM mails WHERE last_error LIKE '%greylisted%'"))

    await eventually(postponed)

    async def boris_has_it() -> bool:
        return len(scene.mail_server.to(BORIS)) == 1

    await eventually(boris_has_it)
    del scene.mail_server.refusals[ANNA]
    await scene.change("UPDATE mails SET next_try_at = now() WHERE sent_at IS NULL")
    await scene.mails_settled()
    assert [len(scene.mail_server.to(address)) for address in (ANNA, BORIS)] == [1, 1]


async def test_an_address_that_does_not_exist_is_given_up_at_once_with_the_reason(scene: Scene) -> None:
    organisation = uuid4()
    scene.mail_server.refusals[ANNA] = "550 no such mailbox"
    await scene.people(colleague(organisation, ANNA))
    await scene.verdicts(verdict(organisation))
    await scene.mails_settled()
    [mail] = await scene.rows("SELECT sent_at, given_up_at, last_error FROM mails")
    assert (mail.sent_at, "no such mailbox" in mail.last_error) == (None, True)


async def test_nothing_is_lost_while_the_mail_server_is_down(scene: Scene) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, ANNA))
    scene.mail_server.stop()
    await scene.verdicts(verdict(organisation))

    async def postponed() -> bool:
        return bool(await scene.rows("SELECT 1 FROM mails WHERE last_error IS NOT NULL AND tries = 1"))

    await eventually(postponed)
    scene.mail_server.start()
    await scene.change("UPDATE mails SET next_try_at = now()")
    await scene.mails_settled()
    [mail] = await scene.rows("SELECT id, sent_to, last_error FROM mails")
    assert (mail.sent_to, mail.last_error) == (ANNA, None)
    assert [str(message["Message-ID"]) for message in scene.mail_server.to(ANNA)] == [f"<{mail.id}@sro.example>"]


async def test_a_mail_that_cannot_be_sent_for_days_is_given_up(scene: Scene, database: TestDatabase) -> None:
    organisation = uuid4()
    scene.mail_server.refusals[ANNA] = "450 greylisted"
    await scene.people(colleague(organisation, ANNA))
    superuser = await asyncpg.connect(database.admin_url)
    await superuser.execute("ALTER TABLE mails ALTER created_at SET DEFAULT now() - interval '73 hours'")
    await superuser.close()
    await scene.verdicts(verdict(organisation))
    await scene.mails_settled()
    assert scene.mail_server.taken == []


async def test_who_loses_access_gets_no_mail_that_still_waits(scene: Scene) -> None:
    organisation = uuid4()
    scene.mail_server.refusals[ANNA] = "450 greylisted"
    anna = colleague(organisation, ANNA)
    await scene.people(anna)
    await scene.verdicts(verdict(organisation))
    await scene.people(anna.model_copy(update={"revision": 2, "active": False}))
    await scene.mails_settled()
    [mail] = await scene.rows("SELECT given_up_at, last_error FROM mails")
    assert (mail.given_up_at is not None, mail.last_error) == (True, "the person has no access any more")
    assert scene.mail_server.taken == []
