"""Triggers that are switched off: a broken rule must not turn reports red, and a published rule set never changes."""

from datetime import datetime

from pydantic import Field

from contracts import subjects
from contracts.base import Event, Message
from contracts.forms import FormInfo, SuspendedTrigger


class SuspensionChanged(Message):
    """A trigger was switched off, or works again. Reports that it touched are checked again by reports itself.

    `form` is the form's state from now on: who re-checks must know it first.
    """

    form: FormInfo
    trigger: SuspendedTrigger
    lifted_at: datetime | None = Field(default=None, description="null: it was switched off just now")


SUSPENSION_CHANGED = Event(subjects.EVT_SUSPENSION_CHANGED, SuspensionChanged, "validator", "EVT_VALIDATOR")
