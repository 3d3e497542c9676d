"""What the verdicts of submissions depend on, handed to the validator alone: for trials of rule sets.

No person can ask for it: the gateway has no right to this subject. Who may start a trial, the validator decides.
"""

from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import NO_IDENTITY, Message, Rpc
from contracts.forms import RuleSetNeeds
from contracts.validator import ValidationRequested


class SnapshotQuery(Message):
    """The current submissions of a form, a page at a time; or these submissions, whichever version they are."""

    form: str | None = None
    submission_ids: tuple[UUID, ...] | None = Field(default=None, max_length=50)
    after: UUID | None = Field(default=None, description="the obligation that the page before ended with")
    limit: int = Field(default=25, ge=1, le=50)
    needs: RuleSetNeeds = Field(default=RuleSetNeeds(), description="beside what the rule sets in force look at")


class SnapshotPage(Message):
    """`total` counts all current submissions of the form, `next` is None on the last page."""

    items: tuple[ValidationRequested, ...]
    next: UUID | None = None
    total: int = 0


LIST_SNAPSHOTS = Rpc(subjects.SNAPSHOT_LIST, SnapshotQuery, SnapshotPage, "reports", ("validator",), NO_IDENTITY)
