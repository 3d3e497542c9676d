"""The gateway on a real bus and a real object store, with scripted services behind it: any answer, any refusal."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from chassis import clock
from chassis.bus import Bus, Call
from chassis.errors import ServiceError
from chassis.service import Platform
from contracts.auth import (
    CLOSE_SESSION,
    LIST_SIGNING_KEYS,
    OPEN_SESSION,
    RESOLVE_SESSION,
    Me,
    NoQuestion,
    OpenedSession,
    OpenSession,
    OrganisationView,
    PersonView,
    ResolvedSession,
    SessionToken,
    SigningKeys,
)
from contracts.base import A, Done, Event, Message, ObjectRef, Q, Rpc
from contracts.roles import MEMBERS, Role
from deploy.local.ports import free_ports
from gateway.bootstrap import build
from gateway.csrf import token_for
from gateway.settings import GatewaySettings
from gateway.uploads import BUCKET
from tests.in_process import connected, running, settings_on, store_of
from tests.stack import Servers, TestNats

ADDRESS, PASSWORD = "anna@member.example", "right password"


@dataclass
class Auth:
    """auth with people in a dictionary: it answers what the test says."""

    sessions: dict[str, Me] = field(default_factory=dict)
    resolved: int = 0
    blocked: bool = False
    token_life: timedelta = timedelta(minutes=1)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)

    def person(self, role: Role, organisation_id: UUID | None = None) -> tuple[str, Me]:
        """Somebody signed in: the session's secret, and who it is."""
        organisation = (
            OrganisationView(id=organisation_id or uuid4(), name="МКК «Ромашка»", inn="7707083893")
            if role in MEMBERS
            else None
        )
        who = PersonView(id=uuid4(), name="Анна Петрова", email=ADDRESS)
        me = Me(person=who, organisation=organisation, roles=(role,), session_id=uuid4())
        token = uuid4().hex
        self.sessions[token] = me
        return token, me

    async def open_session(self, call: Call[OpenSession]) -> OpenedSession:
        if (call.request.email, call.request.password) != (ADDRESS, PASSWORD):
            raise ServiceError("wrong_credentials")
        if self.blocked:
            raise ServiceError("blocked")
        token, me = self.person(Role.MEMBER_USER)
        return OpenedSession(session_token=token, expires_at=clock.now() + timedelta(hours=8), me=me)

    async def resolve_session(self, call: Call[SessionToken]) -> ResolvedSession:
        self.resolved += 1
        self.was_asked.set()
        await self.may_answer.wait()
        me = self.sessions.get(call.request.session_token)
        if me is None:
            raise ServiceError("unauthenticated")
        # Numbered, so that a test can tell a fresh identity from one that was kept.
        token = f"identity of {me.person.id} ({self.resolved})"
        return ResolvedSession(identity_token=token, token_expires_at=clock.now() + self.token_life, me=me)

    async def close_session(self, call: Call[SessionToken]) -> Done:
        self.sessions.pop(call.request.session_token, None)
        return Done()

    async def keys(self, _: Call[NoQuestion]) -> SigningKeys:
        return SigningKeys(keys=())


@dataclass
class Cabinet:
    """A running gateway, and what stands behind it."""

    platform: Platform[GatewaySettings]
    http: httpx.AsyncClient
    auth: Auth
    buses: dict[str, Bus]
    asked: list[Message] = field(default_factory=list)
    before: frozenset[str] = frozenset()

    @property
    def port(self) -> int:
        return self.platform.settings.http_port

    def signed_in(self, role: Role = Role.MEMBER_USER, organisation_id: UUID | None = None) -> dict[str, str]:
        """Headers of somebody signed in, fit for writes."""
        token, _ = self.auth.person(role, organisation_id)
        return {"Cookie": f"kabinet_session={token}", "X-CSRF-Token": token_for(token)}

    async def answers(self, rpc: Rpc[Q, A], answer: A | ServiceError | Callable[[Call[Q]], Awaitable[A]]) -> None:
        """From now on the owner of `rpc` gives this answer; what it was asked stands in `asked`."""

        async def handler(call: Call[Q]) -> A:
            self.asked.append(call.request)
            if isinstance(answer, ServiceError):
                raise answer
            return answer if isinstance(answer, Message) else await answer(call)

        # The identity is checked by the services themselves; here anybody may ask.
        free = Rpc(rpc.subject, rpc.request, rpc.reply, rpc.owner, rpc.callers, None)
        await self.buses[rpc.owner].serve(free, handler)
        await self.settle(rpc.owner)

    async def announces(self, event: Event[Any], message: Message) -> None:
        """The owner of `event` tells it, through its stream."""
        await self.buses[event.owner].publish(event, message, message_id=uuid4().hex)

    async def settle(self, service: str) -> None:
        """The broker has taken in the subscriptions of `service`: a request sent now finds them."""
        await self.buses[service]._connection.client.flush()

    async def objects(self) -> set[str]:
        """Keys of the uploads that this test has left behind."""
        return {stored.key for stored in await self.platform.storage.list(BUCKET)} - self.before

    async def stored(self, ref: ObjectRef) -> bytes:
        return await self.platform.storage.read(ref)


@asynccontextmanager
async def opened_cabinet(servers: Servers, nats: TestNats, **own: Any) -> AsyncIterator[Cabinet]:
    """A cabinet on these servers; `own` are settings that the test is about."""
    settings = settings_on(
        GatewaySettings,
        "gateway",
        nats,
        http_port=free_ports(1)[0],
        drain_seconds=5,
        **store_of(servers, "gateway"),
        **own,
    )
    auth = Auth()
    auth.may_answer.set()
    async with AsyncExitStack() as stack:
        names = ("auth", "members", "reports", "validator", "messaging", "calendar")
        buses = {name: await stack.enter_async_context(connected(name, nats)) for name in names}
        for bus in buses.values():
            await bus.declare_own_streams()
        await serve_auth(buses["auth"], auth)
        platform = await stack.enter_async_context(running("gateway", settings, build))
        url = f"http://127.0.0.1:{settings.http_port}"
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=20))
        cabinet = Cabinet(platform, http, auth, buses)
        cabinet.before = frozenset(await cabinet.objects())
        # The socket listens from the start: this waits until somebody answers.
        assert (await http.get("/readyz")).status_code == 200
        yield cabinet


async def serve_auth(bus: Bus, auth: Auth) -> None:
    await bus.serve(OPEN_SESSION, auth.open_session)
    await bus.serve(RESOLVE_SESSION, auth.resolve_session)
    await bus.serve(CLOSE_SESSION, auth.close_session)
    await bus.serve(LIST_SIGNING_KEYS, auth.keys)
    await bus._connection.client.flush()


@dataclass(frozen=True)
class Heard:
    """One server-sent event."""

    id: str
    kind: str
    data: dict[str, Any]


async def heard(response: httpx.Response) -> AsyncIterator[Heard]:
    """The events of a stream; comments and ids without data are passed over."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.lstrip()
        else:
            if "data" in fields:
                yield Heard(fields.get("id", ""), fields.get("event", "message"), json.loads(fields["data"]))
            fields = {}
