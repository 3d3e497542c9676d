"""Tables of reports. Read models (`forms`, `members`, `working_days`) are copies of what others own, by revision."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Computed,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Sequence,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import metadata
from chassis.tenancy import Follows, OwnedBy, Shared, StaffOnly

Json = dict[str, Any]


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain attribute
        datetime: DateTime(timezone=True),
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
        Json: JSONB(),
        list[Json]: JSONB(),
    }


REGISTRATION_SERIAL = Sequence("registration_serial", metadata=Base.metadata)


class FormRow(Base):
    """A form as the validator announced it (`FormInfo` in `info`)."""

    __tablename__ = "forms"
    __tenancy__ = Shared("a form is the same for everybody")

    code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    info: Mapped[Json]


class MemberRow(Base):
    """A member organisation as the register announced it (`MemberCard` in `card`)."""

    __tablename__ = "members"
    __tenancy__ = OwnedBy("id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    inn: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    status: Mapped[str]
    card: Mapped[Json]


class WorkingDaysRow(Base):
    """The working-day table (one row): `years` is a list of `WorkingYear`."""

    __tablename__ = "working_days"
    __tenancy__ = Shared("one table for everybody")

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    years: Mapped[list[Json]]


class PeriodRow(Base):
    """An opened period of a form. `everyone`: all members in force owe it, those who join later too."""

    __tablename__ = "periods"
    __tenancy__ = Shared("a period is opened for a form, it names no member")
    __table_args__ = (UniqueConstraint("form_code", "kind", "starts_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"))
    kind: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    due_date: Mapped[date]
    everyone: Mapped[bool]
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID]


class ObligationRow(Base):
    """What a member owes. `status` and `cause` are those of the current submission, kept here for listing."""

    __tablename__ = "obligations"
    __tenancy__ = OwnedBy("member_id")
    __table_args__ = (
        UniqueConstraint("member_id", "form_code", "period_kind", "starts_on", "ordinal"),
        Index("ix_obligations_member_due", "member_id", "last_day", "id"),
        Index("ix_obligations_due", "last_day", "id"),
        Index("ix_obligations_status", "status", "last_day", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"))
    period_kind: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    ordinal: Mapped[int]
    due_date: Mapped[date]
    extended_to: Mapped[date | None]
    last_day: Mapped[date] = mapped_column(Computed("coalesce(extended_to, due_date)", persisted=True))
    status: Mapped[str]
    cause: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    current_submission_id: Mapped[UUID | None]
    submissions_count: Mapped[int]
    incoming_number: Mapped[str | None]
    incoming_date: Mapped[date | None]
    incoming_version: Mapped[int | None]
    revision: Mapped[int]


class SubmissionRow(Base):
    """A version of a report. `attempt` is the newest check; `issued_at` is when its job was last sent out."""

    __tablename__ = "submissions"
    __tenancy__ = OwnedBy("member_id")
    __table_args__ = (
        UniqueConstraint("obligation_id", "version"),
        Index("ix_submissions_same", "obligation_id", "sha256"),
        Index("ix_submissions_checking", "queued_at", "id", postgresql_where="status = 'checking'"),
        Index("ix_submissions_undated", "id", postgresql_where="deemed_received_on IS NULL"),
        Index("ix_submissions_recheck", "next_recheck_at", postgresql_where="next_recheck_at IS NOT NULL"),
        Index("ix_submissions_failed", "cause", "id", postgresql_where="status = 'check_failed'"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    obligation_id: Mapped[UUID] = mapped_column(ForeignKey("obligations.id"))
    member_id: Mapped[UUID]
    version: Mapped[int]
    registration_number: Mapped[str] = mapped_column(unique=True)
    file_name: Mapped[str]
    object_bucket: Mapped[str]
    object_key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime]
    completed_at: Mapped[datetime]
    deemed_received_on: Mapped[date | None]
    submitted_by: Mapped[UUID]
    submitted_by_name: Mapped[str]
    grounds: Mapped[str | None]
    same_as: Mapped[UUID | None]
    trace_id: Mapped[str]
    status: Mapped[str]
    cause: Mapped[str | None]
    counts: Mapped[Json | None]
    reasons: Mapped[list[Json]]
    content_hash: Mapped[str | None]
    attempt: Mapped[int]
    queued_at: Mapped[datetime]
    issued_at: Mapped[datetime]
    auto_rechecks: Mapped[int]
    next_recheck_at: Mapped[datetime | None]


class AttemptRow(Base):
    """One check of a submission: `job` is what was asked for, so that a repeat asks for the very same."""

    __tablename__ = "attempts"
    __tenancy__ = Follows("submission_id", "submissions")

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[Json]


class WantedRecheckRow(Base):
    """A submission that is to be checked again once there is time for it, and why (`domain.rechecks.Why`)."""

    __tablename__ = "wanted_rechecks"
    __tenancy__ = Follows("submission_id", "submissions")

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    why: Mapped[str]
    wanted_at: Mapped[datetime]


class VerdictRow(Base):
    """A verdict; never changed, never removed. `fired`: codes of triggers, null where the worker did not tell.

    `troubled`: codes of those that were not evaluable or were switched off.
    """

    __tablename__ = "verdicts"
    __tenancy__ = Follows("submission_id", "submissions")
    __table_args__ = (
        UniqueConstraint("submission_id", "rule_set_id", "attempt", postgresql_nulls_not_distinct=True),
        Index("ix_verdicts_entered", "entered_at"),
        Index("ix_verdicts_troubled", "rule_set_id", postgresql_where="troubled <> '{}'"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"))
    attempt: Mapped[int]
    rule_set_id: Mapped[UUID | None]
    rule_set: Mapped[Json | None]
    status: Mapped[str]
    counts: Mapped[Json]
    reasons: Mapped[list[Json]]
    object: Mapped[Json | None]
    fired: Mapped[list[str] | None] = mapped_column(JSONB())
    troubled: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    finished_at: Mapped[datetime]
    entered_at: Mapped[datetime]


class DisputeRow(Base):
    """What a member said to a trigger that fired, and the answer. `attempt` and `rule_set` are the verdict's."""

    __tablename__ = "disputes"
    __tenancy__ = OwnedBy("member_id")
    __table_args__ = (
        Index("uq_disputes_waiting", "submission_id", "trigger", unique=True, postgresql_where="state = 'open'"),
        Index("ix_disputes_submission", "submission_id"),
        Index("ix_disputes_state", "state", "opened_at", "id"),
        Index("ix_disputes_explained", "member_id", "form_code", postgresql_where="state = 'accepted'"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"))
    member_id: Mapped[UUID]
    form_code: Mapped[str]
    trigger: Mapped[str]
    trigger_title: Mapped[str]
    attempt: Mapped[int]
    rule_set: Mapped[Json | None]
    kind: Mapped[str]
    text: Mapped[str]
    until: Mapped[date | None]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID]
    opened_by_name: Mapped[str]
    answer: Mapped[str | None]
    valid_until: Mapped[date | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    answered_by_name: Mapped[str | None]


class TimelineRow(Base):
    """One line of a submission's history. `side` is member, sro or system: who may read the name depends on it."""

    __tablename__ = "timeline"
    __tenancy__ = Follows("submission_id", "submissions")
    __table_args__ = (Index("ix_timeline_submission", "submission_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"))
    at: Mapped[datetime]
    code: Mapped[str]
    text: Mapped[str]
    side: Mapped[str]
    actor: Mapped[str]
    rule_set: Mapped[str | None]


class IdempotencyRow(Base):
    """A person's idempotency key: which request it belonged to, and the submission that answered it."""

    __tablename__ = "idempotency_keys"
    __tenancy__ = Shared("a person's own keys, for whichever organisation it acts: ids and a hash alone")

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    obligation_id: Mapped[UUID]
    sha256: Mapped[str]
    submission_id: Mapped[UUID]
    created_at: Mapped[datetime]


class RefusalRow(Base):
    """The journal of refused uploads: all that is left of them. `report_id` is as asked, it may not exist."""

    __tablename__ = "refusals"
    __tenancy__ = StaffOnly("the journal of refusals is written by the service and read by staff")
    __table_args__ = (Index("ix_refusals_at", "at"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime]
    received_at: Mapped[datetime]
    code: Mapped[str]
    report_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    person_id: Mapped[UUID]
    person_name: Mapped[str]
    file_name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str | None]


class ReceiptRow(Base):
    """A signed receipt, kept as it was given: later changes of names and calendars do not touch it."""

    __tablename__ = "receipts"
    __tenancy__ = Follows("submission_id", "submissions")

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    document: Mapped[str]
    signature: Mapped[str]
    key_id: Mapped[str] = mapped_column(ForeignKey("signing_keys.kid"))


class SigningKeyRow(Base):
    """Keys that sign receipts; the newest signs, older ones verify."""

    __tablename__ = "signing_keys"
    __tenancy__ = Shared("the service's own keys")

    kid: Mapped[str] = mapped_column(primary_key=True)
    private: Mapped[str]
    public: Mapped[str]
    created_at: Mapped[datetime]


class QuarantineRow(Base):
    """An object that had no row: where it came from, where it lies, when it was moved and when it was deleted."""

    __tablename__ = "quarantine"
    __tenancy__ = StaffOnly("objects that belong to no submission")
    __table_args__ = (Index("ix_quarantine_kept", "moved_at", postgresql_where="deleted_at IS NULL"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    original_key: Mapped[str]
    object: Mapped[Json]
    moved_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
