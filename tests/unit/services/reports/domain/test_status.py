"""The state machine of a report."""

import pytest

from contracts.statuses import Actor, Cause, ReportStatus
from services.reports.domain.actor import actor, leading_cause
from services.reports.domain.status import VERDICTS, IllegalTransitionError, Step, checking_after, judged


@pytest.mark.parametrize("status", list(ReportStatus))
def test_an_upload_puts_any_report_back_to_checking(status: ReportStatus) -> None:
    assert checking_after(status, Step.UPLOAD) is ReportStatus.CHECKING


@pytest.mark.parametrize("status", sorted(VERDICTS))
def test_what_has_a_verdict_can_be_checked_again(status: ReportStatus) -> None:
    assert checking_after(status, Step.RECHECK) is ReportStatus.CHECKING


@pytest.mark.parametrize("status", sorted(set(ReportStatus) - VERDICTS))
def test_what_has_no_verdict_cannot_be_checked_again(status: ReportStatus) -> None:
    with pytest.raises(IllegalTransitionError):
        checking_after(status, Step.RECHECK)


@pytest.mark.parametrize("verdict", sorted(VERDICTS))
def test_only_what_is_checked_gets_a_verdict(verdict: ReportStatus) -> None:
    assert judged(ReportStatus.CHECKING, verdict) is verdict
    for status in set(ReportStatus) - {ReportStatus.CHECKING}:
        with pytest.raises(IllegalTransitionError):
            judged(status, verdict)


@pytest.mark.parametrize("status", sorted(set(ReportStatus) - VERDICTS))
def test_a_verdict_is_one_of_three(status: ReportStatus) -> None:
    with pytest.raises(IllegalTransitionError):
        judged(ReportStatus.CHECKING, status)


@pytest.mark.parametrize(
    ("status", "cause", "expected"),
    [
        (ReportStatus.NOT_SUBMITTED, None, Actor.MEMBER),
        (ReportStatus.CHECKING, None, Actor.SYSTEM),
        (ReportStatus.ACCEPTED_WITH_ERRORS, None, Actor.MEMBER),
        (ReportStatus.ACCEPTED, None, Actor.NONE),
        (ReportStatus.CHECK_FAILED, Cause.FILE, Actor.MEMBER),
        (ReportStatus.CHECK_FAILED, Cause.RULE, Actor.SRO),
        (ReportStatus.CHECK_FAILED, Cause.SYSTEM, Actor.SYSTEM),
        (ReportStatus.CHECK_FAILED, None, Actor.SYSTEM),
    ],
)
def test_who_acts_follows_from_status_and_cause(status: ReportStatus, cause: Cause | None, expected: Actor) -> None:
    assert actor(status, cause) is expected


def test_of_several_causes_the_one_that_somebody_can_mend_leads() -> None:
    assert leading_cause([Cause.SYSTEM, Cause.FILE, Cause.RULE]) is Cause.FILE
    assert leading_cause([Cause.SYSTEM, Cause.RULE]) is Cause.RULE
    assert leading_cause([]) is None
