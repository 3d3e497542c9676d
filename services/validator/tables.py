"""The tables of the validator: forms, and the published versions of their rule sets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, func
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


class RuleSetRow(Base):
    """A published version: for ever as it was. `object` is the `ObjectRef` of the document that workers load."""

    __tablename__ = "rule_sets"

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())
    form_code: Mapped[str] = mapped_column(ForeignKey("forms.code"))
    version: Mapped[str]
    effective_from: Mapped[date]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    object: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
