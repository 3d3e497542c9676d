"""What the home page shows, in words."""

from datetime import date
from uuid import UUID

import pytest

from contracts.calendar import CalendarEntry, EntryKind
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear
from services.calendar.domain.entries import Due, HandedIn, in_order, unusual_days
from services.calendar.texts import CATALOGUE, EN, RU

REPORT = UUID(int=1)
MEMBER = UUID(int=2)
FORM = "Отчет о микрофинансовой деятельности"
PERIOD = "III квартал 2026 года"


def due(submitted_on: date | None) -> CalendarEntry:
    status = ReportStatus.NOT_SUBMITTED if submitted_on is None else ReportStatus.CHECKING
    return Due(REPORT, MEMBER, FORM, PERIOD, date(2026, 10, 30), status, submitted_on).entry(RU)


def test_a_due_date_names_form_and_period_and_is_not_done_before_the_report_came() -> None:
    entry = due(submitted_on=None)
    assert entry.title == "Срок сдачи: Отчет о микрофинансовой деятельности, III квартал 2026 года"
    assert (entry.report_id, entry.member_id, entry.done) == (REPORT, MEMBER, False)


def test_a_due_date_is_ticked_off_as_soon_as_a_version_was_received() -> None:
    assert due(submitted_on=date(2026, 10, 12)).done


@pytest.mark.parametrize(("handed_in", "done"), [(0, False), (2, False), (3, True)])
def test_staff_see_how_many_of_how_many_handed_in(handed_in: int, done: bool) -> None:
    entry = HandedIn(FORM, PERIOD, date(2026, 10, 30), total=3, handed_in=handed_in).entry(RU)
    assert entry.title == f"Срок сдачи: {FORM}, {PERIOD}. Сдали {handed_in} из 3"
    assert (entry.done, entry.member_id, entry.report_id) == (done, None, None)


def test_days_off_and_worked_weekends_lie_within_the_span_with_both_ends() -> None:
    year = WorkingYear(
        year=2025, holidays=(date(2025, 11, 3), date(2025, 11, 4), date(2025, 12, 31)), worked=(date(2025, 11, 1),)
    )
    entries = unusual_days([year], date(2025, 11, 1), date(2025, 11, 4), RU)
    assert [(entry.date.day, entry.kind, entry.title) for entry in in_order(entries)] == [
        (1, EntryKind.WORKED_WEEKEND, "Рабочий день"),
        (3, EntryKind.DAY_OFF, "Выходной день"),
        (4, EntryKind.DAY_OFF, "Выходной день"),
    ]


def test_a_day_of_an_unconfirmed_year_says_so() -> None:
    year = WorkingYear(year=2027, holidays=(date(2027, 1, 1),), provisional=True)
    [entry] = unusual_days([year], date(2027, 1, 1), date(2027, 1, 1), RU)
    assert entry.title == "Выходной день (предварительно)"


def test_what_is_to_be_done_stands_before_what_the_day_is() -> None:
    day_off = CalendarEntry(date=date(2026, 10, 30), kind=EntryKind.DAY_OFF, title="Выходной день")
    assert [entry.kind for entry in in_order([day_off, due(None)])] == [EntryKind.DUE, EntryKind.DAY_OFF]


def test_both_languages_have_words_for_every_kind_of_day() -> None:
    assert CATALOGUE == {"ru": RU, "en": EN}
    assert {kind for texts in CATALOGUE.values() for kind in texts.day_titles} == set(EntryKind) - {EntryKind.DUE}
    assert EN.due("F", "P") == "Due: F, P"
