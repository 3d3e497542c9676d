"""Counting a trial: what the draft says of each report against what is in force; parts put together, cut to fit."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.base import ObjectRef
from contracts.members import MemberCard
from contracts.periods import PeriodKind, period_containing
from contracts.statuses import Cause, ReportStatus
from contracts.trials import EXAMPLES_KEPT, Change, StatusMove, TrialTally, TriggerTally
from contracts.validator import ExpectedReport, ValidationRequested
from contracts.verdict import Finding, FindingCell, Outcome, Severity
from services.validator.domain.trials import Count, Judgement, fitting, merged

OK, BAD, FAILED = ReportStatus.ACCEPTED, ReportStatus.ACCEPTED_WITH_ERRORS, ReportStatus.CHECK_FAILED
TITLES = {"А-1": ("Первый", Severity.ERROR), "А-2": ("Второй", Severity.WARNING)}
PERIOD = period_containing(PeriodKind.QUARTER, date(2026, 8, 1))


def job(**changes: Any) -> ValidationRequested:
    return ValidationRequested.model_construct(
        submission_id=uuid4(),
        obligation_id=uuid4(),
        member=MemberCard.model_construct(short_name="МКК «Берег»"),
        expected=ExpectedReport.model_construct(period=PERIOD),
        object=ObjectRef.model_construct(size=1),
        **changes,
    )


def finding(code: str, outcome: Outcome = Outcome.FIRED, **more: Any) -> Finding:
    return Finding(code=code, title="Старый", outcome=outcome, severity=Severity.ERROR, formula="1 = 2", **more)


def said(status: ReportStatus, *findings: Finding) -> Judgement:
    return Judgement(status, {one.code: one for one in findings})


def counted(*reports: tuple[Judgement, Judgement | None]) -> TrialTally:
    count = Count(TITLES)
    for draft, before in reports:
        count.add(job(), draft, before)
    return count.tally()


def of(tally: TrialTally, code: str) -> TriggerTally:
    return next(trigger for trigger in tally.triggers if trigger.code == code)


def figures(trigger: TriggerTally) -> dict[str, int]:
    """Those that are not 0."""
    names = type(trigger).model_fields.keys() - {"code", "title", "severity", "in_draft", "examples"}
    return {name: getattr(trigger, name) for name in names if getattr(trigger, name)}


@pytest.mark.parametrize(
    ("draft", "before", "expected"),
    [
        (said(BAD, finding("А-1")), said(OK), {"fired": 1, "newly": 1}),
        (said(BAD, finding("А-1")), said(BAD, finding("А-1")), {"fired": 1, "same": 1}),
        (said(OK), said(BAD, finding("А-1")), {"gone": 1}),
        # Nothing in force: whatever fires is new.
        (said(BAD, finding("А-1")), None, {"fired": 1, "newly": 1}),
        (said(OK, finding("А-1", Outcome.NOT_APPLICABLE)), said(OK), {"not_applicable": 1}),
        (
            said(FAILED, finding("А-1", Outcome.NOT_EVALUABLE, cause=Cause.RULE)),
            said(BAD, finding("А-1")),
            {"gone": 1, "not_evaluable_rule": 1},
        ),
        (said(FAILED, finding("А-1", Outcome.NOT_EVALUABLE, cause=Cause.FILE)), said(OK), {"not_evaluable_file": 1}),
        (said(FAILED, finding("А-1", Outcome.NOT_EVALUABLE)), said(OK), {"not_evaluable_system": 1}),
        # What could not be told before is no firing that went away.
        (said(OK), said(FAILED, finding("А-1", Outcome.NOT_EVALUABLE, cause=Cause.FILE)), {}),
        (said(OK), said(OK), {}),
    ],
)
def test_a_report_is_counted_by_what_changed(
    draft: Judgement, before: Judgement | None, expected: dict[str, int]
) -> None:
    tally = counted((draft, before))
    assert figures(of(tally, "А-1")) == expected
    assert (tally.judged, tally.failed, figures(of(tally, "А-2"))) == (1, 0, {})


def test_a_trigger_that_the_draft_has_not_is_told_only_where_it_fired() -> None:
    tally = counted((said(OK), said(BAD, finding("Б-9"), finding("Б-8", Outcome.NOT_APPLICABLE))))
    assert [trigger.code for trigger in tally.triggers] == ["А-1", "А-2", "Б-9"]
    gone = of(tally, "Б-9")
    assert (gone.in_draft, gone.title, figures(gone)) == (False, "Старый", {"gone": 1})
    assert of(tally, "А-2").severity is Severity.WARNING


def test_moves_of_statuses_are_counted_the_most_frequent_first() -> None:
    tally = counted((said(BAD), said(OK)), (said(OK), None), (said(BAD), said(OK)))
    assert tally.moves == (
        StatusMove(before=OK, after=BAD, reports=2),
        StatusMove(before=None, after=OK, reports=1),
    )


def test_a_few_examples_of_each_change_are_kept_with_few_cells() -> None:
    cells = tuple(FindingCell(path=f"П{n}", value="9" * 1000) for n in range(9))
    fires = said(BAD, finding("А-1", cells=cells, message="Сумма " * 200))
    tally = counted(*[(fires, said(OK))] * 5, (fires, fires))
    examples = of(tally, "А-1").examples
    assert [one.change for one in examples] == [Change.NEWLY] * EXAMPLES_KEPT + [Change.SAME]
    first = examples[0]
    assert (len(first.cells), len(first.cells[0].value or ""), len(first.message or "")) == (3, 300, 300)
    assert (first.member, first.period) == ("МКК «Берег»", PERIOD)


def test_parts_put_together_are_the_whole() -> None:
    fires, holds = said(BAD, finding("А-1"), finding("А-2")), said(OK)
    stranger = said(BAD, finding("Б-9"))
    reports = [(fires, holds), (holds, fires), (fires, fires), (holds, stranger), (fires, None)]
    whole = counted(*reports)
    for cut in range(len(reports) + 1):
        both = merged(fitting(counted(*reports[:cut])), fitting(counted(*reports[cut:])))
        assert (both.judged, both.moves) == (whole.judged, whole.moves)
        assert {one.code: figures(one) for one in both.triggers} == {one.code: figures(one) for one in whole.triggers}
        assert not of(both, "Б-9").in_draft
        assert len(of(both, "А-1").examples) == len(of(whole, "А-1").examples)


def test_examples_of_the_first_part_come_first() -> None:
    fires = said(BAD, finding("А-1"))
    parts = [counted((fires, said(OK)), (fires, said(OK))) for _ in range(2)]
    ids: list[list[UUID]] = [[one.submission_id for one in of(part, "А-1").examples] for part in parts]
    kept = [one.submission_id for one in of(merged(*parts), "А-1").examples]
    assert kept == [*ids[0], ids[1][0]]


def test_reports_that_could_not_be_judged_are_added_up() -> None:
    assert merged(TrialTally(judged=2, failed=3), TrialTally(failed=4)).failed == 7


def test_a_message_leaves_out_triggers_that_did_nothing() -> None:
    assert [trigger.code for trigger in fitting(counted((said(BAD, finding("А-2")), said(OK)))).triggers] == ["А-2"]


def test_a_message_that_would_be_too_long_loses_examples_and_no_figure() -> None:
    fires = said(BAD, finding("А-1", message="Сумма " * 60), finding("А-2", message="Сумма " * 60))
    whole = counted(*[(fires, said(OK))] * 4)
    size = len(whole.model_dump_json().encode())
    shorter = fitting(whole, size - 1)
    assert [len(one.examples) for one in shorter.triggers] == [2, 2]
    assert fitting(whole, 1).triggers[0].examples == ()
    assert [figures(one) for one in fitting(whole, 1).triggers] == [figures(one) for one in whole.triggers]
    assert fitting(whole, size) == whole
