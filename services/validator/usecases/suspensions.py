"""Triggers that switch themselves off, and people who put them back to work.

A published rule set never changes: a suspension is a row beside it. It is announced with the form as it is from then
on; reports hands the list on with every job, and checks again what the trigger had touched.
"""

import logging
from datetime import datetime
from uuid import uuid4

from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.forms import RuleSetRef, SuspendedTrigger
from contracts.identity import Identity
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.suspensions import (
    SUSPENSION_CHANGED,
    LiftSuspension,
    SuspensionChanged,
    SuspensionPage,
    SuspensionQuery,
    SuspensionView,
)
from contracts.validator import TriggerTrouble, ValidationFinished
from services.validator.domain.suspensions import Met, is_certain, is_proved, is_the_rules_fault
from services.validator.engine.texts import TROUBLES
from services.validator.repository import forms, outcomes, rule_sets, suspensions
from services.validator.usecases.forms import info_of

log = logging.getLogger(__name__)


async def judge_rules(uow: UnitOfWork, finished: ValidationFinished, of_doubtful: int, now: datetime) -> None:
    """Switch off the triggers that the verdict shows to be broken. Its outcomes must have been entered before."""
    rule_set, form = finished.rule_set, finished.form
    broken = [trouble for trouble in finished.outcomes.troubles if is_the_rules_fault(trouble)]
    if not broken or rule_set is None or form is None:
        return
    off = await suspensions.codes_off(uow.session, rule_set.id)
    for trouble in broken:
        if trouble.code not in off and await _met_often_enough(uow, rule_set, trouble, of_doubtful):
            await _suspend(uow, form, rule_set, trouble, now)


async def _met_often_enough(uow: UnitOfWork, rule_set: RuleSetRef, trouble: TriggerTrouble, of_doubtful: int) -> bool:
    if is_certain(trouble):
        return True
    met = Met(
        members=await outcomes.members_with_trouble(uow.session, rule_set.id, trouble),
        judged=await outcomes.members_judged(uow.session, rule_set.id),
    )
    return is_proved(trouble, met, of_doubtful=of_doubtful)


async def _suspend(uow: UnitOfWork, form: str, rule_set: RuleSetRef, trouble: TriggerTrouble, now: datetime) -> None:
    trigger = SuspendedTrigger(
        id=uuid4(),
        rule_set_id=rule_set.id,
        rule_set_version=rule_set.version,
        code=trouble.code,
        title=await _title(uow, rule_set, trouble.code),
        reason=_words(trouble, 0),
        reason_en=_words(trouble, 1),
        element=trouble.element,
        suspended_at=now,
    )
    if await suspensions.add(uow.session, trigger, form):
        log.warning("trigger %s of form %s switched itself off: %s", trigger.code, form, trigger.reason)
        told = {"reason": trigger.reason, "element": trigger.element, "version": trigger.rule_set_version}
        uow.record(Act.TRIGGER_SUSPENDED, _named(trigger, form), after=told)
        await _announce(uow, form, trigger, None)


async def list_in_force(uow: UnitOfWork, query: SuspensionQuery) -> SuspensionPage:
    """What is switched off now. Raises `not_found` for a form that is not there."""
    if query.form is not None and await forms.form(uow.session, query.form) is None:
        raise not_found()
    found = await suspensions.in_force_everywhere(uow.session, query.form)
    return SuspensionPage(items=tuple(_view(form, title, trigger, query) for form, title, trigger in found))


def _view(form: str, title: str, trigger: SuspendedTrigger, query: SuspensionQuery) -> SuspensionView:
    told = trigger.model_dump(exclude={"reason", "reason_en"})
    # What was switched off before reasons had an English text has none.
    reason = (trigger.reason_en if query.language == "en" else None) or trigger.reason
    return SuspensionView(form=form, form_title=title, reason=reason, **told)


async def lift(uow: UnitOfWork, who: Identity, request: LiftSuspension, now: datetime) -> None:
    """Put a trigger back to work. Raises `not_found`, `conflict` (it works already)."""
    row = await suspensions.lock(uow.session, request.id)
    if row is None:
        raise not_found()
    if row.lifted_at is not None:
        raise ServiceError("conflict")
    row.lifted_at, row.note = now, request.note
    row.lifted_by = {"id": str(who.person_id), "name": who.person_name}
    await uow.session.flush()
    trigger = suspensions.view(row)
    uow.record(Act.SUSPENSION_LIFTED, _named(trigger, row.form_code), after={"note": request.note})
    await _announce(uow, row.form_code, trigger, now)


def _named(trigger: SuspendedTrigger, form: str) -> ActObject:
    return ActObject(kind=ObjectKind.TRIGGER, id=str(trigger.id), title=f"{form} {trigger.code}")


async def _announce(uow: UnitOfWork, form: str, trigger: SuspendedTrigger, lifted_at: datetime | None) -> None:
    await forms.raise_revision(uow.session, form)
    info = await info_of(uow, form)
    await uow.emit(SUSPENSION_CHANGED, SuspensionChanged(form=info, trigger=trigger, lifted_at=lifted_at))


async def _title(uow: UnitOfWork, rule_set: RuleSetRef, code: str) -> str:
    found = await rule_sets.rule_set(uow.session, rule_set.id)
    titles = {trigger.code: trigger.title for trigger in found[1].triggers} if found else {}
    return titles.get(code, code)


def _words(trouble: TriggerTrouble, language: int) -> str:
    """Why, in one sentence; without the values of anybody's report."""
    known = TROUBLES.get(trouble.reason, TROUBLES["failure"])
    return known[language].format(element=trouble.element or "", value=trouble.named or "…", rows="")
