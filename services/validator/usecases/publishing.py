"""Publishing forms and rule sets, and telling of them."""

import orjson

from chassis.database import Database, UnitOfWork
from chassis.storage import Storage
from contracts.validator import FORM_PUBLISHED
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import forms, rule_sets
from services.validator.usecases.forms import info_of

BUCKET = "rulesets"


class VersionTakenError(Exception):
    """A verdict names its version for ever, so a published version can never hold anything else."""


def document_of(rules: RuleSet) -> bytes:
    """The rule set as workers load it: the same rules always give the same bytes."""
    return orjson.dumps(rules.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)


async def publish(database: Database, storage: Storage, rules: RuleSet) -> None:
    """Publish a built-in rule set with its form, once; repeating it changes nothing. Raises VersionTakenError.

    Where methodologists have published versions of their own, an update of Kabinet must not put others in force.
    """
    document = document_of(rules)
    async with database.transaction() as uow:
        await forms.lock_publishing(uow.session)
        if await rule_sets.is_own(uow.session, rules.form.code) or await _is_published(uow, rules):
            return
        # The object first: a row must never name an object that is not there.
        ref = await storage.put_bytes(BUCKET, document)
        await forms.keep_form(uow.session, rules.form)
        await rule_sets.keep_rule_set(uow.session, rules, ref)
        await announce(uow, rules.form.code)


async def publish_form(database: Database, form: Form) -> None:
    """Publish a form that has no triggers, once."""
    async with database.transaction() as uow:
        await forms.lock_publishing(uow.session)
        found = await forms.form(uow.session, form.code)
        if found is None or found[0] != form:
            await forms.keep_form(uow.session, form)
            await announce(uow, form.code)


async def _is_published(uow: UnitOfWork, rules: RuleSet) -> bool:
    published = await rule_sets.version(uow.session, rules.form.code, rules.version)
    if published is None:
        return False
    stored = await rule_sets.rule_set(uow.session, published.id)
    if stored is None or stored[1] != rules:
        raise VersionTakenError(
            f"version {rules.version} of form {rules.form.code} was published with another form or other triggers, "
            "and verdicts name it: give the changed rule set a new `version` and `effective_from`"
        )
    return True


async def announce(uow: UnitOfWork, code: str) -> None:
    """Tell the others of the form as it stands now."""
    await uow.emit(FORM_PUBLISHED, await info_of(uow, code))
