"""Tables of the journal. The database refuses to change or remove rows of the chain and of the roots."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, LargeBinary, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import metadata
from chassis.tenancy import OwnedBy, Shared, StaffOnly


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {  # noqa: RUF012
        str: Text,
        bytes: LargeBinary,
        int: BigInteger,
        date: Date,
        datetime: TIMESTAMP(timezone=True),
    }


class HeadRow(Base):
    """One row: where the chain ends. Its lock makes those who append take turns."""

    __tablename__ = "head"
    __tenancy__ = Shared("one row: where the chain ends")

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[bytes]
    entered_at: Mapped[datetime | None]


class SubjectRow(Base):
    """The pseudonym by which the chain knows a person or an account. Erased: nothing leads from it to anybody."""

    __tablename__ = "subjects"
    __tenancy__ = StaffOnly("the journal is read by staff alone")

    pseudonym: Mapped[UUID] = mapped_column(primary_key=True)
    subject: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str | None]
    erased_by: Mapped[int | None]


class ChainRow(Base):
    """One act. See `domain.chain`."""

    __tablename__ = "chain"
    __tenancy__ = StaffOnly("the journal is read by staff alone")

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    event_id: Mapped[str] = mapped_column(unique=True)
    service: Mapped[str]
    act: Mapped[str]
    at: Mapped[datetime]
    entered_at: Mapped[datetime]
    person: Mapped[UUID | None]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    organisation_id: Mapped[UUID | None]
    trace_id: Mapped[str]
    who_digest: Mapped[bytes]
    content_digest: Mapped[bytes]


class DetailsRow(Base):
    """What may have to be erased: who it was and from where, and what stood there before and after.

    No foreign key to the chain: to check one, PostgreSQL locks the row, and nobody may.
    """

    __tablename__ = "details"
    __tenancy__ = StaffOnly("the journal is read by staff alone")

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    who_salt: Mapped[bytes | None]
    who: Mapped[str | None]
    who_erased_by: Mapped[int | None]
    content_salt: Mapped[bytes | None]
    content: Mapped[str | None]
    content_erased_by: Mapped[int | None]


class RootRow(Base):
    """The root of one day, and the object that holds its copy."""

    __tablename__ = "roots"
    __tenancy__ = StaffOnly("the journal is read by staff alone")

    day: Mapped[date] = mapped_column(primary_key=True)
    last_number: Mapped[int]
    last_hash: Mapped[bytes]
    rows: Mapped[int]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    object_key: Mapped[str]


class OrganisationRow(Base):
    """A read model of the register: names for those who read the journal."""

    __tablename__ = "organisations"
    __tenancy__ = OwnedBy("id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
