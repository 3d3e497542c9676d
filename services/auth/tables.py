"""Tables of auth. The constraints here are those of the migrations."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from chassis.database import metadata
from chassis.tenancy import OwnedBy, Shared, StaffOnly

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
    """A role within an organisation, or within the SRO (`organisation_id` null). Both dates inclusive.

    `started_at` null: others were not told yet that it holds. `ended_at`: it holds no more, whatever the dates say.
    """

    __tablename__ = "grants"
    __tenancy__ = OwnedBy("organisation_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[UUID | None]
    role: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]


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
    included_on: Mapped[date | None]


class WorkingDaysRow(Base):
    """The working-day table of calendar (one row): `years` is a list of `WorkingYear`."""

    __tablename__ = "working_days"
    __tenancy__ = Shared("one table for everybody")

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    years: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class AttemptCounter(Base):
    """Sign-in attempts that did not get in. `key` is a hash: what people type as an address may be a password."""

    __tablename__ = "attempt_counters"
    __tenancy__ = Shared("counted before anybody is known; keys are hashes")

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime]


class JournalEntry(Base):
    """The journal of access as it was before acts of all services went into one: read by nobody, written no more."""

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


class AccessRequestRow(Base):
    """What a visitor of the public page asked for; nothing in it is proved."""

    __tablename__ = "access_requests"
    __tenancy__ = StaffOnly("what visitors ask for, staff decide")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    inn: Mapped[str]
    organisation: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    position: Mapped[str]
    comment: Mapped[str]
    placed_at: Mapped[datetime]
    state: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    reason: Mapped[str | None]


class InvitationRow(Base):
    """An invitation into an organisation. `secret_hash` is SHA-256 of the last link's secret; null: no link works.

    `issues` counts the mails that were asked for, of which `undelivered_issue` is known not to have arrived. Accepted
    and withdrawn ones stay, for the record.
    """

    __tablename__ = "invitations"
    __tenancy__ = OwnedBy("organisation_id")

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID]
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    invited_by: Mapped[UUID]
    invited_by_name: Mapped[str]
    invited_at: Mapped[datetime]
    issues: Mapped[int]
    expires_at: Mapped[datetime]
    secret_hash: Mapped[bytes | None]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    undelivered_issue: Mapped[int | None]


class RulesRow(Base):
    """A version of the rules of use; whoever has not accepted it is asked to from `in_force_from` on."""

    __tablename__ = "rules_of_use"
    __tenancy__ = Shared("the same for everybody")

    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID]
    in_force_from: Mapped[date]


class RulesAcceptance(Base):
    """Who accepted which version, when and from where."""

    __tablename__ = "rules_acceptances"
    __tenancy__ = Shared("a person's own, whichever organisation it acts for")

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    version: Mapped[int] = mapped_column(ForeignKey("rules_of_use.version"), primary_key=True)
    accepted_at: Mapped[datetime]
    address: Mapped[str]
