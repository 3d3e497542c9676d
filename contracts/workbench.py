"""The workbench of methodologists: rule sets as drafts, their publishing, and formulas checked as they are typed.

A rule set goes draft -> (proposed ->) published from a date -> retired, and keeps its id all the way.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.base import Done, Message, Rpc
from contracts.forms import RuleSetTitle
from contracts.roles import METHODOLOGISTS

Reader = Literal["ru", "en"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Line = Annotated[str, StringConstraints(max_length=1000)]
Words = Annotated[str, StringConstraints(max_length=10_000)]
Formula = Annotated[str, StringConstraints(max_length=20_000)]


class RuleSetState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETIRED = "retired"


class DatedText(Message):
    """A parameter's value from a day (always, without one) to a day, both inclusive."""

    value: Line
    since: date | None = None
    until: date | None = None


class TriggerText(Message):
    """A trigger as it is written. `formula`, `when` and `values` may be wrong: a draft is saved all the same."""

    code: Line
    title: Line
    severity: Literal["error", "warning"] = "error"
    when: Formula | None = None
    formula: Formula = ""
    message: Words | None = None
    hint: Words | None = None
    source: Line | None = None
    tolerance: Line | None = None
    empty: Literal["zero", "missing"] = "zero"
    values: dict[Line, Formula] = Field(default_factory=dict)
    parameters: dict[Line, tuple[DatedText, ...]] = Field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None


class RulesText(Message):
    """What a methodologist writes: a version without its form. `effective_from` is planned until it is published."""

    version: Line
    effective_from: date | None = None
    effective_to: date | None = None
    parameters: dict[Line, tuple[DatedText, ...]] = Field(default_factory=dict)
    triggers: tuple[TriggerText, ...] = Field(default=(), max_length=2000)


class Author(Message):
    person_id: UUID
    name: str


class Proposal(Message):
    """Somebody proposes to publish this revision; another person approves it, or returns it to work."""

    by: Author
    at: datetime
    effective_from: date
    reason: str
    without_backtest: str | None = None


class Mistake(Message):
    """What is wrong in a draft. `position` counts triggers from 1; `line`, `column` are places inside the field.

    With `blocks` the draft cannot be published.
    """

    code: str
    text: str
    blocks: bool
    trigger: str | None = None
    position: int | None = None
    field: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end: int | None = Field(default=None, description="the column after the last character, on `end_line`")


class RuleSetSummary(Message):
    """A version of the triggers of a form, whatever its state; `published_by` is null for a built-in one.

    `edition` of the form is the one that its triggers are written for.
    """

    id: UUID
    form: str
    edition: str = ""
    version: str
    state: RuleSetState
    revision: int
    effective_from: date | None
    effective_to: date | None = None
    based_on: RuleSetTitle | None = None
    trigger_count: int
    changed_at: datetime
    changed_by: Author | None = None
    proposal: Proposal | None = None
    published_at: datetime | None = None
    published_by: Author | None = None


class RuleSetPage(Message):
    items: tuple[RuleSetSummary, ...]
    next: str | None = None


class RuleSetView(RuleSetSummary):
    """The whole of it. `ref` names a published version; `backtested` is of this revision of a draft."""

    ref: RuleSetTitle | None
    parameters: dict[str, tuple[DatedText, ...]]
    triggers: tuple[TriggerText, ...]
    mistakes: tuple[Mistake, ...] = ()
    backtested: bool = False
    two_person: bool = Field(default=False, description="publishing needs a second person here")


class RuleSetQuery(Message):
    id: UUID
    language: Reader = "ru"


class ListRuleSets(Message):
    form: str


class Repeatable(Message):
    """A step that is taken once under its key, however often it is asked for."""

    idempotency_key: Annotated[str, StringConstraints(max_length=200)] | None = None


class CreateRuleSet(Repeatable):
    """A draft with the triggers of `based_on`, without it of the newest published version, else an empty one.

    `edition` of the form; null: that of `based_on`, without one the newest.
    """

    form: str
    edition: Line | None = None
    based_on: UUID | None = None
    version: Line | None = Field(default=None, description="null: the next free name")
    language: Reader = "ru"


class ChangeRuleSet(Message):
    """A step that is taken on the revision which the asker has seen."""

    id: UUID
    revision: int
    language: Reader = "ru"


class SaveRuleSet(ChangeRuleSet):
    rules: RulesText
    reason: Annotated[str, StringConstraints(max_length=1000)] | None = None


class PublishRuleSet(ChangeRuleSet, Repeatable):
    """Where publishing needs two, this proposes. `without_backtest`: why a draft goes out that was not back-tested."""

    effective_from: date
    reason: Reason
    without_backtest: Reason | None = None


class ApproveRuleSet(ChangeRuleSet, Repeatable):
    reason: Annotated[str, StringConstraints(max_length=1000)] | None = None


class ReturnRuleSet(ChangeRuleSet, Repeatable):
    reason: Reason


class RetireRuleSet(ChangeRuleSet, Repeatable):
    """The last reporting date that it judges; null: it was published by mistake, and judges none from now on."""

    last_day: date | None = None
    reason: Reason


_GATEWAY = ("gateway",)


LIST_RULE_SETS = Rpc(subjects.RULE_SET_LIST, ListRuleSets, RuleSetPage, "validator", _GATEWAY, METHODOLOGISTS)
GET_RULE_SET = Rpc(subjects.RULE_SET_GET, RuleSetQuery, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
CREATE_RULE_SET = Rpc(subjects.RULE_SET_CREATE, CreateRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
SAVE_RULE_SET = Rpc(subjects.RULE_SET_SAVE, SaveRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
PUBLISH_RULE_SET = Rpc(subjects.RULE_SET_PUBLISH, PublishRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
APPROVE_RULE_SET = Rpc(subjects.RULE_SET_APPROVE, ApproveRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
RETURN_RULE_SET = Rpc(subjects.RULE_SET_RETURN, ReturnRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
RETIRE_RULE_SET = Rpc(subjects.RULE_SET_RETIRE, RetireRuleSet, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS)
DELETE_RULE_SET = Rpc(subjects.RULE_SET_DELETE, ChangeRuleSet, Done, "validator", _GATEWAY, METHODOLOGISTS)
