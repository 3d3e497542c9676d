"""What the other services announce, over the bus: kept by revision, and enough to take an upload."""

from secrets import token_hex

import pytest

from contracts.calendar import WORKING_DAYS_PUBLISHED, WorkingDaysPublished
from contracts.members import MEMBER_CHANGED, MemberStatus
from contracts.terms import WorkingYear
from contracts.validator import FORM_PUBLISHED
from tests.in_process import connected
from tests.integration.reports.scene import Scene, card_of, form_of, until
from tests.stack import TestNats

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_announcements_arrive_and_old_news_changes_nothing(scene: Scene, broker: TestNats) -> None:
    form, card = form_of(revision=2), card_of(revision=5)
    table = WorkingDaysPublished(revision=3, years=(WorkingYear(year=2026, holidays=()),))
    async with (
        connected("members", broker) as members,
        connected("calendar", broker) as calendar,
    ):
        stale_form = form.model_copy(update={"revision": 1, "title": "Старое название"})
        stale_card = card.model_copy(update={"revision": 4, "status": MemberStatus.SUSPENDED})
        for told in (form, stale_form):
            await scene.validator.publish(FORM_PUBLISHED, told, message_id=token_hex(8))
        for card_told in (card, stale_card):
            await members.publish(MEMBER_CHANGED, card_told, message_id=token_hex(8))
        for table_told in (table, table.model_copy(update={"revision": 2, "years": ()})):
            await calendar.publish(WORKING_DAYS_PUBLISHED, table_told, message_id=token_hex(8))

    async def worked_off() -> bool:
        return len(await scene.rows("SELECT 1 FROM inbox")) == 6

    await until(worked_off)
    known = await scene.rows("SELECT info->>'title' AS title FROM forms WHERE code = :code", code=form.code)
    assert known[0].title == form.title
    assert (await scene.rows("SELECT status FROM members WHERE id = :id", id=card.id))[0].status == "member"
    assert (await scene.rows("SELECT revision, years FROM working_days"))[0].revision == 3
    await scene.open(form, card)
    receipt = await scene.submit(await scene.owed_by(card, form))
    assert receipt.status == "checking"
