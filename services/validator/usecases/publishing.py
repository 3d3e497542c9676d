"""Publishing forms and rule sets, and telling of them."""

import orjson

from chassis.database import Database, UnitOfWork
from chassis.storage import Storage
from contracts.validator import FORM_PUBLISHED
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import editions, form_drafts, forms, rule_sets
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
        await keep_whole_form(uow, rules.form, None)
        await rule_sets.keep_rule_set(uow.session, rules, ref)
        await announce(uow, rules.form.code)


async def publish_form(database: Database, form: Form) -> None:
    """Publish a form that has no triggers, once: what was changed in the browser since is not undone by a restart."""
    async with database.transaction() as uow:
        await forms.lock_publishing(uow.session)
        documents = await form_drafts.published_documents(uow.session, form.code)
        if form in [Form.model_validate(document) for document in documents]:
            return
        await keep_whole_form(uow, form, None)
        await announce(uow, form.code)


async def keep_whole_form(uow: UnitOfWork, form: Form, person: str | None) -> None:
    """Keep a form that came whole, with a rule set or with the program (nobody's name); a change goes into history."""
    published = [editions.form_of(row) for row in await editions.of_form(uow.session, form.code)]
    revision = await keep_form(uow, form, person)
    if form not in published:
        form_drafts.note_publication(uow.session, form, revision, person)


async def keep_form(uow: UnitOfWork, form: Form, person: str | None) -> int:
    """Keep an edition as published; returns the form's revision.

    What the form is as a whole (title, term, kind of period) all editions share.
    """
    published = [editions.form_of(row) for row in await editions.of_form(uow.session, form.code)]
    names = [one.edition for one in published]
    # The newest edition is what the form is by default; mending an older one leaves it so.
    current = form if form.edition not in names or names[0] == form.edition else published[0]
    revision = await forms.keep_form(uow.session, _with_terms(current, form))
    await editions.keep_edition(uow.session, form, revision, person)
    for other in published:
        if other.edition != form.edition and _with_terms(other, form) != other:
            await editions.keep_edition(uow.session, _with_terms(other, form), revision, person)
    return revision


def _with_terms(edition: Form, published: Form) -> Form:
    place = edition.period and published.period and edition.period.model_copy(update={"kind": published.period.kind})
    shared = {name: getattr(published, name) for name in ("title", "accepts", "file_types", "due")}
    return edition.model_copy(update={**shared, "period": place or published.period})


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
