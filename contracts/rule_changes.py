"""What changed in rule sets: between two versions, and step by step."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import Message, Rpc
from contracts.roles import METHODOLOGISTS
from contracts.workbench import Author, RuleSetSummary


class TextChange(Message):
    """Texts before and after; null where the field says nothing."""

    field: str
    before: str | None = None
    after: str | None = None


class ItemChange(Message):
    """A trigger by its code, or an element by its path."""

    kind: Literal["added", "removed", "changed"]
    key: str
    title: str
    fields: tuple[TextChange, ...] = ()


class RuleSetDiff(Message):
    """`same` counts the triggers that are equal in both."""

    triggers: tuple[ItemChange, ...] = ()
    same: int = 0
    parameters: tuple[TextChange, ...] = ()
    form: tuple[TextChange, ...] = Field(default=(), description="how the edition of the form differs")
    elements: tuple[ItemChange, ...] = ()
    cut: bool = Field(default=False, description="too much differs for one answer: the last come without their fields")


class CompareRuleSets(Message):
    """`against` null: the version whose place it took, or - a draft - would take from the reporting date `on`."""

    id: UUID
    against: UUID | None = None
    on: date | None = None


class ComparedRuleSets(Message):
    """`before` is null where there is nothing to compare with: then everything was added.

    `missed` was published after the version that a draft was begun from: what was changed in it would be undone.
    """

    before: RuleSetSummary | None
    after: RuleSetSummary
    difference: RuleSetDiff
    missed: RuleSetSummary | None = None


class AskRuleSetHistory(Message):
    id: UUID
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = None


class ChangedTrigger(Message):
    code: str
    fields: tuple[str, ...] = ()


class RuleSetAct(Message):
    """One step: who, when, why, and what it changed. `by` is null for what came with the program.

    Of many triggers the first are named; `more` counts the others.
    """

    at: datetime
    act: Literal["created", "saved", "imported", "proposed", "returned", "published", "retired", "deleted"]
    by: Author | None
    revision: int
    reason: str | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[ChangedTrigger, ...] = ()
    parameters: tuple[str, ...] = ()
    more: int = 0
    based_on: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    proposed_by: str | None = Field(default=None, description="whose proposal another person approved")
    without_backtest: str | None = None
    file_name: str | None = None


class RuleSetHistory(Message):
    items: tuple[RuleSetAct, ...]
    next: str | None = None


COMPARE_RULE_SETS = Rpc(
    subjects.RULE_SET_COMPARE, CompareRuleSets, ComparedRuleSets, "validator", ("gateway",), METHODOLOGISTS
)
GET_RULE_SET_HISTORY = Rpc(
    subjects.RULE_SET_HISTORY, AskRuleSetHistory, RuleSetHistory, "validator", ("gateway",), METHODOLOGISTS
)
