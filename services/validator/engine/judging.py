"""The whole verdict of one file: read, recognise, evaluate every trigger, put the outcome into one of the statuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from functools import cached_property
from typing import Final

from pydantic import Field

from contracts.base import Message
from contracts.forms import EditionTitle, covers
from contracts.periods import Period
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Counts, Reason, TriggerTrouble
from contracts.verdict import Finding, Outcome, StructureRemark, VerdictDocument
from services.validator.domain.forms import edition_for
from services.validator.engine import collector
from services.validator.engine.code import MAIN, Run
from services.validator.engine.context import Expected, Facts, JudgeContext
from services.validator.engine.findings import Told, tell
from services.validator.engine.index import Index
from services.validator.engine.numbers import EXACT
from services.validator.engine.program import CompiledRuleSet, Program
from services.validator.engine.prover import Outcomes
from services.validator.engine.shape import FormShape
from services.validator.engine.structure import remarks_of
from services.validator.engine.texts import NAMED_BY_RULES, REASONS
from services.validator.reader import Document, Refusal, read_document, unpack
from services.validator.reader.content_hash import content_hash
from services.validator.reader.recognise import check_form, identify, is_of, read_inn, read_stated_period
from services.validator.reader.refusals import refuse

_MAX_CODES: Final = 20
_MOST_SETTLED: Final = 256


class RuleSetName(Message):
    form: str
    version: str


class Verdict(VerdictDocument):
    """The verdict as it is stored: the public document, and the rule set that it names for ever."""

    rule_set: RuleSetName | None = None
    # For those who count by trigger; what is stored has the findings.
    troubles: tuple[TriggerTrouble, ...] = Field(default=(), exclude=True)

    def to_json(self) -> bytes:
        """The same file, rule set and context give the same bytes."""
        return self._json

    @cached_property
    def _json(self) -> bytes:
        return self.__pydantic_serializer__.to_json(self)  # bytes at once: findings may take megabytes


@dataclass(frozen=True, slots=True)
class Judged:
    """`compiled`: the rule set that judged; None where there was none for the file's version."""

    verdict: Verdict
    content_hash: str | None
    compiled: CompiledRuleSet | None = None


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
            document = read_document(unpack(data, file_name).data)
            recognised = _recognise(document, compiled, context)
        except Refusal as refusal:
            return _refused(compiled, refusal)
        return _judge(recognised, compiled, context, with_held)


def judge_with_hash(data: bytes, file_name: str, compiled: CompiledRuleSet, context: JudgeContext) -> Judged:
    """The verdict and the content hash of one reading; a refused file has no hash."""
    return judge_by_edition(data, file_name, (compiled,), context)


def judge_by_edition(
    data: bytes,
    file_name: str,
    rule_sets: Sequence[CompiledRuleSet],
    context: JudgeContext,
    editions: Sequence[EditionTitle] = (),
    *,
    with_held: bool = False,
) -> Judged:
    """The same by that of the rule sets in force which was written for the file's edition of the form.

    `editions` are all editions: the file may be of one that no rule set was written for.
    """
    compiled = rule_sets[0]
    with collector.resting():
        try:
            document = read_document(unpack(data, file_name).data)
            compiled = _for_document(document, rule_sets) or compiled
            version = identify(document).version
            if version and _lacks_rules(document, version, compiled, editions):
                return Judged(_no_rule_set_for(compiled, version), content_hash(document))
            recognised = _recognise(document, compiled, context)
        except Refusal as refusal:
            return Judged(_refused(compiled, refusal), None, compiled)
        verdict = _judge(recognised, compiled, context, with_held)
        return Judged(verdict, content_hash(recognised.document), compiled)


def _for_document(document: Document, rule_sets: Sequence[CompiledRuleSet]) -> CompiledRuleSet | None:
    if len(rule_sets) == 1:
        return rule_sets[0]
    forms = [compiled.form for compiled in rule_sets if is_of(document, compiled.form)]
    form = edition_for(forms, identify(document).version)
    return next((compiled for compiled in rule_sets if compiled.form is form), None)


def _lacks_rules(document: Document, version: str, compiled: CompiledRuleSet, editions: Sequence[EditionTitle]) -> bool:
    form = compiled.form
    known = any(edition.versions and covers(edition.versions, version) for edition in editions)
    if not known or covers(form.versions, version):
        return False
    return is_of(document, form) or identify(document).code == form.code


def _no_rule_set_for(compiled: CompiledRuleSet, version: str) -> Verdict:
    text = REASONS["no_rule_set_for_version"][0].format(version=version)
    reason = Reason(code="no_rule_set", cause=Cause.RULE, text=text)
    return _failed(compiled, reason).model_copy(update={"rule_set": None})


def _refused(compiled: CompiledRuleSet, refusal: Refusal) -> Verdict:
    return _failed(compiled, Reason(code=refusal.code, cause=Cause.FILE, text=refusal.text))


def _judge(recognised: _Recognised, compiled: CompiledRuleSet, context: JudgeContext, with_held: bool) -> Verdict:
    day = recognised.day
    if day is not None and not compiled.rule_set.in_force(day):
        text = REASONS["no_rule_set"][0].format(date=day.strftime("%d.%m.%Y"))
        return _failed(compiled, Reason(code="no_rule_set", cause=Cause.RULE, text=text))
    with localcontext(EXACT):
        return _evaluate(recognised, compiled, context, with_held)


def _recognise(document: Document, compiled: CompiledRuleSet, context: JudgeContext) -> _Recognised:
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
    facts = Facts(context, compiled.rule_set.parameters, recognised.period, recognised.day, compiled.form)
    run = Run(index, facts, program.plans, program.shape)
    proved = program.prove(run)
    remarks = _remarks(index, program)
    # The closures are asked first for what is not proved: where nothing came of it, the rest need not be told.
    asked = {
        n: tell(program.triggers[n], run, None, with_held=with_held) for n, one in enumerate(proved) if one is None
    }
    if with_held or remarks or any(one.outcome is not Outcome.NOT_APPLICABLE for one in asked.values()):
        return _told(compiled, _each(program, run, proved, asked, with_held), remarks)
    # Reports in which nothing was found differ in nothing: one verdict, put into words once.
    skipped = ((one.finding.message, one.finding.element) for one in asked.values() if one.finding is not None)
    key = (recognised.day, *proved, *skipped)
    known = program.settled.get(key)
    if known is None:
        known = _told(compiled, _each(program, run, proved, asked, with_held), remarks)
        if len(program.settled) < _MOST_SETTLED:
            program.settled[key] = known
    return known


def _each(program: Program, run: Run, proved: Outcomes, asked: dict[int, Told], with_held: bool) -> list[Told]:
    return [
        asked.get(n) or tell(trigger, run, proof, with_held=with_held)
        for n, (trigger, proof) in enumerate(zip(program.triggers, proved, strict=True))
    ]


def _told(compiled: CompiledRuleSet, told: list[Told], remarks: tuple[StructureRemark, ...]) -> Verdict:
    return Verdict(
        status=_status(told),
        counts=_counts(told),
        reasons=tuple(_reasons(told)),
        findings=tuple(one.finding for one in told if one.finding is not None),
        rule_set=_name_of(compiled),
        remarks=remarks,
        troubles=tuple(_troubles(told)),
    )


def _troubles(told: list[Told]) -> Iterable[TriggerTrouble]:
    for one in told:
        if (trouble := one.trouble) is not None:
            code = one.compiled.trigger.code
            named = trouble.value if trouble.code in NAMED_BY_RULES else None
            yield TriggerTrouble(
                code=code, cause=trouble.cause, reason=trouble.code, element=trouble.element, named=named
            )


def _remarks(index: Index, program: Program) -> tuple[StructureRemark, ...]:
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
