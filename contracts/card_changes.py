"""members: a member asks to have its card changed, the staff confirm it or refuse with a reason."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Event, Message, Rpc
from contracts.members import CardDetails, CardFieldChange
from contracts.roles import MEMBERS, READERS, REGISTRARS


class CardChangeState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RequestedChange(CardFieldChange):
    """`before` is what the member saw; `current` is what the card holds now, the same unless somebody changed it."""

    current: str | None = None


class CardChangeView(Message):
    """`outdated`: the card changed meanwhile in a field asked about, so it can only be refused or withdrawn.

    `answered_by` is null for members: names of the staff stay with the SRO.
    """

    id: UUID
    member_id: UUID
    member_name: str
    inn: str
    state: CardChangeState
    opened_at: datetime
    opened_by: str
    comment: str
    changes: tuple[RequestedChange, ...]
    outdated: bool
    answer: str | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None


class OpenCardChange(Message):
    """The card as it should be; only what differs from the card of `revision` is asked for."""

    revision: int
    details: CardDetails
    comment: str = Field(default="", max_length=1000)


class AnswerCardChange(Message):
    id: UUID
    outcome: Literal[CardChangeState.ACCEPTED, CardChangeState.REFUSED]
    reason: str = Field(default="", max_length=1000, description="required to refuse")


class CardChangeQuery(Message):
    """Those that wait: oldest first. All others: newest first. A member sees its own."""

    state: CardChangeState | None = None
    member: UUID | None = None
    cursor: str | None = None
    limit: int = Field(default=20, ge=1, le=50)


class CardChangePage(Message):
    items: tuple[CardChangeView, ...]
    next: str | None = None
    waiting: int = Field(description="how many wait for an answer, whatever the filters")


class CardChangeOpened(Message):
    """For notices: which fields, never their values."""

    request_id: UUID
    member_id: UUID
    member_name: str
    fields: tuple[str, ...]
    opened_at: datetime


class CardChangeAnswered(CardChangeOpened):
    outcome: CardChangeState
    answered_at: datetime


_GATEWAY = ("gateway",)

OPEN_CARD_CHANGE = Rpc(subjects.CARD_CHANGE_OPEN, OpenCardChange, CardChangeView, "members", _GATEWAY, MEMBERS)
LIST_CARD_CHANGES = Rpc(subjects.CARD_CHANGE_LIST, CardChangeQuery, CardChangePage, "members", _GATEWAY, READERS)
GET_CARD_CHANGE = Rpc(subjects.CARD_CHANGE_GET, ById, CardChangeView, "members", _GATEWAY, READERS)
ANSWER_CARD_CHANGE = Rpc(subjects.CARD_CHANGE_ANSWER, AnswerCardChange, CardChangeView, "members", _GATEWAY, REGISTRARS)
WITHDRAW_CARD_CHANGE = Rpc(subjects.CARD_CHANGE_WITHDRAW, ById, CardChangeView, "members", _GATEWAY, MEMBERS)

CARD_CHANGE_OPENED = Event(subjects.EVT_CARD_CHANGE_OPENED, CardChangeOpened, "members", "EVT_MEMBERS")
CARD_CHANGE_ANSWERED = Event(subjects.EVT_CARD_CHANGE_ANSWERED, CardChangeAnswered, "members", "EVT_MEMBERS")
