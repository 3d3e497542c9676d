"""Documents that staff register: with grounds, and with the time at which they really came."""

from datetime import UTC, datetime, time, timedelta

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.reports import Registration
from contracts.roles import Role
from contracts.statuses import Timeliness
from tests.integration.reports.scene import Owed, Scene, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")
GROUNDS = "Письмо на почту СРО: подтвержденный сбой кабинета"


def on_the_last_day(owed: Owed) -> datetime:
    assert owed.report.due_date is not None
    return datetime.combine(owed.report.due_date, time(12), UTC)


async def test_a_registered_document_came_when_it_came(scene: Scene) -> None:
    owed = await scene.owed()
    registration = Registration(received_at=on_the_last_day(owed), grounds=GROUNDS)
    receipt = await scene.submit(owed, who=staff(Role.CLERK), registration=registration)
    assert receipt.received_at == registration.received_at
    report = await scene.report(owed)
    assert (report.submitted_at, report.timeliness) == (registration.received_at, Timeliness.ON_TIME)
    assert report.submissions[0].grounds == GROUNDS
    view = await scene.submission(receipt.submission_id, owed.member)
    assert view.timeline[0].code == "registered"
    assert GROUNDS in view.timeline[0].text


async def test_it_makes_good_an_upload_that_came_late(scene: Scene) -> None:
    owed = await scene.owed()
    await scene.submit(owed)
    assert (await scene.report(owed)).timeliness is Timeliness.LATE
    registration = Registration(received_at=on_the_last_day(owed), grounds=GROUNDS)
    await scene.submit(owed, who=staff(), registration=registration)
    report = await scene.report(owed)
    assert (report.timeliness, report.submissions_count) == (Timeliness.ON_TIME, 2)


async def test_staff_do_not_upload_without_grounds_and_a_time(scene: Scene) -> None:
    owed = await scene.owed()
    with pytest.raises(ServiceError) as refused:
        await scene.submit(owed, who=staff())
    assert (refused.value.code, refused.value.fields[0].field) == ("invalid", "registration")


@pytest.mark.parametrize(("grounds", "code"), [("   ", "required"), ("сбой\0", "characters")])
async def test_grounds_say_something(scene: Scene, grounds: str, code: str) -> None:
    owed = await scene.owed()
    registration = Registration(received_at=clock.now(), grounds=grounds)
    with pytest.raises(ServiceError) as refused:
        await scene.submit(owed, who=staff(), registration=registration)
    assert (refused.value.fields[0].field, refused.value.fields[0].code) == ("registration.grounds", code)


async def test_a_document_does_not_come_in_the_future_nor_without_a_zone(scene: Scene) -> None:
    owed, tomorrow = await scene.owed(), clock.now() + timedelta(days=1)
    for moment, code in ((tomorrow, "date_future"), (tomorrow.replace(tzinfo=None), "time_zone")):
        with pytest.raises(ServiceError) as refused:
            await scene.submit(owed, who=staff(), registration=Registration(received_at=moment, grounds=GROUNDS))
        assert (refused.value.fields[0].field, refused.value.fields[0].code) == ("registration.received_at", code)
