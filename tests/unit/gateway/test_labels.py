"""Statuses come in the reader's language, wherever in an answer they stand."""

from datetime import UTC, datetime

import pytest

from contracts.base import Message
from contracts.members import MemberPage
from contracts.reports import VerdictView
from contracts.statuses import STATUS_LABELS_EN, STATUS_LABELS_RU, ReportStatus
from contracts.validator import Counts
from gateway.labels import worded


def verdict(status: ReportStatus) -> VerdictView:
    return VerdictView(
        attempt=1,
        status=status,
        status_label=STATUS_LABELS_RU[status],
        counts=Counts(held=1),
        finished_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize("status", ReportStatus)
def test_each_status_has_its_english_words(status: ReportStatus) -> None:
    assert worded(verdict(status), "en").status_label == STATUS_LABELS_EN[status]


def test_russian_is_left_as_the_service_put_it() -> None:
    answer = verdict(ReportStatus.CHECKING)
    assert worded(answer, "ru") is answer


class Answer(Message):
    """The shape of the larger answers."""

    status: ReportStatus
    status_label: str
    newest: VerdictView
    all: tuple[VerdictView, ...]
    name: str


def test_inner_and_listed_messages_are_worded_too_and_nothing_else_changes() -> None:
    inner = verdict(ReportStatus.ACCEPTED)
    answer = Answer(
        status=ReportStatus.CHECKING, status_label="На проверке", newest=inner, all=(inner, inner), name="отчет.xtdd"
    )
    shown = worded(answer, "en")
    assert shown.status_label == "Being checked"
    assert [one.status_label for one in (shown.newest, *shown.all)] == ["Accepted without errors"] * 3
    assert (shown.name, shown.newest.counts) == (answer.name, inner.counts)
    assert answer.status_label == "На проверке"


def test_other_statuses_are_no_statuses_of_reports() -> None:
    page = MemberPage(items=(), next=None)
    assert worded(page, "en") == page
