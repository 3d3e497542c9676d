"""A dispute is told to those who may answer it, and its answer to the member: in the cabinet and by mail."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.disputes import DisputeKind, DisputeState
from contracts.messaging import NOTICE_CREATED, READ_NOTICE, NoticeCreated
from contracts.roles import ARBITERS, STAFF, Role
from tests.integration.messaging.scene import FORM, PERIOD, Scene, answer, colleague, dispute, member
from tests.signed_asker import person


async def test_those_who_may_answer_are_told_of_a_dispute_and_nobody_else(scene: Scene) -> None:
    event = dispute(uuid4())
    await scene.opened(event)
    for role in STAFF:
        items = (await scene.notices(person(role, uuid4()))).items
        told = [notice for notice in items if notice.submission_id == event.submission_id]
        assert len(told) == (1 if role in ARBITERS else 0), role
    assert (await scene.notices(member(event.member.id))).items == ()


async def test_the_notice_to_staff_leads_to_the_page_of_disputes(scene: Scene) -> None:
    event = dispute(uuid4(), kind=DisputeKind.DISPUTE)
    await scene.opened(event)
    notice = (await scene.notices(person(Role.METHODOLOGIST, uuid4()))).items[0]
    assert (notice.kind, notice.path) == ("dispute_opened", "/disputes")
    assert notice.title == f"[Ждет ответа] Возражение по триггеру П-01: {FORM.title}, {PERIOD.label}"
    assert "МКК «Берег»" in notice.text


async def test_each_of_them_gets_a_mail(scene: Scene) -> None:
    mailboxes = {role: f"{role}-{uuid4().hex}@sro.example" for role in (Role.SUPERVISOR, Role.CLERK)}
    await scene.people(*(colleague(None, address, roles=(role,)) for role, address in mailboxes.items()))
    event = dispute(uuid4())
    await scene.opened(event, event)
    await scene.mails_settled()
    mails = await scene.rows(
        "SELECT r.email FROM mails m JOIN notices n ON n.id = m.notice_id JOIN recipients r USING (person_id)"
        " WHERE n.source = :source",
        source=f"dispute-{event.dispute_id}-opened",
    )
    assert [row.email for row in mails if row.email in mailboxes.values()] == [mailboxes[Role.SUPERVISOR]]


async def test_the_member_is_told_of_the_answer_once(scene: Scene) -> None:
    event = answer(uuid4())
    heard = []

    async def hear(created: NoticeCreated) -> None:
        heard.append(created)

    await scene.asker.gateway.listen(NOTICE_CREATED, hear)
    await scene.answered(event, event)
    [notice] = (await scene.notices(member(event.member.id))).items
    assert (notice.kind, notice.path) == ("dispute_accepted", f"/submissions/{event.submission_id}")
    assert notice.title.startswith("[Принято] Пояснение по триггеру П-01")
    assert "До 31.03.2027" in notice.text
    english = (await scene.notices(member(event.member.id), language="en")).items[0]
    assert english.title.startswith("[Accepted] Explanation to trigger П-01")
    staff_see = (await scene.notices(person(Role.METHODOLOGIST, uuid4()))).items
    assert event.submission_id not in {one.submission_id for one in staff_see}


async def test_a_refusal_says_where_its_reasons_stand(scene: Scene) -> None:
    event = answer(uuid4(), outcome=DisputeState.REFUSED, valid_until=None)
    await scene.answered(event)
    [notice] = (await scene.notices(member(event.member.id))).items
    assert notice.title.startswith("[Не принято]")
    assert "Основания указаны" in notice.text


async def test_staff_read_their_notices_and_not_those_of_other_roles(scene: Scene) -> None:
    event = dispute(uuid4())
    await scene.opened(event)
    methodologist = person(Role.METHODOLOGIST, uuid4())
    notice = (await scene.notices(methodologist)).items[0]
    for other in (person(Role.CLERK, uuid4()), member(event.member.id)):
        with pytest.raises(ServiceError, match="not_found"):
            await scene.asker.ask(READ_NOTICE, ById(id=notice.id), other)
    unread = (await scene.notices(methodologist)).unread_count
    await scene.asker.ask(READ_NOTICE, ById(id=notice.id), methodologist)
    assert (await scene.notices(methodologist)).unread_count == unread - 1
