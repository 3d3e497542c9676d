"""The number that the Bank of Russia gave."""

from datetime import date, timedelta

import pytest

from chassis.clock import moscow_date, now
from chassis.errors import ServiceError
from contracts.reports import OBLIGATION_CHANGED, SET_INCOMING_NUMBER, IncomingNumber, Receipt, SetIncomingNumber
from contracts.roles import Role
from tests.integration.reports.scene import YEAR, Owed, Scene, staff

pytestmark = pytest.mark.asyncio(loop_scope="module")
GIVEN_ON = date(YEAR, 10, 20)


async def give(scene: Scene, owed: Owed, receipt: Receipt, number: str, day: date = GIVEN_ON) -> None:
    request = SetIncomingNumber(submission_id=receipt.submission_id, number=number, date=day)
    await scene.asker.ask(SET_INCOMING_NUMBER, request, owed.member)


async def test_a_number_is_shown_told_and_kept_in_the_history(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    changed = await scene.listen(OBLIGATION_CHANGED)
    await give(scene, owed, receipt, "Т1-52-123")
    assert (await scene.report(owed)).incoming_number == IncomingNumber(number="Т1-52-123", date=GIVEN_ON)
    # The upload was revision 2, and its news may still be on the way.
    while (told := await changed.get()).obligation_id != owed.report.id or told.revision < 3:
        continue
    assert told.revision == 3
    line = (await scene.submission(receipt.submission_id, owed.member)).timeline[-1]
    assert (line.code, line.actor) == ("incoming_number", owed.member.person_name)
    assert line.text == f"Входящий номер Банка России: Т1-52-123 от 20.10.{YEAR}"


async def test_staff_may_correct_it(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    await give(scene, owed, receipt, "опечатка")
    corrected = SetIncomingNumber(submission_id=receipt.submission_id, number="Т2", date=GIVEN_ON)
    view = await scene.asker.ask(SET_INCOMING_NUMBER, corrected, staff(Role.CLERK))
    assert [entry.code for entry in view.timeline] == ["received", "incoming_number", "incoming_number"]
    report = await scene.report(owed)
    assert report.incoming_number is not None
    assert report.incoming_number.number == "Т2"


async def test_the_newest_version_that_has_one_is_shown(scene: Scene) -> None:
    owed = await scene.owed()
    first, second = await scene.submit(owed), await scene.submit(owed)
    await give(scene, owed, second, "второй")
    await give(scene, owed, first, "первый")
    report = await scene.report(owed)
    assert report.incoming_number is not None
    assert report.incoming_number.number == "второй"


@pytest.mark.parametrize(("number", "code"), [("  ", "required"), ("Т1\0", "characters"), ("Т\n1", "characters")])
async def test_a_number_is_one_line_of_text(scene: Scene, number: str, code: str) -> None:
    owed = await scene.owed()
    with pytest.raises(ServiceError) as refused:
        await give(scene, owed, await scene.submit(owed), number)
    assert (refused.value.fields[0].field, refused.value.fields[0].code) == ("number", code)


async def test_a_number_is_not_given_tomorrow(scene: Scene) -> None:
    owed = await scene.owed()
    receipt = await scene.submit(owed)
    with pytest.raises(ServiceError) as refused:
        await give(scene, owed, receipt, "Т1", moscow_date(now()) + timedelta(days=1))
    assert (refused.value.code, refused.value.fields[0].code) == ("invalid", "date_future")
    assert (await scene.report(owed)).incoming_number is None
