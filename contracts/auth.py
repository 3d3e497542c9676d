"""auth: people, sessions, signing keys."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import NO_IDENTITY, Done, Event, Message, Rpc
from contracts.roles import Role, Scope


class OpenSession(Message):
    email: str
    password: str
    otp: str | None = None
    address: str = ""
    user_agent: str = ""


class SessionToken(Message):
    """The opaque secret of the cookie; auth keeps its hash only."""

    session_token: str


class PersonView(Message):
    id: UUID
    name: str
    email: str


class OrganisationView(Message):
    id: UUID
    name: str
    inn: str


class Place(Message):
    """Where a person may act now: a member organisation, or the SRO (`organisation` null)."""

    organisation: OrganisationView | None = None
    roles: tuple[Role, ...]


class Me(Message):
    """Who is signed in, as `GET /api/v1/me` shows it."""

    person: PersonView
    organisation: OrganisationView | None = None
    roles: tuple[Role, ...]
    session_id: UUID
    scopes: tuple[Scope, ...] | None = Field(default=None, description="of an API key; null: a person at a browser")
    withheld: bool = Field(default=False, description="nothing is served before a second factor is set up")
    password_expired: bool = Field(default=False, description="a new password is asked for; work goes on meanwhile")
    rules_due: bool = Field(default=False, description="the rules of use changed: reports alone go on until accepted")
    places: tuple[Place, ...] = Field(default=(), description="where this person may act; this session acts for one")


class OpenedSession(Message):
    session_token: str
    expires_at: datetime
    me: Me


class SwitchSession(Message):
    """Act for another place from now on: a session in place of this one, which ends. None is the SRO."""

    session_token: str
    organisation_id: UUID | None = None


class ResolvedSession(Message):
    """A short-lived signed identity token (JWT, EdDSA) for a live session, and who it speaks for."""

    identity_token: str
    token_expires_at: datetime
    me: Me


class SigningKey(Message):
    """A public Ed25519 key (raw 32 bytes, base64url) by which identity tokens are verified."""

    kid: str
    public_key: str


class SigningKeys(Message):
    keys: tuple[SigningKey, ...]


class NoQuestion(Message):
    """A request that needs no arguments."""


class SessionRevoked(Message):
    """Gateways forget these sessions at once."""

    session_ids: tuple[UUID, ...]


class PersonChanged(Message):
    """State of a person for those who must reach them (notices, mail). A lower `revision` is old news.

    `organisation_id` and `roles` are of the place they act for first, `organisations` are all (null: an older sender).
    """

    person_id: UUID
    revision: int
    name: str
    email: str
    organisation_id: UUID | None
    roles: tuple[Role, ...]
    active: bool
    organisations: tuple[UUID, ...] | None = None


_GATEWAY = ("gateway",)
_ALL_SERVICES = ("gateway", "members", "reports", "validator", "messaging", "calendar", "journal")

OPEN_SESSION = Rpc(subjects.SESSION_OPEN, OpenSession, OpenedSession, "auth", _GATEWAY, NO_IDENTITY)
RESOLVE_SESSION = Rpc(subjects.SESSION_RESOLVE, SessionToken, ResolvedSession, "auth", _GATEWAY, NO_IDENTITY)
CLOSE_SESSION = Rpc(subjects.SESSION_CLOSE, SessionToken, Done, "auth", _GATEWAY, NO_IDENTITY)
SWITCH_SESSION = Rpc(subjects.SESSION_SWITCH, SwitchSession, OpenedSession, "auth", _GATEWAY, NO_IDENTITY)
LIST_SIGNING_KEYS = Rpc(subjects.SIGNING_KEYS_LIST, NoQuestion, SigningKeys, "auth", _ALL_SERVICES, NO_IDENTITY)

SESSION_REVOKED = Event(subjects.EVT_SESSION_REVOKED, SessionRevoked, "auth", "EVT_AUTH")
PERSON_CHANGED = Event(subjects.EVT_PERSON_CHANGED, PersonChanged, "auth", "EVT_AUTH")
