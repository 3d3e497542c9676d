"""The journal on real servers, with services that act and a gateway that reads."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from contracts.journal import ACT_EVENTS
from services.journal.bootstrap import build
from services.journal.settings import Settings
from tests.in_process import connected, running, settings_on, store_of
from tests.integration.journal.scene import KEY, Scene
from tests.signed_asker import signed_asker
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("journal")


@pytest_asyncio.fixture
async def scene(nats: TestNats, servers: Servers, database: TestDatabase) -> AsyncIterator[Scene]:
    settings = settings_on(
        Settings,
        "journal",
        nats,
        database,
        journal_key=KEY,
        journal_root_check_seconds=3600,
        **store_of(servers, "journal"),
    )
    async with AsyncExitStack() as open_things:
        asker = await open_things.enter_async_context(signed_asker(nats))
        buses = {"auth": asker.auth}
        for service in set(ACT_EVENTS) - {"auth", "journal"}:
            buses[service] = await open_things.enter_async_context(connected(service, nats))
        platform = await open_things.enter_async_context(running("journal", settings, build))
        for bus in buses.values():
            await bus.declare_own_streams()
        superuser = servers.installation.postgres.url(database.name)
        yield Scene(platform, buses, asker, superuser)
