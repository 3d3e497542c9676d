"""The whole verdict of one file: read, recognise, evaluate every trigger, put the outcome into one of the statuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from typing import Final

from contracts.base import Message
from contracts.periods import Period
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason
from contracts.verdict import Finding, Outcome, VerdictDocument
from services.validator.engine import collector
from services.validator.engine.code import MAIN, Run
from services.validator.engine.context import Expected, Facts, JudgeContext
from services.validator.engine.findings import Told, tell
from services.validator.engine.index import Index
from services.validator.engine.numbers import EXACT
from services.validator.engine.program import CompiledRuleSet, Program
from services.validator.engine.shape import FormShape
from services.validator.engine.structure import Remark, remarks_of
from services.validator.engine.texts import REASONS
from services.validator.reader import Document, Refusal, read_document, unpack
from services.validator.reader.content_hash import content_hash
from services.validator.reader.recognise import check_form, read_inn, read_stated_period
from services.validator.reader.refusals import refuse

_MAX_CODES: Final = 20


class RuleSetName(Message):
    form: str
    version: str


class Verdict(VerdictDocument):
    """The verdict as it is stored: the public document, the rule set it names for ever, and structure remarks."""

    rule_set: RuleSetName | None = None
    remarks: tuple[Remark, ...] = ()

    def to_json(self) -> bytes:
        """The same file, rule set and context give the same bytes."""
        return self.model_dump_json().encode("utf-8")


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: Verdict
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class _Recognised:
    document: Document
    period: Period | None
    day: date | None


def judge(
    data: bytes,
    file_name: str,
    compiled: CompiledRuleSet,
    context: JudgeContext,
    *,
    with_held: bool = False,
) -> Verdict:
    """The verdict of an upload. A refused file is `check_failed`, cause file, with the code of the refusal."""
    with collector.resting():
        try:
            recognised = _recognise(data, file_name, compiled, context)
        except Refusal as refusal:
            return _refused(compiled, refusal)
        return _judge(recognised, compiled, context, with_held)


def judge_with_hash(data: bytes, file_name: str, compiled: CompiledRuleSet, context: JudgeContext) -> Judged:
    """The verdict and the content hash of one reading; a refused file has no hash."""
    with collector.resting():
        try:
            recognised = _recognise(data, file_name, compiled, context)
        except Refusal as refusal:
            return Judged(_refused(compiled, refusal), None)
        verdict = _judge(recognised, compiled, context, False)
        return Judged(verdict, content_hash(recognised.document))


def _refused(compiled: CompiledRuleSet, refusal: Refusal) -> Verdict:
    return _failed(compiled, Reason(code=refusal.code, cause=Cause.FILE, text=refusal.text))


def _judge(recognised: _Recognised, compiled: CompiledRuleSet, context: JudgeContext, with_held: bool) -> Verdict:
    day = recognised.day
    if day is not None and not compiled.rule_set.in_force(day):
        text = REASONS["no_rule_set"][0].format(date=day.strftime("%d.%m.%Y"))
        return _failed(compiled, Reason(code="no_rule_set", cause=Cause.RULE, text=text))
    with localcontext(EXACT):
        return _evaluate(recognised, compiled, context, with_held)


def _recognise(data: bytes, file_name: str, compiled: CompiledRuleSet, context: JudgeContext) -> _Recognised:
    document = read_document(unpack(data, file_name).data)
    form, expected = compiled.form, context.expected or Expected()
    if expected.form is not None and expected.form != form.code:
        raise refuse("wrong_form", found=form.code, expected=expected.form)
    check_form(document, form)
    period = read_stated_period(document, form)
    _check_expected(document, period, compiled, expected)
    end = period.end if period else expected.end
    return _Recognised(document, period, context.reporting_date or end)


def _check_expected(document: Document, period: Period | None, compiled: CompiledRuleSet, expected: Expected) -> None:
    if period is not None and expected.start is not None and expected.end is not None:
        awaited = (expected.start, expected.end)
        if (period.start, period.end) != awaited:
            raise refuse("wrong_period", found=period.label, expected=_span(*awaited))
    inn = read_inn(document, compiled.form)
    if inn is not None and expected.inn is not None and inn != expected.inn:
        raise refuse("wrong_member", found=inn, expected=expected.inn)


def _span(start: date, end: date) -> str:
    return f"{start.strftime('%d.%m.%Y')} - {end.strftime('%d.%m.%Y')}"


def _failed(compiled: CompiledRuleSet, reason: Reason) -> Verdict:
    return Verdict(status=ReportStatus.CHECK_FAILED, counts=Counts(), reasons=(reason,), rule_set=_name_of(compiled))


def _name_of(compiled: CompiledRuleSet) -> RuleSetName:
    return RuleSetName(form=compiled.form.code, version=compiled.rule_set.version)


def _evaluate(recognised: _Recognised, compiled: CompiledRuleSet, context: JudgeContext, with_held: bool) -> Verdict:
    program = compiled.program(recognised.document.root)
    index = Index(program.plans[MAIN], recognised.document.root)
    facts = Facts(context, compiled.rule_set.parameters, recognised.period, recognised.day)
    run = Run(index, facts, program.plans, program.shape)
    proved = program.prover.prove(run) if program.prover else [None] * len(program.triggers)
    told = [
        tell(trigger, run, proof, with_held=with_held) for trigger, proof in zip(program.triggers, proved, strict=True)
    ]
    return Verdict(
        status=_status(told),
        counts=_counts(told),
        reasons=tuple(_reasons(told)),
        findings=tuple(one.finding for one in told if one.finding is not None),
        rule_set=_name_of(compiled),
        remarks=_remarks(index, program),
    )


def _remarks(index: Index, program: Program) -> tuple[Remark, ...]:
    return remarks_of(index, program.shape) if isinstance(program.shape, FormShape) else ()


def _counts(told: list[Told]) -> Counts:
    outcomes = [one.outcome for one in told]
    return Counts(
        held=outcomes.count(Outcome.HELD),
        fired=outcomes.count(Outcome.FIRED),
        warnings=sum(one.outcome is Outcome.FIRED and not _is_error(one) for one in told),
        not_evaluable=outcomes.count(Outcome.NOT_EVALUABLE),
        not_applicable=outcomes.count(Outcome.NOT_APPLICABLE),
    )


def _is_error(told: Told) -> bool:
    return told.compiled.trigger.severity == "error"


def _status(told: list[Told]) -> ReportStatus:
    """A warning never causes a failing status; an error that could not be told in every row does."""
    errors = [one for one in told if _is_error(one)]
    if any(one.trouble is not None for one in errors):
        return ReportStatus.CHECK_FAILED
    if any(one.outcome is Outcome.FIRED for one in errors):
        return ReportStatus.ACCEPTED_WITH_ERRORS
    return ReportStatus.ACCEPTED


def _reasons(told: list[Told]) -> Iterable[Reason]:
    """Why the status is not «Принят без ошибок»: what could not be told, each trouble once, then what fired."""
    troubled: dict[tuple[str, Cause, str, str | None], list[str]] = {}
    for one in told:
        if one.trouble is not None and _is_error(one):
            trouble = one.trouble
            key = (trouble.code, trouble.cause, trouble.text(), trouble.element)
            troubled.setdefault(key, []).append(one.compiled.trigger.code)
    for (code, cause, text, element), codes in troubled.items():
        yield Reason(code=code, cause=cause, text=f"{text} ({_listed(codes)})", element=element)
    fired = [one.compiled.trigger.code for one in told if one.outcome is Outcome.FIRED and _is_error(one)]
    if fired:
        text = REASONS["triggers_fired"][0].format(codes=_listed(fired))
        yield Reason(code="triggers_fired", cause=Cause.FILE, text=text)


def _listed(codes: list[str]) -> str:
    more = f" и еще {len(codes) - _MAX_CODES}" if len(codes) > _MAX_CODES else ""
    return ", ".join(codes[:_MAX_CODES]) + more


def for_screen(finding: Finding, rows: int = 20) -> Finding:
    """A finding cut to what a page shows; the whole of it stays in the stored verdict."""
    return finding.model_copy(
        update={
            "rows": finding.rows[:rows],
            "not_evaluated_rows": finding.not_evaluated_rows[:rows],
            "cells": finding.cells[: rows * 4],
        }
    )
