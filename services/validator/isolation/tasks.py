"""What a reader process does with a file. Heads and replies are JSON; the engine is reached only from here.

| task | head | body | reply | body of the reply |
| --- | --- | --- | --- | --- |
| hello | | | {} | |
| keep | sha256 | a rule set, or a list of forms, as JSON | {} | |
| inspect | file_name, forms: sha256 of a kept list | the upload | {inspection} or {refusal} | |
| try | rules: sha256 of a kept rule set, before: the same or null, job | the upload | {draft, before} | |
| judge | rules: sha256 of a kept rule set, job | the upload | {status, counts, reasons, …} | the verdict |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter

from contracts.terms import WorkingCalendar
from contracts.validator import ValidationRequested
from contracts.verdict import Outcome
from services.validator import suspending
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import (
    CompiledRuleSet,
    Expected,
    JudgeContext,
    Refusal,
    compile_rule_set,
    for_screen,
    inspect,
    judge_with_hash,
)

Head = dict[str, Any]
Reply = tuple[dict[str, Any], bytes]

_KEPT: Final[dict[str, bytes]] = {}
_FORMS: Final = TypeAdapter(tuple[Form, ...])


def _hello(head: Head, body: bytes) -> Reply:
    return {}, b""


def _keep(head: Head, body: bytes) -> Reply:
    _KEPT[str(head["sha256"])] = body
    return {}, b""


@lru_cache(maxsize=8)
def _forms(sha256: str) -> tuple[Form, ...]:
    return _FORMS.validate_json(_KEPT[sha256])


@dataclass(frozen=True)
class _Rules:
    """A rule set without the triggers that are switched off, and those."""

    compiled: CompiledRuleSet
    suspended: tuple[Trigger, ...]


@lru_cache(maxsize=64)
def _rules(sha256: str, suspended: tuple[str, ...]) -> _Rules:
    rules = RuleSet.model_validate_json(_KEPT[sha256])
    off = tuple(trigger for trigger in rules.triggers if trigger.code in suspended)
    return _Rules(compile_rule_set(suspending.without(rules, suspended)), off)


def _inspect(head: Head, body: bytes) -> Reply:
    try:
        found = inspect(body, head["file_name"], _forms(head["forms"]))
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""
    return {"inspection": found.model_dump(mode="json")}, b""


def _judge(head: Head, body: bytes) -> Reply:
    job = ValidationRequested.model_validate(head["job"])
    rules = _rules(head["rules"], job.suspended)
    judged = judge_with_hash(body, job.file_name, rules.compiled, context_of(job))
    verdict = suspending.listed(judged.verdict, rules.suspended)
    reply = {
        "status": verdict.status.value,
        "counts": verdict.counts.model_dump(mode="json"),
        "reasons": [reason.model_dump(mode="json") for reason in verdict.reasons],
        "content_hash": judged.content_hash,
        "fired": [finding.code for finding in verdict.findings if finding.outcome is Outcome.FIRED],
        "outcomes": suspending.outcomes(verdict, job.suspended).model_dump(mode="json"),
    }
    return reply, verdict.to_json()


def _try(head: Head, body: bytes) -> Reply:
    job = ValidationRequested.model_validate(head["job"])
    # A draft is tried as it would be published: nothing of it is switched off.
    draft = _tried(body, job, _rules(head["rules"], ()))
    before = _tried(body, job, _rules(head["before"], job.suspended)) if head["before"] else None
    return {"draft": draft, "before": before}, b""


def _tried(body: bytes, job: ValidationRequested, rules: _Rules) -> dict[str, Any]:
    verdict = judge_with_hash(body, job.file_name, rules.compiled, context_of(job)).verdict
    return {
        "status": verdict.status.value,
        "findings": [for_screen(finding, 1).model_dump(mode="json") for finding in verdict.findings],
    }


def context_of(job: ValidationRequested) -> JudgeContext:
    """Everything that the verdict depends on comes with the job, so that a repeat gives the same bytes."""
    awaited = job.expected
    return JudgeContext(
        member=job.member.model_dump(mode="json"),
        expected=Expected(awaited.form, awaited.period.start, awaited.period.end, awaited.inn),
        calendar=WorkingCalendar(job.working_days),
        reporting_date=awaited.period.end,
    )


TASKS: Final[dict[str, Callable[[Head, bytes], Reply]]] = {
    "hello": _hello,
    "keep": _keep,
    "inspect": _inspect,
    "judge": _judge,
    "try": _try,
}
