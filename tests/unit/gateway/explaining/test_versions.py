"""What a newer version changed: mended, remaining, new."""

from contracts.statuses import ReportStatus
from contracts.validator import Counts
from contracts.verdict import Finding, Outcome, VerdictDocument
from gateway.explaining.versions import is_judged, trigger_changes
from tests.unit.gateway.verdicts import finding


def verdict(*findings: Finding, held: int = 5) -> VerdictDocument:
    counts = Counts(held=held, fired=sum(f.outcome is Outcome.FIRED for f in findings))
    return VerdictDocument(status=ReportStatus.ACCEPTED_WITH_ERRORS, counts=counts, findings=findings)


def test_triggers_are_mended_remain_or_are_new() -> None:
    before = verdict(finding("А", message="было"), finding("Б", message="100"), finding("Г", Outcome.NOT_APPLICABLE))
    after = verdict(finding("Б", message="200"), finding("В"), finding("Г", Outcome.NOT_APPLICABLE))
    found = trigger_changes(before, after)
    assert found is not None
    assert [[change.code for change in part] for part in (found.fixed, found.remaining, found.new)] == [
        ["А"],
        ["Б"],
        ["В"],
    ]
    assert (found.remaining[0].message_before, found.remaining[0].message_after) == ("100", "200")
    assert (found.fixed[0].outcome_after, found.fixed[0].message_before) == (None, "было")


def test_a_trigger_that_cannot_be_evaluated_any_more_is_not_mended() -> None:
    found = trigger_changes(verdict(finding("А")), verdict(finding("А", Outcome.NOT_EVALUABLE)))
    assert found is not None
    assert ([change.code for change in found.remaining], found.fixed) == (["А"], ())
    assert found.remaining[0].outcome_after is Outcome.NOT_EVALUABLE


def test_a_file_that_was_not_judged_mends_nothing() -> None:
    unread = VerdictDocument(status=ReportStatus.CHECK_FAILED, counts=Counts())
    assert not is_judged(unread)
    assert trigger_changes(verdict(finding("А")), unread) is None
    assert trigger_changes(unread, verdict(finding("А"))) is None
