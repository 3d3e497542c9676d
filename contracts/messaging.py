"""messaging: notices in the cabinet and by mail (letters come later)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Done, Event, Message, Rpc
from contracts.roles import READERS, Scope


class NoticeView(Message):
    """A notice to an organisation or to staff.

    `kind` tells the icon (of a verdict: its status), `title` starts with the state.
    """

    id: UUID
    created_at: datetime
    kind: str
    title: str
    text: str
    path: str | None = Field(default=None, description="the page of the cabinet that it leads to; null: its report")
    submission_id: UUID | None = None
    report_id: UUID | None = None
    read_at: datetime | None = None


class NoticeQuery(Message):
    """Newest first; `language` is that of titles and texts."""

    unread: bool = False
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=200)
    language: Literal["ru", "en"] = "ru"


class NoticePage(Message):
    items: tuple[NoticeView, ...]
    unread_count: int
    next: str | None = None


class NoticeCreated(Message):
    """`member_id` is None for a notice to the SRO's staff."""

    notice_id: UUID
    member_id: UUID | None


LIST_NOTICES = Rpc(
    subjects.NOTICE_LIST, NoticeQuery, NoticePage, "messaging", ("gateway",), READERS, scope=Scope.NOTICES
)
READ_NOTICE = Rpc(subjects.NOTICE_READ, ById, Done, "messaging", ("gateway",), READERS, scope=Scope.NOTICES)

NOTICE_CREATED = Event(subjects.EVT_NOTICE_CREATED, NoticeCreated, "messaging", "EVT_MESSAGING")
