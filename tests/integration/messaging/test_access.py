"""Every call of messaging, by every role, on what is its own and what is another's."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.base import ById
from contracts.messaging import LIST_NOTICES, READ_NOTICE, NoticeQuery
from contracts.roles import MEMBERS, STAFF, Role
from tests.integration.messaging.scene import Scene, member, verdict
from tests.signed_asker import person


async def test_each_member_role_sees_and_reads_the_notices_of_its_own_organisation_alone(scene: Scene) -> None:
    own, foreign = verdict(uuid4()), verdict(uuid4())
    await scene.verdicts(own, foreign)
    [theirs] = (await scene.notices(member(foreign.member_id))).items
    for role in MEMBERS:
        asker = person(role, own.member_id)
        [notice] = (await scene.notices(asker)).items
        assert notice.submission_id == own.submission_id, role
        await scene.asker.ask(READ_NOTICE, ById(id=notice.id), asker)
        with pytest.raises(ServiceError, match="not_found"):
            await scene.asker.ask(READ_NOTICE, ById(id=theirs.id), asker)
    [untouched] = (await scene.notices(member(foreign.member_id))).items
    assert untouched.read_at is None


async def test_no_staff_role_can_read_a_notice_in_place_of_its_organisation(scene: Scene) -> None:
    event = verdict(uuid4())
    await scene.verdicts(event)
    [notice] = (await scene.notices(member(event.member_id))).items
    for role in STAFF:
        page = await scene.notices(person(role, uuid4()))
        assert (page.items, page.unread_count) == ((), 0), role
        with pytest.raises(ServiceError, match="not_found"):
            await scene.asker.ask(READ_NOTICE, ById(id=notice.id), person(role, uuid4()))


async def test_an_operator_is_refused(scene: Scene) -> None:
    operator = person(Role.OPERATOR, uuid4())
    with pytest.raises(ServiceError, match="forbidden"):
        await scene.asker.ask(LIST_NOTICES, NoticeQuery(), operator)
    with pytest.raises(ServiceError, match="forbidden"):
        await scene.asker.ask(READ_NOTICE, ById(id=uuid4()), operator)


async def test_a_notice_that_does_not_exist_is_not_found(scene: Scene) -> None:
    with pytest.raises(ServiceError, match="not_found"):
        await scene.asker.ask(READ_NOTICE, ById(id=uuid4()), member(uuid4()))


async def test_without_an_identity_nothing_is_answered(scene: Scene) -> None:
    for token in (None, "no.token.atall"):
        with pytest.raises(ServiceError, match="unauthenticated"):
            await scene.asker.gateway.call(LIST_NOTICES, NoticeQuery(), token=token)
