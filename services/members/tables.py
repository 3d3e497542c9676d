"""Tables of members. The constraints here are those of the migrations."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Computed, Date, ForeignKey, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

from chassis.database import metadata
from chassis.tenancy import OwnedBy, StaffOnly


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        date: Date,
        datetime: TIMESTAMP(timezone=True),
        dict[str, Any]: JSONB,
        list[dict[str, Any]]: JSONB,
    }


class Member(Base):
    """An organisation. `sort_key` and `search_text` are folded: the order and the search depend on no locale.

    The database itself makes `search_terms` (word stems) and `search_latin` (letters that trigrams know) of that text.
    """

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
    kpp: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    website: Mapped[str | None]
    legal_address: Mapped[str | None]
    postal_address: Mapped[str | None]
    head_name: Mapped[str | None]
    head_position: Mapped[str | None]
    authorised: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    registry_number: Mapped[str | None]
    cbr_number: Mapped[str | None]
    cbr_registered_on: Mapped[date | None]
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search_text: Mapped[str]
    search_terms: Mapped[str] = deferred(
        mapped_column(TSVECTOR, Computed("to_tsvector('russian'::regconfig, search_text)", persisted=True))
    )
    search_latin: Mapped[str] = deferred(mapped_column(Text, Computed("latin(search_text)", persisted=True)))


class HistoryRow(Base):
    """One change of a card: who, when, from which day, on what grounds, and the whole card after it.

    The database refuses to change or remove one. `by_organisation_id` is null for the SRO's own people.
    """

    __tablename__ = "member_history"
    __tenancy__ = OwnedBy("member_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    revision: Mapped[int]
    at: Mapped[datetime]
    act: Mapped[str]
    by_person_id: Mapped[UUID]
    by_name: Mapped[str]
    by_organisation_id: Mapped[UUID | None]
    counts_from: Mapped[date]
    grounds: Mapped[str | None]
    card: Mapped[dict[str, Any]]


class CardChangeRow(Base):
    """What a member asks to have changed: `before` and `after` hold the same fields, as a card holds them."""

    __tablename__ = "card_changes"
    __tenancy__ = OwnedBy("member_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    state: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[UUID]
    opened_by: Mapped[str]
    comment: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None]
    answered_by: Mapped[str | None]


class ImportRow(Base):
    """A list that was applied, once for each plan of a file."""

    __tablename__ = "member_imports"
    __tenancy__ = StaffOnly("lists that staff applied")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    plan: Mapped[str]
    file_name: Mapped[str]
    at: Mapped[datetime]
    by_person_id: Mapped[UUID]
    by_name: Mapped[str]
    grounds: Mapped[str]
    counts: Mapped[dict[str, Any]]
