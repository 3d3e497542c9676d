"""The shapes that every message of the house is built from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from contracts.roles import Role, Scope


class Message(BaseModel):
    """A frozen message. Unknown fields are ignored, so that a newer sender does not break an older receiver."""

    # Answers always carry every field, so the published schema of an answer may promise them all.
    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_serialization_defaults_required=True)


Q = TypeVar("Q", bound=Message)
A = TypeVar("A", bound=Message)
M = TypeVar("M", bound=Message)

# Calls that need no identity: signing in, exchanging a session, public keys.
NO_IDENTITY: frozenset[Role] | None = None


@dataclass(frozen=True)
class Rpc(Generic[Q, A]):
    """A request with a reply: who answers it, which services may ask, and which roles it serves.

    `scope`: what an API key must hold for it; None is not for programs. `always`: served to a person whose rights are
    withheld, too - what lifts the withholding has to be.
    """

    subject: str
    request: type[Q]
    reply: type[A]
    owner: str
    callers: tuple[str, ...]
    roles: frozenset[Role] | None
    timeout: timedelta = timedelta(seconds=5)
    scope: Scope | None = None
    always: bool = False

    @property
    def before_rules(self) -> bool:
        """Whether it is served before the rules of use are accepted: no new text may cost a member its term."""
        return self.always or self.scope in (Scope.REPORTS_READ, Scope.REPORTS_WRITE)


@dataclass(frozen=True)
class Event(Generic[M]):
    """A fact that a service announces through its outbox into a stream. Jobs have the same form."""

    subject: str
    model: type[M]
    owner: str
    stream: str


class ObjectRef(Message):
    """A stored object. Content never travels in messages: `size` in bytes, `sha256` in lower-case hex."""

    bucket: str
    key: str
    sha256: str
    size: int


class Done(Message):
    """An acknowledgement that carries nothing else."""


class ById(Message):
    """A question about one object; the answer is 404 when it is absent or belongs to another organisation."""

    id: UUID


def members_of(module: object, kind: type) -> Iterable[object]:
    """Every module-level value of `kind`, in the order of definition: how the registry collects contracts."""
    return [value for value in vars(module).values() if isinstance(value, kind)]
