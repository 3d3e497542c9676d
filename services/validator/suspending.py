"""Judging without the triggers that are switched off: they are left out of the evaluation and listed in the verdict."""

from collections.abc import Collection

from contracts.statuses import ReportStatus
from contracts.validator import TriggerOutcomes
from contracts.verdict import Finding, Outcome, Severity
from services.validator import texts
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import Verdict


def without(rules: RuleSet, codes: Collection[str]) -> RuleSet:
    """The rule set without these triggers."""
    return rules.model_copy(update={"triggers": tuple(t for t in rules.triggers if t.code not in codes)})


def listed(verdict: Verdict, suspended: Collection[Trigger]) -> Verdict:
    """The verdict with the switched-off triggers among its findings: «не применялся», with the reason «выключен».

    A file that was not evaluated at all says nothing of single triggers, nor of these.
    """
    if not suspended or not _was_evaluated(verdict):
        return verdict
    off = tuple(_finding(trigger) for trigger in suspended)
    findings = tuple(sorted((*verdict.findings, *off), key=lambda finding: finding.code))
    counts = verdict.counts.model_copy(update={"not_applicable": verdict.counts.not_applicable + len(off)})
    return verdict.model_copy(update={"findings": findings, "counts": counts})


def outcomes(verdict: Verdict, suspended: Collection[str]) -> TriggerOutcomes:
    """What became of the triggers that neither held nor fired, by code."""
    off = set(suspended)
    idle = tuple(finding.code for finding in verdict.findings if finding.outcome is Outcome.NOT_APPLICABLE)
    return TriggerOutcomes(
        troubles=verdict.troubles,
        not_applicable=idle,
        suspended=tuple(code for code in idle if code in off),
    )


def _was_evaluated(verdict: Verdict) -> bool:
    return verdict.status is not ReportStatus.CHECK_FAILED or any(verdict.counts.model_dump().values())


def _finding(trigger: Trigger) -> Finding:
    return Finding(
        code=trigger.code,
        title=trigger.title,
        outcome=Outcome.NOT_APPLICABLE,
        severity=Severity(trigger.severity),
        message=texts.SWITCHED_OFF,
        hint=trigger.hint,
        source=trigger.source,
        formula=trigger.formula,
    )
