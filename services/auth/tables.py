"""Tables of auth. The constraints here are those of the migrations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from chassis.database import metadata

INSTANT = TIMESTAMP(timezone=True)


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {str: Text, bytes: LargeBinary, datetime: INSTANT, date: Date}  # noqa: RUF012


class Person(Base):
    """`email` is normalised; `password_hash` is argon2's encoded form."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    blocked_because: Mapped[str | None]
    grants: Mapped[list["GrantRow"]] = relationship(lazy="selectin")


class GrantRow(Base):
    """A role within an organisation, or within the SRO (`organisation_id` null). Both dates inclusive."""

    __tablename__ = "grants"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[UUID | None]
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class SessionRow(Base):
    """A sign-in on one device, acting for one organisation (null: the SRO). `token_hash` is SHA-256 of the token."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[UUID | None]
    opened_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    address: Mapped[str]
    user_agent: Mapped[str]


class SigningKeyRow(Base):
    """An Ed25519 key: raw 32 bytes in base64url."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(primary_key=True)
    private_key: Mapped[str]
    public_key: Mapped[str]
    created_at: Mapped[datetime]


class Organisation(Base):
    """What auth knows of a member organisation: a read model of the register, by its events."""

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    inn: Mapped[str]
    status: Mapped[str]


class AttemptCounter(Base):
    """Sign-in attempts that did not get in. `key` is a hash: what people type as an address may be a password."""

    __tablename__ = "attempt_counters"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime]


class JournalEntry(Base):
    """The journal of access. The database refuses to change or remove its rows."""

    __tablename__ = "access_journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str]
    person_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    account: Mapped[str | None]
    address: Mapped[str]
    user_agent: Mapped[str]
