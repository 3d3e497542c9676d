"""Triggers that are switched off: a broken rule must not turn reports red, and a published rule set never changes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.base import Done, Event, Message, Rpc
from contracts.forms import FormInfo, SuspendedTrigger
from contracts.roles import METHODOLOGISTS, READERS
from contracts.workbench import Reader


class SuspensionChanged(Message):
    """A trigger was switched off, or works again. Reports that it touched are checked again by reports itself.

    `form` is the form's state from now on: who re-checks must know it first.
    """

    form: FormInfo
    trigger: SuspendedTrigger
    lifted_at: datetime | None = Field(default=None, description="null: it was switched off just now")


class SuspensionQuery(Message):
    """Of one form, or of all."""

    form: str | None = None
    language: Reader = Field(default="ru", description="of the reasons")


class SuspensionView(Message):
    """A trigger that is switched off. `reason`: one sentence, without the values of anybody's report."""

    id: UUID
    form: str
    form_title: str
    rule_set_id: UUID
    rule_set_version: str
    code: str
    title: str
    reason: str
    element: str | None
    suspended_at: datetime


class SuspensionPage(Message):
    """What is switched off now, newest first: everybody may see it, members too."""

    items: tuple[SuspensionView, ...]
    next: str | None = None


Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500, pattern=r"^[^\x00]*$")]


class LiftSuspension(Message):
    """Put a trigger back to work; `note` says why it may."""

    id: UUID
    note: Note


LIST_SUSPENSIONS = Rpc(subjects.SUSPENSION_LIST, SuspensionQuery, SuspensionPage, "validator", ("gateway",), READERS)
LIFT_SUSPENSION = Rpc(subjects.SUSPENSION_LIFT, LiftSuspension, Done, "validator", ("gateway",), METHODOLOGISTS)

SUSPENSION_CHANGED = Event(subjects.EVT_SUSPENSION_CHANGED, SuspensionChanged, "validator", "EVT_VALIDATOR")
