"""The tables of the validator: forms, and the published versions of their rule sets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import metadata
from chassis.tenancy import OwnedBy, Shared, StaffOnly


class Base(DeclarativeBase):
    metadata = metadata()


class FormRow(Base):
    """A form as last published; `document` is its `domain.forms.Form`."""

    __tablename__ = "forms"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class EditionRow(Base):
    """An edition of a form as last published; `revision` is that of the form at that moment."""

    __tablename__ = "form_editions"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"), primary_key=True)
    edition: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    revision: Mapped[int]
    introduced_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    published_by: Mapped[str | None]


class FormDraftRow(Base):
    """A form that is being edited, one draft a form; `revision` grows with every saving."""

    __tablename__ = "form_drafts"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    form_code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[str]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FormHistoryRow(Base):
    """What was done to a form, by whom and why. Rows are never changed; `document` is what was published."""

    __tablename__ = "form_history"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    act: Mapped[str]
    person_id: Mapped[UUID | None]
    person: Mapped[str | None]
    edition: Mapped[str]
    revision: Mapped[int]
    why: Mapped[str | None]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    changes_total: Mapped[int]
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class RuleSetRow(Base):
    """A published version: for ever as it was, but for the end of its force.

    `object` is the `ObjectRef` of the document that workers load. `published_by` is null for a built-in version.
    """

    __tablename__ = "rule_sets"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"))
    version: Mapped[str]
    effective_from: Mapped[date]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    object: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    published_by: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    revision: Mapped[int] = mapped_column(server_default="1")
    effective_to: Mapped[date | None]
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    retired_by: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))

    @property
    def edition(self) -> str:
        """The edition of the form that the triggers were written for."""
        return str(self.document["form"].get("edition", ""))


class DraftRow(Base):
    """A version that is being written. `rules` is its `domain.rule_set.RuleSet` without the form.

    `edition` of the form is what its triggers are written for.
    """

    __tablename__ = "rule_set_drafts"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"), index=True)
    revision: Mapped[int]
    rules: Mapped[dict[str, Any]] = mapped_column(JSONB)
    edition: Mapped[str]
    based_on: Mapped[UUID | None] = mapped_column(ForeignKey("rule_sets.id"))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_by: Mapped[dict[str, Any]] = mapped_column(JSONB)
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class HistoryRow(Base):
    """Who did what with a rule set, when and why; `details` says what changed."""

    __tablename__ = "rule_set_history"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    rule_set_id: Mapped[UUID]
    form_code: Mapped[str]
    revision: Mapped[int]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[dict[str, Any]] = mapped_column(JSONB)
    act: Mapped[str]
    reason: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)

    __table_args__ = (Index("ix_rule_set_history_rule_set_id", "rule_set_id", "id"),)


class RepeatRow(Base):
    """A step that was taken under a person's key: which request it was, and the rule set that answered it."""

    __tablename__ = "idempotency_keys"
    __tenancy__ = Shared("a person's own keys, which name a rule set alone")

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    rule_set_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class BacktestedRow(Base):
    """A revision of a draft that was judged against the past reports of its form."""

    __tablename__ = "backtested_revisions"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    rule_set_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SuspensionRow(Base):
    """A trigger of a published version that is, or was, switched off. `lifted_by` is {id, name}."""

    __tablename__ = "suspensions"
    __tenancy__ = Shared("forms and rules are the same for everybody")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str] = mapped_column(index=True)
    rule_set_id: Mapped[UUID]
    rule_set_version: Mapped[str]
    code: Mapped[str]
    title: Mapped[str]
    reason: Mapped[str]
    reason_en: Mapped[str | None]
    element: Mapped[str | None]
    suspended_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    lifted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    lifted_by: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    note: Mapped[str | None]


class JudgementRow(Base):
    """A live verdict, as the health of triggers counts it. `evaluated`: the file was of its form."""

    __tablename__ = "judgements"
    __tenancy__ = OwnedBy("member_id")

    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    form_code: Mapped[str]
    rule_set_id: Mapped[UUID]
    member_id: Mapped[UUID]
    obligation_id: Mapped[UUID | None]
    received_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    evaluated: Mapped[bool]


class OutcomeRow(Base):
    """What a trigger did in a live verdict, if it did not hold. `reason` is the engine's code of a trouble."""

    __tablename__ = "trigger_outcomes"
    __tenancy__ = StaffOnly("counted for the health of triggers")

    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    cause: Mapped[str | None]
    reason: Mapped[str | None]


class FaultRow(Base):
    """A report in which a trigger fired: from the receipt of that version to that of the one in which it held."""

    __tablename__ = "trigger_faults"
    __tenancy__ = StaffOnly("counted for the health of triggers")

    obligation_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    fired_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    form_code: Mapped[str]
    mended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DisputeRow(Base):
    """A firing that a member disputed, as reports told of it; explanations are not counted. `outcome` of its answer."""

    __tablename__ = "trigger_disputes"
    __tenancy__ = StaffOnly("counted for the health of triggers")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    form_code: Mapped[str]
    code: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None]


class TrialRow(Base):
    """A trial of a rule set: `document` is what the workers judge by, `tally` the `TrialTally` of what is done.

    `needs`: other reports that its formulas look at.

    `listed`: every report has been handed out in chunks; `cursor` is where the listing goes on.
    """

    __tablename__ = "trials"
    __tenancy__ = StaffOnly("what a trial found names reports of every member")

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    kind: Mapped[str]
    form_code: Mapped[str]
    rule_set_id: Mapped[UUID] = mapped_column(index=True)
    revision: Mapped[int | None]
    version: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    needs: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    started_by: Mapped[dict[str, Any]] = mapped_column(JSONB)
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    listed: Mapped[bool]
    cursor: Mapped[UUID | None]
    chunks: Mapped[int]
    total: Mapped[int]
    done: Mapped[int]
    tally: Mapped[dict[str, Any]] = mapped_column(JSONB)
    swept: Mapped[bool]


class ChunkRow(Base):
    """Some reports of a trial, in the workers' hands until `finished_at`; `job` is the `TrialChunk`."""

    __tablename__ = "trial_chunks"
    __tenancy__ = StaffOnly("reports of every member")

    trial_id: Mapped[UUID] = mapped_column(ForeignKey("trials.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[dict[str, Any]] = mapped_column(JSONB)
    count: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ShadowRow(Base):
    """A report that a shadow run takes, once; `chunk` is null while it waits for one."""

    __tablename__ = "shadow_reports"
    __tenancy__ = StaffOnly("reports of every member")

    trial_id: Mapped[UUID] = mapped_column(ForeignKey("trials.id"), primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    chunk: Mapped[int | None]
