"""From draft to published version, and out of force again. A published version is what verdicts name for ever."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from chassis.storage import Storage
from contracts.errors import FieldError
from contracts.field_errors import field_error
from contracts.workbench import ApproveRuleSet, Proposal, PublishRuleSet, Reader, RetireRuleSet, ReturnRuleSet
from services.validator.domain.drafts import end_fault, may_approve, start_fault
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts, forms
from services.validator.rules.checking import DraftProblem, problems_of
from services.validator.tables import DraftRow, RuleSetRow
from services.validator.usecases import rule_sets
from services.validator.usecases.publishing import BUCKET, announce, document_of, keep_whole_form
from services.validator.usecases.steps import Step, draft_to_change, published_to_change, remember


async def publish(uow: UnitOfWork, storage: Storage, step: Step, request: PublishRuleSet) -> None:
    """Publish a draft alone, where the SRO allows it."""
    await forms.lock_publishing(uow.session)
    row = await draft_to_change(uow, request)
    await _refuse_untested(uow, row, request)
    await _publish(uow, storage, step, row, _proposal(step, request), request.language)


async def propose(uow: UnitOfWork, storage: Storage, step: Step, request: PublishRuleSet) -> None:
    """Ask another person to publish a draft. Raises what publishing would, and `already_proposed`."""
    await forms.lock_publishing(uow.session)
    row = await draft_to_change(uow, request)
    if row.proposal is not None:
        raise ServiceError("already_proposed", {"who": Proposal.model_validate(row.proposal).by.name})
    await _refuse_untested(uow, row, request)
    await _publishable(uow, row, request.effective_from, step.today, request.language)
    row.proposal = _proposal(step, request).model_dump(mode="json")
    await remember(uow, row, "proposed", step, request.reason, proposal=row.proposal)


async def approve(uow: UnitOfWork, storage: Storage, step: Step, request: ApproveRuleSet) -> None:
    """Publish what another person proposed. Raises `not_proposed`, `second_person_needed`."""
    await forms.lock_publishing(uow.session)
    row = await draft_to_change(uow, request)
    proposal = _proposed(row)
    if not may_approve(proposal.by.person_id, step.by.person_id):
        raise ServiceError("second_person_needed")
    await _publish(uow, storage, step, row, proposal, request.language, approval=request.reason)


async def hand_back(uow: UnitOfWork, step: Step, request: ReturnRuleSet) -> None:
    """Make a proposed draft a draft again: another person returns it, or the proposer thinks better of it."""
    row = await draft_to_change(uow, request)
    _proposed(row)
    row.proposal = None
    await remember(uow, row, "returned", step, request.reason)


async def retire(uow: UnitOfWork, step: Step, request: RetireRuleSet) -> None:
    """End the force of a published version. Raises `not_published`, `invalid` (a day before its start)."""
    await forms.lock_publishing(uow.session)
    row = await published_to_change(uow, request)
    if request.last_day is not None:
        _refuse_faults([("last_day", end_fault(request.last_day, row.effective_from))])
    row.effective_to = request.last_day or row.effective_from - timedelta(days=1)
    row.retired_at, row.retired_by = step.at, step.by.model_dump(mode="json")
    row.revision += 1
    await remember(uow, row, "retired", step, request.reason, effective_to=row.effective_to.isoformat())
    await uow.session.flush()
    await _announce_change(uow, row)


async def _publish(
    uow: UnitOfWork,
    storage: Storage,
    step: Step,
    row: DraftRow,
    proposal: Proposal,
    reader: Reader,
    approval: str | None = None,
) -> None:
    rules = await _publishable(uow, row, proposal.effective_from, step.today, reader)
    # The object first: a row must never name an object that is not there.
    document = await storage.put_bytes(BUCKET, document_of(rules))
    await drafts.keep_published(uow.session, row.id, rules, document, step.by, row.revision, step.at)
    told = proposal.model_dump(mode="json")
    await remember(uow, row, "published", step, approval or proposal.reason, proposal=told)
    await drafts.remove(uow.session, row)
    await keep_whole_form(uow, rules.form, step.by.name)
    await announce(uow, rules.form.code)


async def _publishable(uow: UnitOfWork, row: DraftRow, start: date, today: date, reader: Reader) -> RuleSet:
    """The rule set as it would be published from `start`. Raises `rule_set_has_mistakes`, `invalid`."""
    rules = (await rule_sets.rules_of(uow, row)).model_copy(update={"effective_from": start})
    blocking = [found for found in await asyncio.to_thread(problems_of, rules) if found.blocks]
    if blocking:
        raise mistakes_error(blocking, reader)
    published = await drafts.published(uow.session, row.form_code)
    taken = rules.version in {version.version for version in published}
    _refuse_faults(
        [
            ("version", "required" if not rules.version.strip() else "version_taken" if taken else None),
            ("effective_from", start_fault(start, [one for one in published if one.edition == row.edition], today)),
            ("effective_to", end_fault(rules.effective_to, start) if rules.effective_to else None),
        ]
    )
    return rules


async def _refuse_untested(uow: UnitOfWork, row: DraftRow, request: PublishRuleSet) -> None:
    tested = await drafts.is_backtested(uow.session, row.id, row.revision)
    if not tested and request.without_backtest is None:
        raise ServiceError("backtest_needed")


async def _announce_change(uow: UnitOfWork, row: RuleSetRow) -> None:
    # A raised revision: whoever hears of the form takes nothing older for news.
    await forms.keep_form(uow.session, await rule_sets.form_of(uow, row.form_code))
    await announce(uow, row.form_code)


def _proposal(step: Step, request: PublishRuleSet) -> Proposal:
    return Proposal(
        by=step.by,
        at=step.at,
        effective_from=request.effective_from,
        reason=request.reason,
        without_backtest=request.without_backtest,
    )


def _proposed(row: DraftRow) -> Proposal:
    if row.proposal is None:
        raise ServiceError("not_proposed")
    return Proposal.model_validate(row.proposal)


def mistakes_error(problems: Sequence[DraftProblem], reader: Reader) -> ServiceError:
    fields = [
        FieldError(field=_field(found), code=found.code, detail=found.text_en if reader == "en" else found.text)
        for found in problems[:50]
    ]
    first = problems[0]
    owner = f"{first.trigger}: " if first.trigger else ""
    params = {"count": len(problems), "first": owner + first.text, "first_en": owner + first.text_en}
    return ServiceError("rule_set_has_mistakes", params, fields=fields)


def _field(found: DraftProblem) -> str:
    owner = f"triggers.{found.position - 1}" if found.position else "rules"
    return f"{owner}.{found.field}" if found.field else owner


def _refuse_faults(faults: Sequence[tuple[str, str | None]]) -> None:
    fields = [field_error(field, code) for field, code in faults if code is not None]
    if fields:
        raise ServiceError("invalid", fields=fields)
