"""What a call works with: the parts of this process, and the person who asks."""

from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request

from chassis.bus import Bus
from chassis.errors import ServiceError
from chassis.health import Readiness
from chassis.storage import Storage
from contracts.auth import Me
from contracts.base import Message, Rpc
from contracts.identity import Identity
from contracts.security import API_KEY_PREFIX
from gateway import csrf, labels, language
from gateway.language import Language
from gateway.live import Feed
from gateway.sessions import Sessions
from gateway.settings import GatewaySettings
from gateway.throttle import Throttle

Q = TypeVar("Q", bound=Message)
A = TypeVar("A", bound=Message)

COOKIE = "kabinet_session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Gateway:
    """The parts of this process, put together in `bootstrap.py`."""

    settings: GatewaySettings
    bus: Bus
    storage: Storage
    sessions: Sessions
    feed: Feed
    sign_ins: Throttle
    prechecks: Throttle
    visits: Throttle
    readiness: Readiness


@dataclass(frozen=True)
class Caller:
    """A signed-in person, the language that they read, and the bus on their behalf."""

    bus: Bus
    sessions: Sessions
    session_token: str
    me: Me
    language: Language

    async def call(self, rpc: Rpc[Q, A], request: Q) -> A:
        """Ask a service as this person; statuses in the answer come in their language.

        Raises `ServiceError`, also `unavailable` and `timeout`.
        """
        # An upload over a slow line outlives the identity that it began with.
        resolved = await self.sessions.resolve(self.session_token)
        return labels.worded(await self.bus.call(rpc, request, token=resolved.identity_token), self.language)


def identity_of(me: Me) -> Identity:
    """The rights of a signed-in person, as every service reads them from the token."""
    return Identity(
        person_id=me.person.id,
        person_name=me.person.name,
        organisation_id=me.organisation.id if me.organisation else None,
        roles=me.roles,
        session_id=me.session_id,
        withheld=me.withheld,
        rules_due=me.rules_due,
        scopes=me.scopes,
    )


async def parts(request: Request) -> Gateway:
    """The parts of the process that serves `request`. A coroutine: the framework would run a function in a thread."""
    return cast(Gateway, request.app.state.gateway)


async def signed_in(request: Request, gateway: Annotated[Gateway, Depends(parts)]) -> Caller:
    """Who asks. Raises `unauthenticated`, and `csrf` for a write that does not prove to come from our own page."""
    session_token = _api_key(request) or _session_of_browser(request)
    resolved = await gateway.sessions.resolve(session_token)
    return Caller(gateway.bus, gateway.sessions, session_token, resolved.me, language.of(request))


def _api_key(request: Request) -> str | None:
    """The key of a program. No page of another site can send it, so it needs no proof of where a write comes from."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    if not key.startswith(API_KEY_PREFIX):
        raise ServiceError("unauthenticated")
    return key


def _session_of_browser(request: Request) -> str:
    session_token = request.cookies.get(COOKIE, "")
    # A cookie that holds a key was never given out by us, and would pass for one without its header.
    if not session_token or session_token.startswith(API_KEY_PREFIX):
        raise ServiceError("unauthenticated")
    if request.method not in _SAFE_METHODS and not csrf.matches(session_token, request.headers.get(csrf.HEADER, "")):
        raise ServiceError("csrf")
    return session_token


Parts = Annotated[Gateway, Depends(parts)]
SignedIn = Annotated[Caller, Depends(signed_in)]
