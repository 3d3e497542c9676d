"""What the validator does: publish forms and rule sets, and tell of them."""

import orjson

from chassis.database import Database, UnitOfWork
from chassis.errors import not_found
from chassis.storage import Storage
from contracts.forms import FormInfo, FormSummary, RuleSetRef, RuleSetTitle
from contracts.validator import FORM_PUBLISHED, FormPage, FormView, RuleSetQuery, RuleSetView, TriggerView
from services.validator import repository
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet

BUCKET = "rulesets"


class VersionTakenError(Exception):
    """A verdict names its version for ever, so a published version can never hold anything else."""


def document_of(rules: RuleSet) -> bytes:
    """The rule set as workers load it: the same rules always give the same bytes."""
    return orjson.dumps(rules.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)


async def publish(database: Database, storage: Storage, rules: RuleSet) -> None:
    """Publish a rule set with its form, once; repeating it changes nothing. Raises VersionTakenError."""
    document = document_of(rules)
    async with database.transaction() as uow:
        await repository.lock_publishing(uow.session)
        if await _is_published(uow, rules):
            return
        # The object first: a row must never name an object that is not there.
        ref = await storage.put_bytes(BUCKET, document)
        await repository.keep_form(uow.session, rules.form)
        await repository.keep_rule_set(uow.session, rules, ref)
        await _announce(uow, rules.form.code)


async def publish_form(database: Database, form: Form) -> None:
    """Publish a form that has no triggers, once."""
    async with database.transaction() as uow:
        await repository.lock_publishing(uow.session)
        found = await repository.form(uow.session, form.code)
        if found is None or found[0] != form:
            await repository.keep_form(uow.session, form)
            await _announce(uow, form.code)


async def list_forms(uow: UnitOfWork) -> FormPage:
    """Every form by code."""
    infos = [await _info(uow, form.code) for form in await repository.forms(uow.session)]
    return FormPage(items=tuple(FormSummary.model_validate(info.model_dump()) for info in infos))


async def get_form(uow: UnitOfWork, code: str) -> FormView:
    """A form with its elements. Raises `not_found`."""
    found = await repository.form(uow.session, code)
    if found is None:
        raise not_found()
    elements = [element.model_dump() for element in found[0].elements]
    return FormView.model_validate({**(await _info(uow, code)).model_dump(), "elements": elements})


async def get_rule_set(uow: UnitOfWork, query: RuleSetQuery) -> RuleSetView:
    """A published version with its triggers. Raises `not_found`."""
    found = await repository.rule_set(uow.session, query.id)
    if found is None:
        raise not_found()
    ref, rules = found
    triggers = tuple(TriggerView.model_validate(trigger.model_dump()) for trigger in rules.triggers)
    # A title: where the document lies is nobody's business outside.
    title = RuleSetTitle.model_validate(ref.model_dump())
    return RuleSetView(ref=title, form=rules.form.code, triggers=triggers)


async def _is_published(uow: UnitOfWork, rules: RuleSet) -> bool:
    published = await repository.version(uow.session, rules.form.code, rules.version)
    if published is None:
        return False
    stored = await repository.rule_set(uow.session, published.id)
    if stored is None or stored[1] != rules:
        raise VersionTakenError(
            f"version {rules.version} of form {rules.form.code} was published with another form or other triggers, "
            "and verdicts name it: give the changed rule set a new `version` and `effective_from`"
        )
    return True


async def _announce(uow: UnitOfWork, code: str) -> None:
    await uow.emit(FORM_PUBLISHED, await _info(uow, code))


async def _info(uow: UnitOfWork, code: str) -> FormInfo:
    found = await repository.form(uow.session, code)
    if found is None:
        raise not_found()
    form, revision = found
    return form_info(form, revision, tuple(await repository.rule_sets(uow.session, code)))


def form_info(form: Form, revision: int, rule_sets: tuple[RuleSetRef, ...]) -> FormInfo:
    """The form as other services know it."""
    if form.period is None or form.due is None:
        raise ValueError(f"form {form.code} has no period or no term: it cannot be asked for")
    return FormInfo(
        code=form.code,
        revision=revision,
        title=form.title,
        accepts=form.accepts,
        file_types=form.file_types,
        period_kind=form.period.kind,
        due=form.due,
        rule_sets=rule_sets,
    )
