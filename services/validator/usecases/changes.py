"""What changed: between two versions, and step by step."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson

from chassis import paging
from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.rule_changes import (
    AskRuleSetHistory,
    ChangedTrigger,
    ComparedRuleSets,
    CompareRuleSets,
    ItemChange,
    RuleSetAct,
    RuleSetDiff,
    RuleSetHistory,
    TextChange,
)
from contracts.workbench import Author
from services.validator.domain.differences import Difference, FieldDifference, ItemDifference, compare
from services.validator.domain.drafts import counts, in_force
from services.validator.domain.rule_set import RuleSet
from services.validator.repository import drafts
from services.validator.tables import DraftRow, HistoryRow, RuleSetRow
from services.validator.usecases import rule_sets

# Of an answer, which is one message of the bus; the last items come without their fields.
_BUDGET: Final = 160 * 1024
_ELEMENTS: Final = 300
_NAMED: Final = 100


async def difference(uow: UnitOfWork, asked: CompareRuleSets, today: date) -> ComparedRuleSets:
    """How a rule set differs from another of its form. Raises `not_found`."""
    row = await rule_sets.row_of(uow, asked.id)
    before = await _named(uow, row, asked.against) if asked.against else await replaced(uow, row, asked.on or today)
    after = await rule_sets.rules_of(uow, row)
    start = await rule_sets.rules_of(uow, before) if before is not None else RuleSet(form=after.form, version="")
    missed = await _missed(uow, row)
    return ComparedRuleSets(
        before=await rule_sets.summary(uow, before) if before is not None else None,
        after=await rule_sets.summary(uow, row),
        difference=diff_of(compare(start, after)),
        missed=await rule_sets.summary(uow, missed) if missed is not None else None,
    )


async def replaced(uow: UnitOfWork, row: DraftRow | RuleSetRow, day: date) -> RuleSetRow | None:
    """The version whose place a version took, or a draft would take from `day`; of the same edition of the form."""
    published = await _of_edition(uow, row)
    if isinstance(row, RuleSetRow):
        earlier = [version for version in published if version.published_at < row.published_at]
        return max(earlier, key=lambda version: version.published_at, default=None)
    return in_force(published, day) or (published[0] if published else None)


async def history(uow: UnitOfWork, asked: AskRuleSetHistory) -> RuleSetHistory:
    """The newest step first; the history of a draft that is gone can still be read. Raises `not_found`."""
    before = paging.place_of(asked.cursor, UUID)
    rows = await drafts.history(uow.session, asked.id, before, asked.limit + 1)
    page, more = paging.cut(rows, asked.limit)
    if not rows and before is None:
        return RuleSetHistory(items=(await _built_in(uow, asked.id),))
    return RuleSetHistory(
        items=tuple(_act(row) for row in page), next=paging.cursor_of(str(page[-1].id)) if more else None
    )


def diff_of(found: Difference) -> RuleSetDiff:
    """The difference as it is told; more than a message holds is cut short."""
    budget = _Budget()
    triggers = budget.items(found.triggers)
    elements = budget.items(found.elements[:_ELEMENTS])
    return RuleSetDiff(
        triggers=triggers,
        same=found.same,
        parameters=_fields(found.parameters),
        form=_fields(found.form),
        elements=elements,
        cut=budget.left < 0 or len(found.elements) > _ELEMENTS,
    )


def told(found: Difference) -> dict[str, Any]:
    """The difference as a line of the history keeps it: what, not from what to what."""
    kinds = {kind: [item.key for item in found.triggers if item.kind == kind] for kind in ("added", "removed")}
    changed = [
        {"code": item.key, "fields": [field.field for field in item.fields][:_NAMED]}
        for item in found.triggers
        if item.kind == "changed"
    ]
    named: dict[str, list[Any]] = {
        **kinds,
        "changed": changed,
        "parameters": [change.field for change in found.parameters],
    }
    more = sum(max(0, len(items) - _NAMED) for items in named.values())
    cut = {name: items[:_NAMED] for name, items in named.items() if items}
    return {**cut, "more": more} if more else cut


async def _named(uow: UnitOfWork, row: DraftRow | RuleSetRow, against: UUID) -> DraftRow | RuleSetRow:
    other = await rule_sets.row_of(uow, against)
    if other.form_code != row.form_code:
        raise not_found()
    return other


async def _missed(uow: UnitOfWork, row: DraftRow | RuleSetRow) -> RuleSetRow | None:
    """A version that was published after the one that a draft was begun from."""
    if isinstance(row, RuleSetRow) or row.based_on is None:
        return None
    base = await drafts.published_version(uow.session, row.based_on)
    # A draft over another edition than its base was never meant to hold what is in force there.
    if base is None or base.edition != row.edition:
        return None
    later = [version for version in await _of_edition(uow, row) if version.published_at > base.published_at]
    return max(later, key=lambda version: version.published_at, default=None)


async def _of_edition(uow: UnitOfWork, row: DraftRow | RuleSetRow) -> list[RuleSetRow]:
    """Other versions of the same edition that are, were or will be in force, the newest first."""
    published = await drafts.published(uow.session, row.form_code)
    return [one for one in published if one.edition == row.edition and one.id != row.id and counts(one)]


async def _built_in(uow: UnitOfWork, id: UUID) -> RuleSetAct:
    """What came with the program has no history but its beginning."""
    row = await drafts.published_version(uow.session, id)
    if row is None:
        raise not_found()
    return RuleSetAct(at=row.published_at, act="published", by=None, revision=1, effective_from=row.effective_from)


def _act(row: HistoryRow) -> RuleSetAct:
    proposal = row.details.get("proposal") or {}
    by = Author.model_validate(row.by)
    proposed_by = proposal.get("by", {}).get("name")
    return RuleSetAct(
        at=row.at,
        act=row.act,
        by=by,
        revision=row.revision,
        reason=row.reason,
        added=row.details.get("added", ()),
        removed=row.details.get("removed", ()),
        changed=tuple(ChangedTrigger.model_validate(one) for one in row.details.get("changed", ())),
        parameters=row.details.get("parameters", ()),
        more=row.details.get("more", 0),
        based_on=row.details.get("based_on"),
        effective_from=proposal.get("effective_from"),
        effective_to=row.details.get("effective_to"),
        proposed_by=proposed_by if proposed_by != by.name else None,
        without_backtest=proposal.get("without_backtest"),
        file_name=row.details.get("file_name"),
    )


class _Budget:
    """How much may still be told in full."""

    def __init__(self) -> None:
        self.left = _BUDGET

    def items(self, found: Sequence[ItemDifference]) -> tuple[ItemChange, ...]:
        return tuple(self._item(one) for one in found)

    def _item(self, one: ItemDifference) -> ItemChange:
        whole = ItemChange(kind=one.kind, key=one.key, title=one.title, fields=_fields(one.fields))
        if self.left > 0:
            self.left -= len(orjson.dumps(whole.model_dump(mode="json")))
        return whole if self.left >= 0 else whole.model_copy(update={"fields": (), "title": one.title[:100]})


def _fields(found: Iterable[FieldDifference]) -> tuple[TextChange, ...]:
    return tuple(TextChange(field=one.field, before=one.before, after=one.after) for one in found)
