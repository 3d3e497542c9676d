"""auth: sessions, password and second factor of a person, and the API keys of an organisation's programs."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.auth import NoQuestion, ResolvedSession
from contracts.base import NO_IDENTITY, ById, Done, Message, Rpc
from contracts.roles import EVERYONE, Role, Scope

# By it a gateway tells an API key from the secret of a cookie.
API_KEY_PREFIX = "kab_"


class SessionInfo(Message):
    """A sign-in that is still alive. `address` and `user_agent` are those it was opened from."""

    id: UUID
    current: bool
    opened_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    user_agent: str


class SessionList(Message):
    items: tuple[SessionInfo, ...]
    next: str | None = None


class ChangePassword(Message):
    """The current password proves that the person itself sits there: a session may have been left open."""

    current_password: str = Field(max_length=1000)
    new_password: str = Field(max_length=1000)


class PasswordState(Message):
    """How old the password is. `expired`: the person is asked for a new one, and may go on working meanwhile."""

    changed_at: datetime
    expired: bool


class SecondFactor(Message):
    enabled: bool
    obligatory: bool
    recovery_codes_left: int = 0


class SecondFactorSecret(Message):
    """Shown once. `uri` is the otpauth address of the secret, `qr` the same as an SVG picture."""

    secret: str
    uri: str
    qr: str


class ConfirmSecondFactor(Message):
    code: str = Field(max_length=20)


class RecoveryCodes(Message):
    """Each opens the account once in place of a code. Shown once, kept hashed."""

    codes: tuple[str, ...]


class RemoveSecondFactor(Message):
    current_password: str = Field(max_length=1000)
    code: str = Field(max_length=20)


class CreateApiKey(Message):
    name: str = Field(min_length=1, max_length=100)
    scopes: tuple[Scope, ...] = Field(min_length=1)
    days: int = Field(default=365, ge=1, le=730)
    replaces: UUID | None = Field(default=None, description="a key that goes on for a day beside this one")


class ApiKeyView(Message):
    """`hint` is the beginning of the key, by which its owner knows it again."""

    id: UUID
    name: str
    hint: str
    scopes: tuple[Scope, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class NewApiKey(ApiKeyView):
    key: str = Field(description="shown once, kept hashed")


class ApiKeyList(Message):
    items: tuple[ApiKeyView, ...]
    next: str | None = None


class ApiKey(Message):
    key: str = Field(max_length=200)


_GATEWAY = ("gateway",)
_KEEPERS = frozenset({Role.MEMBER_ADMIN})

LIST_SESSIONS = Rpc(subjects.SESSION_LIST, NoQuestion, SessionList, "auth", _GATEWAY, EVERYONE, always=True)
REVOKE_SESSION = Rpc(subjects.SESSION_REVOKE, ById, Done, "auth", _GATEWAY, EVERYONE, always=True)
CHANGE_PASSWORD = Rpc(subjects.PASSWORD_CHANGE, ChangePassword, Done, "auth", _GATEWAY, EVERYONE, always=True)
GIVE_UP_PASSWORD = Rpc(subjects.PASSWORD_GIVE_UP, ChangePassword, Done, "auth", _GATEWAY, EVERYONE, always=True)
GET_SECOND_FACTOR = Rpc(subjects.SECOND_FACTOR_GET, NoQuestion, SecondFactor, "auth", _GATEWAY, EVERYONE, always=True)
BEGIN_SECOND_FACTOR = Rpc(
    subjects.SECOND_FACTOR_BEGIN, NoQuestion, SecondFactorSecret, "auth", _GATEWAY, EVERYONE, always=True
)
CONFIRM_SECOND_FACTOR = Rpc(
    subjects.SECOND_FACTOR_CONFIRM, ConfirmSecondFactor, RecoveryCodes, "auth", _GATEWAY, EVERYONE, always=True
)
REMOVE_SECOND_FACTOR = Rpc(subjects.SECOND_FACTOR_REMOVE, RemoveSecondFactor, Done, "auth", _GATEWAY, EVERYONE)
CREATE_API_KEY = Rpc(subjects.API_KEY_CREATE, CreateApiKey, NewApiKey, "auth", _GATEWAY, _KEEPERS)
LIST_API_KEYS = Rpc(subjects.API_KEY_LIST, NoQuestion, ApiKeyList, "auth", _GATEWAY, _KEEPERS)
REVOKE_API_KEY = Rpc(subjects.API_KEY_REVOKE, ById, Done, "auth", _GATEWAY, _KEEPERS)
RESOLVE_API_KEY = Rpc(subjects.API_KEY_RESOLVE, ApiKey, ResolvedSession, "auth", _GATEWAY, NO_IDENTITY)
