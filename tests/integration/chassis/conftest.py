"""A service of the registry (messaging) with handlers of the test's own, on real servers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from chassis.bus import Bus
from chassis.settings import ServiceSettings
from tests.in_process import connected, settings_on
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    """A database with the chassis' tables, as messaging migrates them."""
    return servers.migrated_database("messaging")


@pytest.fixture
def settings(nats: TestNats, database: TestDatabase) -> ServiceSettings:
    return settings_on(ServiceSettings, "messaging", nats, database)


@pytest_asyncio.fixture
async def auth(nats: TestNats) -> AsyncIterator[Bus]:
    """The bus as auth sees it: it owns the events that messaging consumes."""
    async with connected("auth", nats) as bus:
        await bus.declare_own_streams()
        yield bus


@pytest_asyncio.fixture
async def gateway(nats: TestNats) -> AsyncIterator[Bus]:
    async with connected("gateway", nats) as bus:
        yield bus
