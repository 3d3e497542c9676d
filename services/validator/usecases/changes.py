"""What changed: between two versions, and step by step."""

from collections.abc import Iterable
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.rule_changes import (
    CompareRuleSets,
    ComparedRuleSets,
    FieldChange,
    HistoryEntry,
    HistoryPage,
    ItemChange,
    RuleSetDiff,
)
from contracts.workbench import Author
from services.validator.domain.differences import Difference, FieldDifference, ItemDifference, compare
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.tables import DraftRow, HistoryRow, RuleSetRow
from services.validator.usecases import rule_sets


async def difference(uow: UnitOfWork, asked: CompareRuleSets) -> ComparedRuleSets:
    """How a rule set differs from another of its form. Raises `not_found`."""
    row = await _row(uow, asked.id)
    before = await _before(uow, row, asked.against)
    after = await _rules(uow, row)
    start = await _rules(uow, before) if before is not None else RuleSet(form=after.form, version="")
    return ComparedRuleSets(
        before=rule_sets.summary(before) if before is not None else None,
        after=rule_sets.summary(row),
        difference=diff_of(compare(start, after)),
    )


async def history(uow: UnitOfWork, id: UUID) -> HistoryPage:
    """The newest step first; the history of a draft that is gone can still be read. Raises `not_found`."""
    rows = await drafts.history(uow.session, id)
    if not rows:
        await _row(uow, id)
    return HistoryPage(items=tuple(_entry(row) for row in rows))


def diff_of(found: Difference) -> RuleSetDiff:
    return RuleSetDiff(
        settings=_fields(found.settings),
        parameters=_fields(found.parameters),
        triggers=_items(found.triggers),
        form=_fields(found.form),
        elements=_items(found.elements),
    )


def told(found: Difference) -> dict[str, list[str]]:
    """The difference as a line of the history keeps it: what, not from what to what."""
    kinds = {"added": found.codes("added"), "removed": found.codes("removed"), "changed": found.codes("changed")}
    named = {**kinds, "parameters": tuple(change.field for change in found.parameters)}
    return {name: list(items) for name, items in named.items() if items}


async def _row(uow: UnitOfWork, id: UUID) -> DraftRow | RuleSetRow:
    row = await drafts.draft(uow.session, id) or await drafts.published_version(uow.session, id)
    if row is None:
        raise not_found()
    return row


async def _before(uow: UnitOfWork, row: DraftRow | RuleSetRow, against: UUID | None) -> DraftRow | RuleSetRow | None:
    if against is not None:
        other = await _row(uow, against)
        if other.form_code != row.form_code:
            raise not_found()
        return other
    if isinstance(row, DraftRow):
        return await drafts.published_version(uow.session, row.based_on) if row.based_on else None
    published = await drafts.published(uow.session, row.form_code)
    earlier = [version for version in published if version.published_at < row.published_at]
    return max(earlier, key=lambda version: version.published_at, default=None)


async def _rules(uow: UnitOfWork, row: DraftRow | RuleSetRow) -> RuleSet:
    if isinstance(row, DraftRow):
        return await rule_sets.rules_of(uow, row)
    return RuleSet.model_validate(row.document)


def _entry(row: HistoryRow) -> HistoryEntry:
    proposal = row.details.get("proposal") or {}
    by = Author.model_validate(row.by)
    proposed_by = proposal.get("by", {}).get("name")
    return HistoryEntry(
        at=row.at,
        by=by,
        act=row.act,
        revision=row.revision,
        reason=row.reason,
        added=row.details.get("added", ()),
        removed=row.details.get("removed", ()),
        changed=row.details.get("changed", ()),
        parameters=row.details.get("parameters", ()),
        effective_from=proposal.get("effective_from"),
        effective_to=row.details.get("effective_to"),
        proposed_by=proposed_by if proposed_by != by.name else None,
        without_backtest=proposal.get("without_backtest"),
        file_name=row.details.get("file_name"),
    )


def _fields(found: Iterable[FieldDifference]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(field=one.field, before=one.before, after=one.after) for one in found)


def _items(found: Iterable[ItemDifference]) -> tuple[ItemChange, ...]:
    return tuple(
        ItemChange(kind=one.kind, key=one.key, title=one.title, fields=_fields(one.fields)) for one in found
    )
