"""A verdict becomes one notice to its organisation."""

import asyncio
from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.messaging import NOTICE_CREATED, READ_NOTICE, NoticeCreated
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason
from tests.integration.messaging.scene import FORM, PERIOD, Scene, member, verdict


async def test_a_verdict_becomes_a_notice_that_leads_to_the_report(scene: Scene) -> None:
    event = verdict(uuid4())
    await scene.verdicts(event)
    page = await scene.notices(member(event.member_id))
    [notice] = page.items
    assert notice.title == f"[Нужно исправить] {FORM.title}, {PERIOD.label}: Принят с ошибками"
    assert (notice.kind, notice.submission_id, notice.report_id, notice.read_at) == (
        "accepted_with_errors",
        event.submission_id,
        event.obligation_id,
        None,
    )
    assert (page.unread_count, page.next) == (1, None)


async def test_the_same_verdict_told_twice_makes_one_notice(scene: Scene) -> None:
    event = verdict(uuid4())
    await scene.verdicts(event, event)
    assert len((await scene.notices(member(event.member_id))).items) == 1


async def test_a_second_attempt_makes_a_notice_of_its_own(scene: Scene) -> None:
    event = verdict(uuid4())
    again = event.model_copy(update={"attempt": 2, "status": ReportStatus.ACCEPTED})
    await scene.verdicts(event, again)
    page = await scene.notices(member(event.member_id))
    assert [notice.kind for notice in page.items] == ["accepted", "accepted_with_errors"]


async def test_a_failure_on_our_side_says_that_the_term_is_kept(scene: Scene) -> None:
    reason = Reason(code="reader_killed", cause=Cause.SYSTEM, text="сбой")
    event = verdict(uuid4(), status=ReportStatus.CHECK_FAILED, reasons=(reason,))
    await scene.verdicts(event)
    [notice] = (await scene.notices(member(event.member_id))).items
    assert notice.text.endswith("от вас ничего не требуется. Срок соблюдён.")


async def test_the_new_notice_is_announced_once(scene: Scene) -> None:
    heard: asyncio.Queue[NoticeCreated] = asyncio.Queue()
    await scene.asker.gateway.listen(NOTICE_CREATED, heard.put)
    first, second = verdict(uuid4()), verdict(uuid4())
    await scene.verdicts(first, first, second)
    async with asyncio.timeout(10):
        told = [await heard.get(), await heard.get()]
    assert [event.member_id for event in told] == [first.member_id, second.member_id]
    [notice] = (await scene.notices(member(first.member_id))).items
    assert told[0].notice_id == notice.id


async def test_a_notice_is_read_once_for_the_whole_organisation(scene: Scene) -> None:
    event = verdict(uuid4())
    await scene.verdicts(event)
    reader, colleague = member(event.member_id), member(event.member_id)
    [notice] = (await scene.notices(reader)).items
    await scene.asker.ask(READ_NOTICE, ById(id=notice.id), reader)
    [seen] = (await scene.notices(colleague)).items
    await scene.asker.ask(READ_NOTICE, ById(id=notice.id), colleague)
    page = await scene.notices(colleague)
    assert seen.read_at is not None
    assert [item.read_at for item in page.items] == [seen.read_at]
    assert page.unread_count == 0
    [kept] = await scene.rows("SELECT read_by FROM notices")
    assert kept.read_by == reader.person_id


async def test_unread_notices_alone_can_be_asked_for(scene: Scene) -> None:
    organisation = uuid4()
    await scene.verdicts(verdict(organisation), verdict(organisation))
    reader = member(organisation)
    [newest, oldest] = (await scene.notices(reader)).items
    await scene.asker.ask(READ_NOTICE, ById(id=newest.id), reader)
    page = await scene.notices(reader, unread=True)
    assert [notice.id for notice in page.items] == [oldest.id]


async def test_pages_follow_one_another_without_gap_or_repeat(scene: Scene) -> None:
    organisation = uuid4()
    events = [verdict(organisation) for _ in range(5)]
    await scene.verdicts(*events)
    seen, cursor = [], None
    for expected in (2, 2, 1):
        page = await scene.notices(member(organisation), cursor=cursor, limit=2)
        assert (len(page.items), page.unread_count) == (expected, 5)
        seen += [notice.submission_id for notice in page.items]
        cursor = page.next
    assert cursor is None
    assert seen == [event.submission_id for event in reversed(events)]


async def test_a_cursor_that_is_none_of_ours_is_refused(scene: Scene) -> None:
    with pytest.raises(ServiceError) as refused:
        await scene.notices(member(uuid4()), cursor="tomorrow")
    assert (refused.value.code, [field.field for field in refused.value.fields]) == ("invalid", ["cursor"])


async def test_notices_are_read_in_the_language_that_was_asked_for(scene: Scene) -> None:
    event = verdict(uuid4())
    await scene.verdicts(event)
    [notice] = (await scene.notices(member(event.member_id), language="en")).items
    assert notice.title.startswith("[Needs mending] ")
