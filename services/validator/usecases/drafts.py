"""Writing drafts of rule sets."""

from typing import Any, Final
from uuid import UUID

import orjson

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.forms import Accepts
from contracts.workbench import ChangeRuleSet, CreateRuleSet, RulesText, SaveRuleSet
from services.validator.domain.drafts import next_version
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.tables import DraftRow, RuleSetRow
from services.validator.usecases import rule_sets
from services.validator.usecases.steps import Step, draft_to_change

# A rule set travels in one message of the bus.
MAX_KILOBYTES: Final = 240


async def create(uow: UnitOfWork, step: Step, request: CreateRuleSet) -> UUID:
    """A new draft; returns its id. Raises `not_found`, `invalid` (a base of another form, a form without triggers)."""
    form = await rule_sets.form_of(uow, request.form)
    if form.accepts is Accepts.FILES:
        raise ServiceError("invalid", fields=(field_error("form", "files_form"),))
    base = await _base(uow, request)
    taken = {row.version for row in await drafts.published(uow.session, request.form)}
    taken |= {row.rules["version"] for row in await drafts.drafts(uow.session, request.form)}
    text = rule_sets.text_of(RuleSet.model_validate(base.document)) if base else RulesText(version="")
    version = request.version or next_version(taken, step.today)
    row = DraftRow(
        form_code=request.form,
        revision=1,
        rules=_document(text.model_copy(update={"version": version, "effective_from": None, "effective_to": None})),
        form=None,
        based_on=base.id if base else None,
        changed_at=step.at,
        changed_by=step.by.model_dump(mode="json"),
        proposal=None,
    )
    await drafts.add(uow.session, row)
    await drafts.remember(uow.session, row, "created", step.by, step.at, based_on=base.version if base else None)
    return row.id


async def save(uow: UnitOfWork, step: Step, request: SaveRuleSet) -> None:
    """Keep what was written, mistakes and all; saving the same again changes nothing."""
    row = await draft_to_change(uow, request)
    document = _document(request.rules)
    if document == row.rules:
        return
    row.rules = document
    row.revision += 1
    row.changed_at, row.changed_by = step.at, step.by.model_dump(mode="json")
    # What was proposed is not what would be published now.
    row.proposal = None
    await drafts.remember(uow.session, row, "saved", step.by, step.at, request.reason or None)


async def delete(uow: UnitOfWork, step: Step, request: ChangeRuleSet) -> None:
    """Throw a draft away; its history stays."""
    row = await draft_to_change(uow, request)
    await drafts.remember(uow.session, row, "deleted", step.by, step.at, version=row.rules["version"])
    await drafts.forget_backtests(uow.session, row.id)
    await drafts.remove(uow.session, row)


def _document(text: RulesText) -> dict[str, Any]:
    """Raises `rule_set_too_large`."""
    size = len(orjson.dumps(text.model_dump(mode="json", exclude_none=True))) // 1024
    if size > MAX_KILOBYTES:
        raise ServiceError("rule_set_too_large", {"size": size, "limit": MAX_KILOBYTES})
    return text.model_dump(mode="json")


async def _base(uow: UnitOfWork, request: CreateRuleSet) -> RuleSetRow | None:
    if request.based_on is None:
        published = await drafts.published(uow.session, request.form)
        return published[0] if published else None
    row = await drafts.published_version(uow.session, request.based_on)
    if row is None or row.form_code != request.form:
        raise ServiceError("invalid", fields=(field_error("based_on", "other_form"),))
    return row
