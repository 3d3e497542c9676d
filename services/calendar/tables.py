"""Tables of calendar. Outbox and inbox belong to the chassis."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date, DateTime, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis import database
from chassis.tenancy import OwnedBy, Shared


class Base(DeclarativeBase):
    metadata = database.metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text}


class TableRevision(Base):
    """One row: the revision of the whole working-day table, raised with each change."""

    __tablename__ = "table_revision"
    __tenancy__ = Shared("the working-day table is one for everybody")

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]


class WorkingYearRow(Base):
    """A loaded year. One that was edited here (`edited_at`) is never overwritten by the shipped file."""

    __tablename__ = "working_years"
    __tenancy__ = Shared("the working-day table is one for everybody")

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[str]
    provisional: Mapped[bool]
    holidays: Mapped[list[date]] = mapped_column(ARRAY(Date))
    worked: Mapped[list[date]] = mapped_column(ARRAY(Date))
    edited_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DueDateRow(Base):
    """Read model of the obligations that reports owns; `due_date` is null while its year is not loaded."""

    __tablename__ = "due_dates"
    __tenancy__ = OwnedBy("member_id")

    report_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    member_id: Mapped[UUID]
    form_code: Mapped[str]
    form_title: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    period_label: Mapped[str]
    due_date: Mapped[date | None]
    status: Mapped[str]
    submitted_on: Mapped[date | None]
