"""A member's request is told to those who keep the register, and the answer to the member."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis.bus import Bus
from contracts.base import Event, M
from contracts.card_changes import (
    CARD_CHANGE_ANSWERED,
    CARD_CHANGE_OPENED,
    CardChangeAnswered,
    CardChangeOpened,
    CardChangeState,
)
from contracts.messaging import NoticeView
from contracts.roles import REGISTRARS, STAFF, Role
from tests.in_process import connected
from tests.integration.messaging.scene import Scene, colleague, member
from tests.signed_asker import person
from tests.stack import TestNats
from tests.waiting import eventually


@pytest_asyncio.fixture
async def members(nats: TestNats, scene: Scene) -> AsyncIterator[Bus]:
    async with connected("members", nats) as bus:
        await bus.declare_own_streams()
        yield bus


def _request(member_id: UUID) -> dict[str, Any]:
    return {
        "request_id": uuid4(),
        "member_id": member_id,
        "member_name": "МКК «Берег»",
        "fields": ("phone", "authorised"),
        "opened_at": datetime.now(UTC),
    }


async def _tell(scene: Scene, members: Bus, event: Event[M], message: M) -> None:
    """Twice, as the bus may."""
    for message_id in (ids := [str(uuid4()), str(uuid4())]):
        await members.publish(event, message, message_id=message_id)

    async def entered() -> bool:
        [row] = await scene.rows("SELECT count(*) AS n FROM inbox WHERE message_id = ANY(:ids)", ids=ids)
        return bool(row.n == len(ids))

    await eventually(entered)


async def _seen_by(scene: Scene, role: Role) -> tuple[NoticeView, ...]:
    return (await scene.notices(person(role, uuid4()))).items


async def test_those_who_keep_the_register_are_told_once_and_nobody_else(scene: Scene, members: Bus) -> None:
    event = CardChangeOpened(**_request(uuid4()))
    await _tell(scene, members, CARD_CHANGE_OPENED, event)
    for role in STAFF:
        assert len(await _seen_by(scene, role)) == (1 if role in REGISTRARS else 0), role
    [notice] = await _seen_by(scene, Role.CLERK)
    assert (notice.kind, notice.path) == ("card_change_opened", f"/members/{event.member_id}")
    assert notice.title == "[Ждет ответа] Изменение сведений: МКК «Берег»"
    assert "телефон, уполномоченные лица" in notice.text
    assert (await scene.notices(member(event.member_id))).items == ()


@pytest.mark.parametrize(
    ("outcome", "kind", "mark"),
    [
        (CardChangeState.ACCEPTED, "card_change_accepted", "[Подтверждено]"),
        (CardChangeState.REFUSED, "card_change_refused", "[Отказано]"),
    ],
)
async def test_the_member_is_told_of_the_answer_in_the_cabinet_and_by_mail(
    scene: Scene, members: Bus, outcome: CardChangeState, kind: str, mark: str
) -> None:
    organisation = uuid4()
    await scene.people(colleague(organisation, "office@bereg.example"))
    event = CardChangeAnswered(**_request(organisation), outcome=outcome, answered_at=datetime.now(UTC))
    await _tell(scene, members, CARD_CHANGE_ANSWERED, event)
    [notice] = (await scene.notices(member(organisation))).items
    assert (notice.kind, notice.path) == (kind, "/organisation")
    assert notice.title.startswith(mark)
    await scene.mails_settled()
    [mail] = await scene.rows("SELECT sent_to FROM mails")
    assert mail.sent_to == "office@bereg.example"
    assert (await scene.notices(member(uuid4()))).items == ()
