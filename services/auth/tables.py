"""Tables of auth. The constraints here are those of the migrations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from chassis.database import metadata
from chassis.tenancy import OwnedBy, Shared

INSTANT = TIMESTAMP(timezone=True)


class Base(DeclarativeBase):
    metadata = metadata()
    type_annotation_map = {str: Text, bytes: LargeBinary, datetime: INSTANT, date: Date}  # noqa: RUF012


class Person(Base):
    """`email` is normalised; `password_hash` is argon2's encoded form."""

    __tablename__ = "people"
    __tenancy__ = Shared("a person signs in before any organisation is known, and may act for several")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    password_changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    blocked_because: Mapped[str | None]
    grants: Mapped[list["GrantRow"]] = relationship(lazy="selectin")


class GrantRow(Base):
    """A role within an organisation, or within the SRO (`organisation_id` null). Both dates inclusive."""

    __tablename__ = "grants"
    __tenancy__ = OwnedBy("organisation_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[UUID | None]
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class SessionRow(Base):
    """A sign-in on one device, acting for one organisation (null: the SRO). `token_hash` is SHA-256 of the token."""

    __tablename__ = "sessions"
    __tenancy__ = OwnedBy("organisation_id")

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


class FormerPassword(Base):
    """A password that was in use before, as its hash: the last few are refused."""

    __tablename__ = "former_passwords"
    __tenancy__ = Shared("a person's own, whichever organisation it acts for")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    password_hash: Mapped[str]
    replaced_at: Mapped[datetime]


class SecondFactorRow(Base):
    """The secret that a person's codes are made of. `confirmed_at` null: begun and not yet in force.

    `last_step` is the time step of the last code taken: none opens the account twice.
    """

    __tablename__ = "second_factors"
    __tenancy__ = Shared("a person's own, whichever organisation it acts for")

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    secret: Mapped[str]
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int]


class RecoveryCode(Base):
    """A code that opens the account once in place of the application's; `code_hash` is SHA-256."""

    __tablename__ = "recovery_codes"
    __tenancy__ = Shared("a person's own, whichever organisation it acts for")

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None]


class ApiKeyRow(Base):
    """A key of an organisation's program. `key_hash` is SHA-256 of the key, `hint` its first characters."""

    __tablename__ = "api_keys"
    __tenancy__ = OwnedBy("organisation_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID]
    name: Mapped[str]
    hint: Mapped[str]
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SigningKeyRow(Base):
    """An Ed25519 key: raw 32 bytes in base64url."""

    __tablename__ = "signing_keys"
    __tenancy__ = Shared("the keys of the service itself")

    kid: Mapped[str] = mapped_column(primary_key=True)
    private_key: Mapped[str]
    public_key: Mapped[str]
    created_at: Mapped[datetime]


class Organisation(Base):
    """What auth knows of a member organisation: a read model of the register, by its events."""

    __tablename__ = "organisations"
    __tenancy__ = OwnedBy("id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    name: Mapped[str]
    inn: Mapped[str]
    status: Mapped[str]


class AttemptCounter(Base):
    """Sign-in attempts that did not get in. `key` is a hash: what people type as an address may be a password."""

    __tablename__ = "attempt_counters"
    __tenancy__ = Shared("counted before anybody is known; keys are hashes")

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime]


class JournalEntry(Base):
    """The journal of access. The database refuses to change or remove its rows."""

    __tablename__ = "access_journal"
    __tenancy__ = Shared("written by every act, read by no call")

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str]
    person_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    account: Mapped[str | None]
    address: Mapped[str]
    user_agent: Mapped[str]
