"""Reading rule sets of every state, with what is wrong in a draft."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.field_errors import field_error
from contracts.forms import RuleSetTitle
from contracts.workbench import (
    Author,
    Mistake,
    Proposal,
    Reader,
    RuleSetPage,
    RuleSetState,
    RuleSetSummary,
    RuleSetView,
    RulesText,
)
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts, editions, forms
from services.validator.rules.checking import DraftProblem, problems_of
from services.validator.tables import DraftRow, RuleSetRow


async def find(uow: UnitOfWork, form_code: str) -> RuleSetPage:
    """Drafts first, then versions, the newest first. Raises `not_found` for an unknown form."""
    await form_of(uow, form_code)
    published = await drafts.published(uow.session, form_code)
    titles = {row.id: title_of(row) for row in published}
    written = [_of_draft(row, titles) for row in await drafts.drafts(uow.session, form_code)]
    return RuleSetPage(items=(*written, *(_of_published(row) for row in published)))


async def view(uow: UnitOfWork, id: UUID, reader: Reader, two_person: bool) -> RuleSetView:
    """The whole rule set. Raises `not_found`."""
    draft = await drafts.draft(uow.session, id)
    if draft is not None:
        return await _view_of_draft(uow, draft, reader, two_person)
    published = await drafts.published_version(uow.session, id)
    if published is None:
        raise not_found()
    text = text_of(RuleSet.model_validate(published.document))
    return RuleSetView(
        **dict(_of_published(published)),
        ref=title_of(published),
        parameters=text.parameters,
        triggers=text.triggers,
        two_person=two_person,
    )


async def summary(uow: UnitOfWork, row: DraftRow | RuleSetRow) -> RuleSetSummary:
    """A draft or a version as lists show it."""
    if isinstance(row, RuleSetRow):
        return _of_published(row)
    based_on = await drafts.published_version(uow.session, row.based_on) if row.based_on else None
    return _of_draft(row, {based_on.id: title_of(based_on)} if based_on else {})


async def row_of(uow: UnitOfWork, id: UUID) -> DraftRow | RuleSetRow:
    """A draft, or a version. Raises `not_found`."""
    row = await drafts.draft(uow.session, id) or await drafts.published_version(uow.session, id)
    if row is None:
        raise not_found()
    return row


async def form_of(uow: UnitOfWork, code: str) -> Form:
    """The form as last published, in its newest edition. Raises `not_found`."""
    found = await forms.form(uow.session, code)
    if found is None:
        raise not_found()
    return found[0]


async def edition_of(uow: UnitOfWork, code: str, edition: str | None) -> Form:
    """An edition of a form as last published, the newest without a name. Raises `not_found`, `invalid`."""
    newest = await form_of(uow, code)
    if edition is None:
        return newest
    named = [row for row in await editions.of_form(uow.session, code) if row.edition == edition]
    if not named:
        raise ServiceError("invalid", fields=(field_error("edition", "no_edition"),))
    return editions.form_of(named[0])


async def rules_of(uow: UnitOfWork, row: DraftRow | RuleSetRow) -> RuleSet:
    """A version as it was published; a draft over its edition of the form as that stands now."""
    if isinstance(row, RuleSetRow):
        return RuleSet.model_validate(row.document)
    form = await edition_of(uow, row.form_code, row.edition)
    return RuleSet.model_validate({**row.rules, "form": form})


def text_of(rules: RuleSet) -> RulesText:
    """What is edited of a rule set."""
    return RulesText.model_validate(rules.model_dump(exclude={"form"}))


def title_of(row: RuleSetRow) -> RuleSetTitle:
    return RuleSetTitle(
        id=row.id, version=row.version, effective_from=row.effective_from, effective_to=row.effective_to
    )


def mistakes_of(problems: Iterable[DraftProblem], reader: Reader) -> tuple[Mistake, ...]:
    """Problems in the words of the reader."""
    return tuple(
        Mistake(
            code=found.code,
            text=found.text_en if reader == "en" else found.text,
            blocks=found.blocks,
            trigger=found.trigger,
            position=found.position,
            field=found.field,
            line=found.line,
            column=found.column,
            end_line=found.end_line,
            end=found.end,
        )
        for found in problems
    )


async def _view_of_draft(uow: UnitOfWork, row: DraftRow, reader: Reader, two_person: bool) -> RuleSetView:
    rules = await rules_of(uow, row)
    text = text_of(rules)
    # A hundred formulas take a tenth of a second to read: inspections must not wait for them.
    problems = await asyncio.to_thread(problems_of, rules)
    return RuleSetView(
        **dict(await summary(uow, row)),
        ref=None,
        parameters=text.parameters,
        triggers=text.triggers,
        mistakes=mistakes_of(problems, reader),
        backtested=await drafts.is_backtested(uow.session, row.id, row.revision),
        two_person=two_person,
    )


def _of_draft(row: DraftRow, titles: dict[UUID, RuleSetTitle]) -> RuleSetSummary:
    proposal = Proposal.model_validate(row.proposal) if row.proposal else None
    planned = row.rules.get("effective_from")
    return RuleSetSummary(
        id=row.id,
        form=row.form_code,
        edition=row.edition,
        version=row.rules["version"],
        state=RuleSetState.PROPOSED if proposal else RuleSetState.DRAFT,
        revision=row.revision,
        effective_from=proposal.effective_from if proposal else planned,
        effective_to=row.rules.get("effective_to"),
        based_on=titles.get(row.based_on) if row.based_on else None,
        trigger_count=len(row.rules["triggers"]),
        changed_at=row.changed_at,
        changed_by=Author.model_validate(row.changed_by),
        proposal=proposal,
    )


def _of_published(row: RuleSetRow) -> RuleSetSummary:
    published_by = Author.model_validate(row.published_by) if row.published_by else None
    retired_by = Author.model_validate(row.retired_by) if row.retired_by else None
    return RuleSetSummary(
        id=row.id,
        form=row.form_code,
        edition=row.edition,
        version=row.version,
        state=RuleSetState.RETIRED if row.retired_at else RuleSetState.PUBLISHED,
        revision=row.revision,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        trigger_count=len(row.document["triggers"]),
        changed_at=row.retired_at or row.published_at,
        changed_by=retired_by or published_by,
        published_at=row.published_at,
        published_by=published_by,
    )
