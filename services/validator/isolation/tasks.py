"""What a reader process does with a file. Heads and replies are JSON; the engine is reached only from here.

| task | head | body | reply | body of the reply |
| --- | --- | --- | --- | --- |
| hello | | | {} | |
| keep | sha256 | a rule set, or a list of forms, as JSON | {} | |
| inspect | file_name, forms: sha256 of a kept list | the upload | {inspection} or {refusal} | |
| judge | rules: sha256 of a kept rule set, job | the upload | {status, counts, reasons, content_hash} | the verdict |
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter

from contracts.terms import WorkingCalendar
from contracts.validator import ValidationRequested
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.engine import (
    CompiledRuleSet,
    Expected,
    JudgeContext,
    Refusal,
    compile_rule_set,
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


@lru_cache(maxsize=64)
def _compiled(sha256: str) -> CompiledRuleSet:
    return compile_rule_set(RuleSet.model_validate_json(_KEPT[sha256]))


def _inspect(head: Head, body: bytes) -> Reply:
    try:
        found = inspect(body, head["file_name"], _forms(head["forms"]))
    except Refusal as refusal:
        return {"refusal": refusal.to_json()}, b""
    return {"inspection": found.model_dump(mode="json")}, b""


def _judge(head: Head, body: bytes) -> Reply:
    job = ValidationRequested.model_validate(head["job"])
    judged = judge_with_hash(body, job.file_name, _compiled(head["rules"]), context_of(job))
    verdict = judged.verdict
    reply = {
        "status": verdict.status.value,
        "counts": verdict.counts.model_dump(mode="json"),
        "reasons": [reason.model_dump(mode="json") for reason in verdict.reasons],
        "content_hash": judged.content_hash,
    }
    return reply, verdict.to_json()


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
}
