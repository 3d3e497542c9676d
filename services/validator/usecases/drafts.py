"""Writing drafts of rule sets."""

from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.forms import Accepts
from contracts.workbench import ChangeRuleSet, CreateRuleSet, RulesText, SaveRuleSet
from services.validator.domain.differences import compare
from services.validator.domain.drafts import counts, next_version
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.tables import DraftRow, RuleSetRow
from services.validator.usecases import changes, rule_sets
from services.validator.usecases.steps import Step, draft_to_change, remember

# A rule set travels in one message of the bus.
MAX_KILOBYTES: Final = 240


async def create(uow: UnitOfWork, step: Step, request: CreateRuleSet) -> UUID:
    """A new draft; returns its id.

    Raises `not_found`, `invalid` (a base of another form, an edition that it has not, a form without triggers).
    """
    base = await _base(uow, request)
    named = base.edition if request.edition is None and request.based_on and base else request.edition
    form = await rule_sets.edition_of(uow, request.form, named)
    if base is None and request.based_on is None:
        base = await _newest(uow, form)
    text = rule_sets.text_of(RuleSet.model_validate(base.document)) if base else RulesText(version="")
    version = request.version or await free_version(uow, form.code, step.today)
    text = text.model_copy(update={"version": version, "effective_from": None, "effective_to": None})
    row = await begin(uow, step, form, text, base)
    await remember(uow, row, "created", step, based_on=base.version if base else None)
    return row.id


async def begin(uow: UnitOfWork, step: Step, form: Form, text: RulesText, base: RuleSetRow | None) -> DraftRow:
    """Keep a new draft over an edition of a form. Raises `invalid` (a form without triggers), `rule_set_too_large`."""
    if form.accepts is Accepts.FILES:
        raise ServiceError("invalid", fields=(field_error("form", "files_form"),))
    row = DraftRow(
        form_code=form.code,
        revision=1,
        rules=_document(text),
        edition=form.edition,
        based_on=base.id if base else None,
        changed_at=step.at,
        changed_by=step.by.model_dump(mode="json"),
        proposal=None,
    )
    await drafts.add(uow.session, row)
    return row


async def free_version(uow: UnitOfWork, form_code: str, today: date) -> str:
    """The next name that no version and no draft of the form has."""
    published = {row.version for row in await drafts.published(uow.session, form_code)}
    written = {row.rules["version"] for row in await drafts.drafts(uow.session, form_code)}
    return next_version(published | written, today)


async def save(uow: UnitOfWork, step: Step, request: SaveRuleSet) -> None:
    """Keep what was written, mistakes and all; saving the same again changes nothing."""
    row = await draft_to_change(uow, request)
    await write(uow, step, row, request.rules, "saved", request.reason)


async def write(
    uow: UnitOfWork, step: Step, row: DraftRow, text: RulesText, act: str, reason: str | None, **details: Any
) -> None:
    """Put a text in place of a draft's own, and remember what that changed. Raises `rule_set_too_large`."""
    document = _document(text)
    if document == row.rules:
        return
    before = await rule_sets.rules_of(uow, row)
    row.rules = document
    row.revision += 1
    row.changed_at, row.changed_by = step.at, step.by.model_dump(mode="json")
    # What was proposed is not what would be published now.
    row.proposal = None
    said = changes.told(compare(before, await rule_sets.rules_of(uow, row)))
    await remember(uow, row, act, step, reason or None, **said, **details)


async def delete(uow: UnitOfWork, step: Step, request: ChangeRuleSet) -> None:
    """Throw a draft away; its history stays."""
    row = await draft_to_change(uow, request)
    await remember(uow, row, "deleted", step, version=row.rules["version"])
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
        return None
    await rule_sets.form_of(uow, request.form)
    row = await drafts.published_version(uow.session, request.based_on)
    if row is None or row.form_code != request.form:
        raise ServiceError("invalid", fields=(field_error("based_on", "other_form"),))
    return row


async def _newest(uow: UnitOfWork, form: Form) -> RuleSetRow | None:
    """The newest version for this edition; for one that has none yet, the newest of the form.

    One that was withdrawn was published by mistake: nobody wants to begin from it.
    """
    published = [row for row in await drafts.published(uow.session, form.code) if counts(row)]
    of_edition = [row for row in published if row.edition == form.edition]
    return next(iter([*of_edition, *published]), None)
