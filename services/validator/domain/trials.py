"""Counting a trial: what the draft says of each report, against what the version in force says of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from contracts.statuses import Cause, ReportStatus
from contracts.trials import EXAMPLES_KEPT, Change, StatusMove, TrialExample, TrialTally, TriggerTally
from contracts.validator import ValidationRequested
from contracts.verdict import Finding, FindingCell, Outcome, Severity
from services.validator.domain.rule_set import RuleSet

_CELLS_SHOWN: Final = 3
_WORDS_SHOWN: Final = 300
_MESSAGE_BYTES: Final = 200_000
_COUNTED: Final = (
    "fired",
    "newly",
    "gone",
    "same",
    "not_applicable",
    "not_evaluable_file",
    "not_evaluable_rule",
    "not_evaluable_system",
)


@dataclass(frozen=True)
class Judgement:
    """What one rule set says of one report: the status, and the findings that did not hold, by code."""

    status: ReportStatus
    findings: Mapping[str, Finding]

    def fired(self, code: str) -> bool:
        finding = self.findings.get(code)
        return finding is not None and finding.outcome is Outcome.FIRED


@dataclass
class Count:
    """The tally of some reports in the making. `titles`: code -> (title, severity) of every trigger of the draft."""

    titles: Mapping[str, tuple[str, Severity]]
    judged: int = 0
    failed: int = 0
    _moves: Counter[tuple[ReportStatus | None, ReportStatus]] = field(default_factory=Counter)
    _counts: dict[str, Counter[str]] = field(default_factory=dict)
    _examples: dict[tuple[str, Change], list[TrialExample]] = field(default_factory=dict)
    _strangers: dict[str, tuple[str, Severity]] = field(default_factory=dict)

    def add(self, job: ValidationRequested, draft: Judgement, before: Judgement | None) -> None:
        """Count one report; `before` is None where no version is in force for it."""
        self.judged += 1
        self._moves[before.status if before else None, draft.status] += 1
        past = before.findings if before else {}
        for code in {*draft.findings, *past}:
            self._trigger(job, code, draft, before)

    def tally(self) -> TrialTally:
        known = {**self._strangers, **self.titles}
        return TrialTally(
            judged=self.judged,
            failed=self.failed,
            moves=_moves(self._moves),
            triggers=tuple(
                TriggerTally(
                    code=code,
                    title=known[code][0],
                    severity=known[code][1],
                    in_draft=code in self.titles,
                    examples=tuple(e for change in Change for e in self._examples.get((code, change), ())),
                    **{name: self._counts.get(code, Counter())[name] for name in _COUNTED},
                )
                for code in sorted(known)
            ),
        )

    def _trigger(self, job: ValidationRequested, code: str, draft: Judgement, before: Judgement | None) -> None:
        now, past = draft.findings.get(code), before.findings.get(code) if before else None
        was = before is not None and before.fired(code)
        if was and past is not None and code not in self.titles:
            self._strangers[code] = (past.title, past.severity)
        if draft.fired(code) and now is not None:
            self._note(job, code, Change.SAME if was else Change.NEWLY, now, "fired")
        elif was and past is not None:
            self._note(job, code, Change.GONE, past)
        if now is not None and now.outcome is Outcome.NOT_EVALUABLE:
            cause = now.cause or Cause.SYSTEM
            self._note(job, code, Change.NOT_EVALUABLE, now, f"not_evaluable_{cause}")
        if now is not None and now.outcome is Outcome.NOT_APPLICABLE:
            self._counts.setdefault(code, Counter())["not_applicable"] += 1

    def _note(self, job: ValidationRequested, code: str, change: Change, finding: Finding, *also: str) -> None:
        counts = self._counts.setdefault(code, Counter())
        # «Не удалось» is counted by its cause; the other changes under their own names.
        for name in (change.value, *also):
            if name in _COUNTED:
                counts[name] += 1
        kept = self._examples.setdefault((code, change), [])
        if len(kept) < EXAMPLES_KEPT:
            kept.append(_example(job, change, finding))


def count_of(rules: RuleSet) -> Count:
    """An empty count for a draft."""
    return Count({t.code: (t.title, Severity(t.severity)) for t in rules.triggers})


def fitting(tally: TrialTally, most_bytes: int = _MESSAGE_BYTES) -> TrialTally:
    """The tally as a message may carry it: without triggers that did nothing, with fewer examples where it must be."""
    busy = tuple(trigger for trigger in tally.triggers if any(getattr(trigger, name) for name in _COUNTED))
    for kept in (EXAMPLES_KEPT * len(Change), 2, 1, 0):
        triggers = tuple(t.model_copy(update={"examples": t.examples[:kept]}) for t in busy)
        shorter = tally.model_copy(update={"triggers": triggers})
        if len(shorter.model_dump_json().encode()) <= most_bytes:
            return shorter
    return shorter


def merged(one: TrialTally, other: TrialTally) -> TrialTally:
    """The tally of both parts together; examples of `one` come first."""
    triggers: dict[str, TriggerTally] = {}
    for trigger in (*one.triggers, *other.triggers):
        known = triggers.get(trigger.code)
        triggers[trigger.code] = trigger if known is None else _added(known, trigger)
    moves = Counter({(m.before, m.after): m.reports for m in one.moves})
    moves.update({(m.before, m.after): m.reports for m in other.moves})
    return TrialTally(
        judged=one.judged + other.judged,
        failed=one.failed + other.failed,
        moves=_moves(moves),
        triggers=tuple(triggers[code] for code in sorted(triggers)),
    )


def _added(one: TriggerTally, other: TriggerTally) -> TriggerTally:
    counts = {name: getattr(one, name) + getattr(other, name) for name in _COUNTED}
    examples = tuple(e for change in Change for e in _first(change, one.examples, other.examples))
    return one.model_copy(update={**counts, "in_draft": one.in_draft or other.in_draft, "examples": examples})


def _first(change: Change, *parts: Sequence[TrialExample]) -> Iterable[TrialExample]:
    return [example for part in parts for example in part if example.change is change][:EXAMPLES_KEPT]


def _moves(counted: Mapping[tuple[ReportStatus | None, ReportStatus], int]) -> tuple[StatusMove, ...]:
    ordered = sorted(counted.items(), key=lambda move: (-move[1], str(move[0])))
    return tuple(StatusMove(before=before, after=after, reports=number) for (before, after), number in ordered)


def _example(job: ValidationRequested, change: Change, finding: Finding) -> TrialExample:
    return TrialExample(
        change=change,
        submission_id=job.submission_id,
        report_id=job.obligation_id,
        member=job.member.short_name,
        period=job.expected.period,
        message=(finding.message or finding.title)[:_WORDS_SHOWN],
        cells=tuple(_short(cell) for cell in finding.cells[:_CELLS_SHOWN]),
    )


def _short(cell: FindingCell) -> FindingCell:
    value = cell.value[:_WORDS_SHOWN] if cell.value is not None else None
    return cell.model_copy(update={"value": value})
