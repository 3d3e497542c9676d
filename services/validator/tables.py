"""The tables of the validator: forms, and the published versions of their rule sets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import metadata


class Base(DeclarativeBase):
    metadata = metadata()


class FormRow(Base):
    """A form as last published; `document` is its `domain.forms.Form`."""

    __tablename__ = "forms"

    code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class EditionRow(Base):
    """An edition of a form as last published; `revision` is that of the form at that moment."""

    __tablename__ = "form_editions"

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

    form_code: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[str]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FormHistoryRow(Base):
    """What was done to a form, by whom and why. Rows are never changed; `document` is what was published."""

    __tablename__ = "form_history"

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


class DraftRow(Base):
    """A version that is being written. `rules` is its `domain.rule_set.RuleSet` without the form.

    `form` is the draft's own form, where it was imported with one; else the form as last published is meant.
    """

    __tablename__ = "rule_set_drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"), index=True)
    revision: Mapped[int]
    rules: Mapped[dict[str, Any]] = mapped_column(JSONB)
    form: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    based_on: Mapped[UUID | None] = mapped_column(ForeignKey("rule_sets.id"))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_by: Mapped[dict[str, Any]] = mapped_column(JSONB)
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class HistoryRow(Base):
    """Who did what with a rule set, when and why; `details` says what changed."""

    __tablename__ = "rule_set_history"

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


class BacktestedRow(Base):
    """A revision of a draft that was judged against the past reports of its form."""

    __tablename__ = "backtested_revisions"

    rule_set_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
