"""Due dates follow the obligations that reports announces."""

import asyncio
from datetime import date
from uuid import uuid4

from contracts.calendar import CALENDAR_CHANGED, CalendarChanged, CalendarQuery
from contracts.reports import PeriodView
from contracts.statuses import ReportStatus
from tests.integration.calendar.scene import DUE, FORM, PERIOD, Scene, member, obligation, staff


async def test_an_obligation_becomes_a_due_date_of_its_member(scene: Scene) -> None:
    owed = obligation(uuid4())
    await scene.tell(owed)
    [entry] = await scene.dues(member(owed.member_id))
    assert (entry.date, entry.report_id, entry.member_id) == (DUE, owed.obligation_id, owed.member_id)
    assert (entry.status, entry.done, entry.period_label) == (ReportStatus.NOT_SUBMITTED, False, PERIOD.label)
    assert entry.title == f"Срок сдачи: {FORM.title}, {PERIOD.label}"


async def test_a_report_that_was_handed_in_is_ticked_off(scene: Scene) -> None:
    owed = obligation(uuid4())
    received = {"revision": 2, "status": ReportStatus.CHECKING, "submitted_on": date(2026, 10, 12)}
    await scene.tell(owed, owed.model_copy(update=received))
    [entry] = await scene.dues(member(owed.member_id))
    assert (entry.done, entry.status) == (True, ReportStatus.CHECKING)


async def test_old_news_changes_nothing_and_tells_nobody(scene: Scene) -> None:
    heard = await scene.listen(CALENDAR_CHANGED)
    new = obligation(uuid4(), revision=5, due_date=date(2026, 10, 28))
    await scene.tell(new, new.model_copy(update={"revision": 4, "due_date": DUE}), new)
    assert [entry.date for entry in await scene.dues(member(new.member_id))] == [date(2026, 10, 28)]
    last = obligation(uuid4())
    await scene.tell(last)
    async with asyncio.timeout(10):
        told = [await heard.get(), await heard.get()]
    assert told == [
        CalendarChanged(member_id=new.member_id, report_id=new.obligation_id),
        CalendarChanged(member_id=last.member_id, report_id=last.obligation_id),
    ]


async def test_a_due_date_that_cannot_be_counted_yet_is_not_shown(scene: Scene) -> None:
    owed = obligation(uuid4(), due_date=None)
    await scene.tell(owed)
    assert await scene.dues(member(owed.member_id)) == []
    await scene.tell(owed.model_copy(update={"revision": 2, "due_date": DUE}))
    assert len(await scene.dues(member(owed.member_id))) == 1


async def test_staff_see_totals_per_form_period_and_date(scene: Scene) -> None:
    half = PeriodView(kind=PERIOD.kind, start=date(2026, 4, 1), end=date(2026, 6, 30), label="II квартал 2026 года")
    received = {"status": ReportStatus.ACCEPTED, "submitted_on": date(2026, 10, 12)}
    await scene.tell(
        obligation(uuid4()),
        obligation(uuid4(), **received),
        obligation(uuid4(), **received),
        obligation(uuid4(), due_date=date(2026, 10, 31), **received),
        obligation(uuid4(), period=half, **received),
    )
    assert sorted((entry.date.day, entry.title, entry.done) for entry in await scene.dues(staff())) == [
        (30, f"Срок сдачи: {FORM.title}, II квартал 2026 года. Сдали 1 из 1", True),
        (30, f"Срок сдачи: {FORM.title}, III квартал 2026 года. Сдали 2 из 3", False),
        (31, f"Срок сдачи: {FORM.title}, III квартал 2026 года. Сдали 1 из 1", True),
    ]


async def test_both_ends_of_the_span_are_shown_and_nothing_beyond(scene: Scene) -> None:
    organisation = uuid4()
    days = [date(2026, 10, day) for day in (4, 5, 9, 10)]
    await scene.tell(*(obligation(organisation, due_date=day) for day in days))
    span = CalendarQuery(first=days[1], last=days[2])
    assert [entry.date for entry in await scene.dues(member(organisation), span)] == days[1:3]


async def test_titles_come_in_the_language_that_was_asked_for(scene: Scene) -> None:
    owed = obligation(uuid4())
    await scene.tell(owed)
    english = CalendarQuery(first=DUE, last=DUE, language="en")
    [entry] = await scene.dues(member(owed.member_id), english)
    assert entry.title.startswith("Due: ")
