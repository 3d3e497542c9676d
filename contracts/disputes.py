"""Disputes: a member explains or disputes that a trigger fired, the SRO answers, an accepted answer is remembered."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Event, Message, Rpc
from contracts.forms import RuleSetTitle
from contracts.reports import FormTitle, MemberTitle, PeriodView
from contracts.roles import ARBITERS, MEMBERS, READERS, Scope


class DisputeKind(StrEnum):
    """`explain`: the figures are right, and here is why. `dispute`: the trigger should not have fired."""

    EXPLAIN = "explain"
    DISPUTE = "dispute"


class DisputeState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class DisputeView(Message):
    """`text` is the member's, `answer` the SRO's. `current`: the version disputed is still the last one."""

    id: UUID
    submission_id: UUID
    report_id: UUID
    registration_number: str
    version: int
    current: bool
    member: MemberTitle
    form: FormTitle
    period: PeriodView
    trigger: str
    trigger_title: str
    rule_set: RuleSetTitle | None
    attempt: int
    kind: DisputeKind
    text: str
    until: date | None = Field(default=None, description="how long the member asks to have it remembered")
    state: DisputeState
    opened_at: datetime
    opened_by: str
    answer: str | None = None
    valid_until: date | None = Field(default=None, description="until when an accepted one is remembered, inclusive")
    answered_at: datetime | None = None
    answered_by: str | None = None


class Explained(Message):
    """A trigger that fired and was explained: shown as «пояснено», the status is as it is."""

    trigger: str
    dispute_id: UUID
    submission_id: UUID = Field(description="of which version of which report it was explained first")
    kind: DisputeKind
    text: str
    valid_until: date
    answered_at: datetime


class SubmissionDisputes(Message):
    """Disputes of one version, newest first, and all that of its fired triggers is explained."""

    items: tuple[DisputeView, ...]
    next: str | None = None
    explained: tuple[Explained, ...] = ()


class OpenDispute(Message):
    submission_id: UUID
    trigger: str = Field(min_length=1, max_length=100)
    trigger_title: str = Field(max_length=1000)
    kind: DisputeKind
    text: str = Field(min_length=1, max_length=4000)
    until: date | None = None


class AnswerDispute(Message):
    id: UUID
    outcome: Literal[DisputeState.ACCEPTED, DisputeState.REFUSED]
    answer: str = Field(default="", max_length=4000, description="required to refuse")
    valid_until: date | None = Field(default=None, description="required to accept")


class DisputeQuery(Message):
    """Those that wait: oldest first. All others: newest first."""

    state: DisputeState | None = None
    kind: DisputeKind | None = None
    form: str | None = None
    member: UUID | None = None
    trigger: str | None = None
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)


class DisputePage(Message):
    items: tuple[DisputeView, ...]
    next: str | None = None
    waiting: int = Field(description="how many wait for an answer, whatever the filters")


class DisputeOpened(Message):
    """For notices, and for the health of triggers."""

    dispute_id: UUID
    submission_id: UUID
    obligation_id: UUID
    registration_number: str
    member: MemberTitle
    form: FormTitle
    period: PeriodView
    trigger: str
    trigger_title: str
    rule_set: RuleSetTitle | None
    kind: DisputeKind
    opened_by: UUID
    opened_at: datetime


class DisputeAnswered(DisputeOpened):
    """`accepted` of kind `dispute`: the trigger was disputed and that was upheld."""

    outcome: DisputeState
    valid_until: date | None
    answered_at: datetime


_GATEWAY = ("gateway",)

OPEN_DISPUTE = Rpc(
    subjects.DISPUTE_OPEN, OpenDispute, DisputeView, "reports", _GATEWAY, MEMBERS, scope=Scope.REPORTS_WRITE
)
DISPUTES_OF_SUBMISSION = Rpc(
    subjects.DISPUTE_OF_SUBMISSION, ById, SubmissionDisputes, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ
)
LIST_DISPUTES = Rpc(subjects.DISPUTE_LIST, DisputeQuery, DisputePage, "reports", _GATEWAY, ARBITERS)
ANSWER_DISPUTE = Rpc(subjects.DISPUTE_ANSWER, AnswerDispute, DisputeView, "reports", _GATEWAY, ARBITERS)

DISPUTE_OPENED = Event(subjects.EVT_DISPUTE_OPENED, DisputeOpened, "reports", "EVT_REPORTS")
DISPUTE_ANSWERED = Event(subjects.EVT_DISPUTE_ANSWERED, DisputeAnswered, "reports", "EVT_REPORTS")
