"""Every call of calendar, by every role, on what is its own and what is another's."""

from uuid import uuid4

import pytest

from chassis.errors import ServiceError
from contracts.calendar import GET_WORKING_DAYS, LIST_CALENDAR, WorkingDaysQuery
from contracts.roles import MEMBERS, READERS, STAFF, Role
from tests.integration.calendar.scene import OCTOBER, Scene, obligation
from tests.signed_asker import person


async def test_each_member_role_sees_its_own_due_dates_and_no_others(scene: Scene) -> None:
    own, foreign = obligation(uuid4()), obligation(uuid4())
    await scene.tell(own, foreign)
    for role in MEMBERS:
        entries = await scene.dues(person(role, own.member_id))
        assert [(entry.report_id, entry.member_id) for entry in entries] == [(own.obligation_id, own.member_id)], role


async def test_each_staff_role_sees_totals_of_all_members_and_nobody_by_name(scene: Scene) -> None:
    await scene.tell(obligation(uuid4()), obligation(uuid4()))
    for role in STAFF:
        [entry] = await scene.dues(person(role, uuid4()))
        assert (entry.report_id, entry.member_id, "0 из 2" in entry.title) == (None, None, True), role


async def test_each_reader_may_look_up_the_working_days(scene: Scene) -> None:
    for role in READERS:
        answer = await scene.asker.ask(GET_WORKING_DAYS, WorkingDaysQuery(year=2026), person(role, uuid4()))
        assert answer.year == 2026, role


async def test_an_operator_sees_no_data_of_members(scene: Scene) -> None:
    operator = person(Role.OPERATOR, uuid4())
    with pytest.raises(ServiceError, match="forbidden"):
        await scene.asker.ask(LIST_CALENDAR, OCTOBER, operator)
    with pytest.raises(ServiceError, match="forbidden"):
        await scene.asker.ask(GET_WORKING_DAYS, WorkingDaysQuery(year=2026), operator)


async def test_a_staff_role_within_an_organisation_opens_nothing(scene: Scene) -> None:
    await scene.tell(obligation(uuid4()))
    for role in STAFF:
        impostor = person(role, uuid4()).model_copy(update={"organisation_id": uuid4()})
        with pytest.raises(ServiceError, match="forbidden"):
            await scene.calendar_of(impostor)


async def test_without_an_identity_nothing_is_answered(scene: Scene) -> None:
    for token in (None, "no.token.atall"):
        with pytest.raises(ServiceError, match="unauthenticated"):
            await scene.asker.gateway.call(LIST_CALENDAR, OCTOBER, token=token)
