"""Services run inside the test's own process, on real servers and with the rights they have in production."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from chassis.bus import Bus
from chassis.service import Build, Platform
from chassis.settings import ServiceSettings
from tests.stack import Servers, TestDatabase, TestNats

S = TypeVar("S", bound=ServiceSettings)


def settings_on(kind: type[S], service: str, nats: TestNats, database: TestDatabase | None = None, **own: Any) -> S:
    """Settings of `service` on these servers; `own` are those that the test is about."""
    return kind(
        nats_url=nats.url,
        nats_user=service,
        nats_seed=nats.server.seeds[service],
        database_url=database.url if database else "",
        outbox_poll_seconds=0.05,
        **own,
    )


def store_of(servers: Servers, identity: str) -> dict[str, Any]:
    """The object store as `identity` may use it."""
    given = servers.environment(identity)
    return {
        "s3_endpoint": given["KABINET_S3_ENDPOINT"],
        "s3_access_key": given["KABINET_S3_ACCESS_KEY"],
        "s3_secret_key": given["KABINET_S3_SECRET_KEY"],
    }


@asynccontextmanager
async def running(service: str, settings: S, build: Build[S]) -> AsyncIterator[Platform[S]]:
    """The service, serving and consuming until the block ends."""
    platform = Platform(service, settings)
    await build(platform)
    stopping = asyncio.Event()
    tasks = await platform.start(stopping)
    try:
        yield platform
    finally:
        stopping.set()
        await platform.stop(tasks)


@asynccontextmanager
async def connected(service: str, nats: TestNats) -> AsyncIterator[Bus]:
    """The bus as `service` sees it, to ask the others."""
    bus = Bus(service, settings_on(ServiceSettings, service, nats))
    await bus.open()
    try:
        yield bus
    finally:
        await bus.close()
