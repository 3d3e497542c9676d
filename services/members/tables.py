"""Tables of members. The constraints here are those of the migrations."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import metadata
from chassis.tenancy import OwnedBy


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        date: Date,
        datetime: TIMESTAMP(timezone=True),
        dict[str, Any]: JSONB,
    }


class Member(Base):
    """An organisation. `sort_key` and `search_text` are folded: the order and the search depend on no locale."""

    __tablename__ = "members"
    __tenancy__ = OwnedBy("id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    inn: Mapped[str] = mapped_column(unique=True)
    ogrn: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    short_name: Mapped[str]
    type: Mapped[str]
    status: Mapped[str]
    status_since: Mapped[date]
    status_grounds: Mapped[str | None]
    included_on: Mapped[date]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search_text: Mapped[str]


class HistoryRow(Base):
    """One change of a card: who, when, from which day, on what grounds, and the whole card after it."""

    __tablename__ = "member_history"
    __tenancy__ = OwnedBy("member_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    revision: Mapped[int]
    at: Mapped[datetime]
    by_person_id: Mapped[UUID]
    by_name: Mapped[str]
    counts_from: Mapped[date]
    grounds: Mapped[str | None]
    card: Mapped[dict[str, Any]]
