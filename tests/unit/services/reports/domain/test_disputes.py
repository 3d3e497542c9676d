"""When an explanation holds, and what an answer must say."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from contracts.disputes import DisputeState
from services.reports.domain.disputes import Accepted, Judged, explains, wrong_in_answer

OPENED = datetime(2026, 10, 12, 9, tzinfo=UTC)
END = date(2026, 12, 31)
OWN = uuid4()


def judged(at: datetime, submission_id: UUID | None = None, fired: tuple[str, ...] = ("П-01",)) -> Judged:
    return Judged(submission_id or uuid4(), at, at.date(), fired)


ACCEPTED = Accepted(OWN, "П-01", OPENED, END)


@pytest.mark.parametrize(
    ("verdict", "holds"),
    [
        (judged(OPENED - timedelta(days=1), OWN), True),  # the very verdict that was explained
        (judged(OPENED - timedelta(days=1)), False),  # another one before
        (judged(OPENED + timedelta(days=1)), True),
        (judged(OPENED + timedelta(days=1), fired=("П-02",)), False),
        (judged(datetime(2026, 12, 31, 12, tzinfo=UTC)), True),
        (judged(datetime(2027, 1, 1, 12, tzinfo=UTC)), False),
        (judged(datetime(2027, 1, 1, 12, tzinfo=UTC), OWN), False),  # a re-check after the term
    ],
)
def test_an_explanation_holds_for_later_verdicts_until_its_end_date(verdict: Judged, holds: bool) -> None:
    assert explains(ACCEPTED, verdict) is holds


@pytest.mark.parametrize(
    ("outcome", "answer", "valid_until", "wrong"),
    [
        (DisputeState.ACCEPTED, "", END, None),
        (DisputeState.ACCEPTED, "", date(2026, 10, 12), None),
        (DisputeState.ACCEPTED, "", date(2026, 10, 11), ("valid_until", "date_past")),
        (DisputeState.ACCEPTED, "Да", None, ("valid_until", "required")),
        (DisputeState.REFUSED, "Нет", None, None),
        (DisputeState.REFUSED, " ", END, ("answer", "required")),
    ],
)
def test_accepting_needs_an_end_and_refusing_needs_reasons(
    outcome: DisputeState, answer: str, valid_until: date | None, wrong: tuple[str, str] | None
) -> None:
    assert wrong_in_answer(outcome, answer, valid_until, date(2026, 10, 12)) == wrong
