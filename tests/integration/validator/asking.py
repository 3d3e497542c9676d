"""Asking a running catalogue, each call by a service that may make it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from chassis import clock
from chassis.bus import Bus
from chassis.errors import ServiceError
from chassis.identity import issue_token
from chassis.storage import Storage
from contracts.base import A, Q, Rpc
from contracts.identity import Identity
from contracts.roles import Role
from contracts.validator import INSPECT_FILE, InspectFile, Inspection
from tests.in_process import connected
from tests.integration.validator.processes import catalogue
from tests.signed_asker import SignedAsker, person, signed_asker
from tests.stack import Servers, TestDatabase, TestNats


@dataclass(frozen=True)
class Asking:
    """`reports` makes the calls that the gateway may not."""

    gateway: SignedAsker
    reports: Bus
    storage: Storage

    async def ask(self, rpc: Rpc[Q, A], request: Q, who: Identity) -> A:
        """The answer to `who`; refusals are raised as ServiceError."""
        if "gateway" in rpc.callers:
            return await self.gateway.ask(rpc, request, who)
        token = issue_token(who, self.gateway.key, clock.now(), timedelta(minutes=1))
        return await self.reports.call(rpc, request, token=token)

    async def as_role(self, rpc: Rpc[Q, A], request: Q, role: Role = Role.SRO_ADMIN) -> A:
        """The answer to somebody of that role, of some organisation."""
        return await self.ask(rpc, request, person(role, uuid4()))

    async def inspect(self, content: bytes, file_name: str = "отчет.xtdd") -> Inspection:
        """What `content`, stored as an upload, says of itself."""
        stored = await self.storage.put_bytes("uploads", content)
        return await self.as_role(INSPECT_FILE, InspectFile(object=stored, file_name=file_name), Role.MEMBER_USER)

    async def refusal(self, content: bytes) -> ServiceError:
        """Why it says nothing."""
        try:
            found = await self.inspect(content)
        except ServiceError as refused:
            return refused
        raise AssertionError(f"was taken as {found.form}")


@asynccontextmanager
async def asking(servers: Servers, broker: TestNats, database: TestDatabase, **own: Any) -> AsyncIterator[Asking]:
    """A running catalogue and those who ask it; `own` are the settings that the test is about."""
    async with (
        signed_asker(broker) as gateway,
        connected("reports", broker) as reports,
        catalogue(servers, broker, database, **own) as platform,
    ):
        yield Asking(gateway, reports, platform.storage)
