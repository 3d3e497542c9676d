"""A step that a person takes on a rule set: who and when, and whether it is taken on what they have seen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chassis import clock
from chassis.bus import Call
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.journal import ActObject
from contracts.journal_acts import Act, ObjectKind
from contracts.workbench import Author, ChangeRuleSet
from services.validator.repository import drafts
from services.validator.tables import DraftRow, RuleSetRow


@dataclass(frozen=True)
class Step:
    by: Author
    at: datetime

    @classmethod
    def of(cls, call: Call[Any]) -> "Step":
        who = call.identity
        return cls(Author(person_id=who.person_id, name=who.person_name), clock.now())

    @property
    def today(self) -> date:
        """The day in Moscow."""
        return clock.moscow_date(self.at)


_ACTS = {
    "created": Act.RULE_SET_CREATED,
    "saved": Act.RULE_SET_SAVED,
    "proposed": Act.RULE_SET_PROPOSED,
    "published": Act.RULE_SET_PUBLISHED,
    "returned": Act.RULE_SET_RETURNED,
    "retired": Act.RULE_SET_RETIRED,
    "deleted": Act.RULE_SET_DELETED,
}


async def remember(
    uow: UnitOfWork, row: DraftRow | RuleSetRow, act: str, step: Step, reason: str | None = None, **details: Any
) -> None:
    """Add a line of the history of a rule set, and put the step on record."""
    await drafts.remember(uow.session, row, act, step.by, step.at, reason, **details)
    version = row.version if isinstance(row, RuleSetRow) else row.rules["version"]
    named = ActObject(kind=ObjectKind.RULE_SET, id=str(row.id), title=f"{row.form_code} {version}")
    # What writes a draft in another way, a file put in its place, is told by its own word.
    told = _ACTS.get(act, Act.RULE_SET_SAVED)
    uow.record(told, named, after={"step": act, "revision": row.revision, "reason": reason, **details})


async def draft_to_change(uow: UnitOfWork, request: ChangeRuleSet) -> DraftRow:
    """The draft, locked. Raises `not_found`, `not_a_draft`, `stale_revision`."""
    row = await drafts.lock_draft(uow.session, request.id)
    if row is None:
        published = await drafts.published_version(uow.session, request.id)
        raise not_found() if published is None else ServiceError("not_a_draft")
    refuse_stale(row.revision, request, Author.model_validate(row.changed_by), row.changed_at)
    return row


async def published_to_change(uow: UnitOfWork, request: ChangeRuleSet) -> RuleSetRow:
    """The published version, locked. Raises `not_found`, `not_published` (a draft, or retired), `stale_revision`."""
    row = await drafts.lock_published(uow.session, request.id)
    if row is None:
        draft = await drafts.draft(uow.session, request.id)
        raise not_found() if draft is None else ServiceError("not_published")
    if row.retired_at is not None:
        raise ServiceError("not_published")
    by = Author.model_validate(row.published_by) if row.published_by else None
    refuse_stale(row.revision, request, by, row.published_at)
    return row


def refuse_stale(revision: int, request: ChangeRuleSet, by: Author | None, at: datetime) -> None:
    """Raises `stale_revision`, naming whose change came between."""
    if revision == request.revision:
        return
    told = at.astimezone(clock.MOSCOW).strftime("%d.%m.%Y %H:%M МСК")
    raise ServiceError("stale_revision", {"who": by.name if by else "-", "at": told}, data={"revision": revision})
