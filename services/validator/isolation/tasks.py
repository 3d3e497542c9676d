"""What a reader process does with a file. Heads and replies are JSON; the engine is reached only from here.

| task | head | body | reply | body of the reply |
| --- | --- | --- | --- | --- |
| hello | | | {} | |
| keep | sha256 | a rule set, a form, or a list of forms, as JSON | {} | |
| inspect | file_name, forms: sha256 of a kept list | the upload | {inspection} or {refusal} | |
| outline | file_name | a sample | {outline} or {refusal} | |
| try | file_name, editions, others: sha256 of kept lists of forms | a file | {trial} or {refusal} | |
| judge | rules: sha256 of kept rule sets, job, parts, held | the upload, other reports | {status, …} | the verdict |
| trial | rules, before: sha256 of kept rule sets, job, parts | as above | {draft, before}: status, findings | |
| draw | file_name, form: sha256 of a kept form, window | the upload | {} or {refusal} | a `FormPicture` |
| compare | file_names, older: its size, form, offset, limit | both, older first | {} or {refusal} | a `Comparison` |

`held`: whether to tell of triggers that held, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter

from contracts.form_view import Window
from contracts.terms import WorkingCalendar
from contracts.validator import ValidationRequested
from contracts.verdict import Outcome
from services.validator import suspending
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.drafting.trial import try_form
from services.validator.engine import (
    CompiledRuleSet,
    Expected,
    JudgeContext,
    OtherReport,
    Refusal,
    compile_rule_set,
    for_screen,
    inspect,
    judge_by_edition,
)
from services.validator.isolation import bodies
from services.validator.outline import outline
from services.validator.viewing import Upload, compare, draw

Head = dict[str, Any]
Reply = tuple[dict[str, Any], bytes]

_KEPT: Final[dict[str, bytes]] = {}
_FORMS: Final = TypeAdapter(tuple[Form, ...])
# An example of a trial shows the first row at fault.
_TRIAL_ROWS: Final = 1


def _hello(head: Head, body: bytes) -> Reply:
    return {}, b""


def _keep(head: Head, body: bytes) -> Reply:
    _KEPT[str(head["sha256"])] = body
    return {}, b""


@lru_cache(maxsize=8)
def _forms(sha256: str) -> tuple[Form, ...]:
    return _FORMS.validate_json(_KEPT[sha256])


@lru_cache(maxsize=8)
def _form(sha256: str) -> Form:
    return Form.model_validate_json(_KEPT[sha256])


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


def _outline(head: Head, body: bytes) -> Reply:
    try:
        return {"outline": outline(body, head["file_name"]).model_dump(mode="json")}, b""
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""


def _try(head: Head, body: bytes) -> Reply:
    try:
        trial = try_form(body, head["file_name"], _forms(head["editions"]), _forms(head["others"]))
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""
    return {"trial": trial.model_dump(mode="json")}, b""


def _judge(head: Head, body: bytes) -> Reply:
    job = ValidationRequested.model_validate(head["job"])
    data, others = bodies.parted(head, body)
    suspended = _suspended(job)
    candidates = {sha256: _rules(sha256, suspended.get(sha256, ())) for sha256 in head["rules"]}
    compiled = tuple(rules.compiled for rules in candidates.values())
    context, held = context_of(job, others), bool(head["held"])
    judged = judge_by_edition(data, job.file_name, compiled, context, job.editions, with_held=held)
    chosen = next((sha256 for sha256, rules in candidates.items() if rules.compiled is judged.compiled), None)
    off = candidates[chosen].suspended if chosen else ()
    verdict = suspending.listed(judged.verdict, off)
    reply = {
        "status": verdict.status.value,
        "counts": verdict.counts.model_dump(mode="json"),
        "reasons": [reason.model_dump(mode="json") for reason in verdict.reasons],
        "content_hash": judged.content_hash,
        "rules": chosen,
        "fired": [finding.code for finding in verdict.findings if finding.outcome is Outcome.FIRED],
        "outcomes": suspending.outcomes(verdict, [trigger.code for trigger in off]).model_dump(mode="json"),
    }
    return reply, verdict.to_json()


def _trial(head: Head, body: bytes) -> Reply:
    job = ValidationRequested.model_validate(head["job"])
    file = _File(job, *bodies.parted(head, body))
    return {"draft": _tried(head["rules"], file), "before": _tried(head["before"], file)}, b""


@dataclass(frozen=True)
class _File:
    job: ValidationRequested
    data: bytes
    others: Mapping[str, OtherReport]


def _tried(documents: list[str], file: _File) -> dict[str, Any] | None:
    """By a draft in place of the rule set of its edition, or by what is in force; None where nothing is."""
    if not documents:
        return None
    job, suspended = file.job, _suspended(file.job)
    compiled = tuple(_rules(sha256, suspended.get(sha256, ())).compiled for sha256 in documents)
    context = context_of(job, file.others)
    verdict = judge_by_edition(file.data, job.file_name, compiled, context, job.editions).verdict
    shown = [for_screen(finding, _TRIAL_ROWS).model_dump(mode="json") for finding in verdict.findings]
    return {"status": verdict.status.value, "findings": shown}


def _draw(head: Head, body: bytes) -> Reply:
    try:
        picture = draw(body, head["file_name"], _form(head["form"]), Window.model_validate(head["window"]))
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""
    return {}, picture.model_dump_json().encode()


def _compare(head: Head, body: bytes) -> Reply:
    """The body has both files, the older one first."""
    size, names = int(head["older"]), head["file_names"]
    older, newer = Upload(body[:size], names[0]), Upload(body[size:], names[1])
    try:
        found = compare(older, newer, _form(head["form"]), head["offset"], head["limit"])
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""
    return {}, found.model_dump_json().encode()


def _suspended(job: ValidationRequested) -> dict[str, tuple[str, ...]]:
    """Codes of the triggers that are switched off, by the SHA-256 of their rule set."""
    found = {other.rule_set.document.sha256: other.suspended for other in job.other_editions}
    if job.rule_set is not None:
        found[job.rule_set.document.sha256] = job.suspended
    return found


def context_of(job: ValidationRequested, others: Mapping[str, OtherReport]) -> JudgeContext:
    """Everything that the verdict depends on comes with the job, so that a repeat gives the same bytes."""
    awaited = job.expected
    return JudgeContext(
        member=job.member.model_dump(mode="json"),
        expected=Expected(awaited.form, awaited.period.start, awaited.period.end, awaited.inn),
        calendar=WorkingCalendar(job.working_days),
        reporting_date=awaited.period.end,
        previous=others.get("previous"),
        year_ago=others.get("year_ago"),
        other_forms={key.removeprefix("form:"): report for key, report in others.items() if key.startswith("form:")},
    )


TASKS: Final[dict[str, Callable[[Head, bytes], Reply]]] = {
    "hello": _hello,
    "keep": _keep,
    "inspect": _inspect,
    "outline": _outline,
    "try": _try,
    "judge": _judge,
    "trial": _trial,
    "draw": _draw,
    "compare": _compare,
}
