"""Rule sets as methodologists see them."""

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.forms import RuleSetTitle
from contracts.validator import RuleSetQuery, RuleSetView, TriggerView
from services.validator.repository import rule_sets


async def get_rule_set(uow: UnitOfWork, query: RuleSetQuery) -> RuleSetView:
    """A published version with its triggers. Raises `not_found`."""
    found = await rule_sets.rule_set(uow.session, query.id)
    if found is None:
        raise not_found()
    ref, rules = found
    triggers = tuple(TriggerView.model_validate(trigger.model_dump()) for trigger in rules.triggers)
    # A title: where the document lies is nobody's business outside.
    title = RuleSetTitle.model_validate(ref.model_dump())
    return RuleSetView(ref=title, form=rules.form.code, triggers=triggers)
