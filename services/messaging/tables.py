"""Tables of messaging. Outbox and inbox belong to the chassis."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis import database
from chassis.tenancy import Follows, OwnedBy, StaffOnly

_NOW = text("clock_timestamp()")
_ORDERED_ID = text("uuidv7()")


class Base(DeclarativeBase):
    metadata = database.metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text}


class RecipientRow(Base):
    """Read model of the people whom auth knows."""

    __tablename__ = "recipients"
    __tenancy__ = OwnedBy("organisation_id")

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    email: Mapped[str]
    organisation_id: Mapped[UUID | None] = mapped_column(index=True)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    active: Mapped[bool]


class RecipientOrganisationRow(Base):
    """The organisations that a person acts for: notices to each of them go to that person, too."""

    __tablename__ = "recipient_organisations"
    __tenancy__ = OwnedBy("organisation_id")

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class NoticeRow(Base):
    """A notice to an organisation, or to staff of these `roles`. `words`, as they were said: {language: {title, text}}.

    A verdict is told once by its submission and attempt, anything else by its `source`. `path` is where it leads.
    """

    __tablename__ = "notices"
    __tenancy__ = OwnedBy("member_id")
    __table_args__ = (UniqueConstraint("submission_id", "attempt"), UniqueConstraint("source"))

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_ORDERED_ID)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    member_id: Mapped[UUID | None]
    roles: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    source: Mapped[str | None]
    path: Mapped[str | None]
    kind: Mapped[str]
    words: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB)
    submission_id: Mapped[UUID | None]
    attempt: Mapped[int | None]
    report_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    read_by: Mapped[UUID | None]


class MailRow(Base):
    """One notice to one person by mail: waiting until `sent_at` or `given_up_at`; those of a `digest` go out in one.

    A sender that takes the row moves `next_try_at` past its lease and signs with `lease_token`. `sent_to` is the
    address as it was at that moment; `trace` holds the headers of the trace that the mail belongs to.
    """

    __tablename__ = "mails"
    __tenancy__ = Follows("notice_id", "notices")
    __table_args__ = (UniqueConstraint("notice_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_ORDERED_ID)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notices.id"))
    person_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    trace: Mapped[dict[str, str]] = mapped_column(JSONB)
    digest: Mapped[bool] = mapped_column(server_default=text("false"))
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    next_try_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    lease_token: Mapped[UUID | None]
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_to: Mapped[str | None]
    given_up_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_error: Mapped[str | None]


class InvitationMailRow(Base):
    """The mail of an invitation, of its last `issue`. The link is not here: it is made when the mail goes out."""

    __tablename__ = "invitation_mails"
    __tenancy__ = StaffOnly("mails to people whom no organisation knows yet")

    invitation_id: Mapped[UUID] = mapped_column(primary_key=True)
    issue: Mapped[int]
    address: Mapped[str]
    name: Mapped[str]
    words: Mapped[dict[str, str]] = mapped_column(JSONB)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    trace: Mapped[dict[str, str]] = mapped_column(JSONB)
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    next_try_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=_NOW)
    lease_token: Mapped[UUID | None]
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    given_up_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    last_error: Mapped[str | None]
