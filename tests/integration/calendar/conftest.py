"""calendar on real servers, with reports and a gateway beside it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.calendar.bootstrap import build
from services.calendar.settings import Settings
from tests.in_process import connected, running, settings_on
from tests.integration.calendar.scene import Scene
from tests.signed_asker import signed_asker
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("calendar")


@pytest_asyncio.fixture
async def scene(nats: TestNats, database: TestDatabase) -> AsyncIterator[Scene]:
    settings = settings_on(Settings, "calendar", nats, database)
    async with (
        signed_asker(nats) as asker,
        connected("reports", nats) as reports,
        running("calendar", settings, build) as platform,
    ):
        await reports.declare_own_streams()
        yield Scene(platform, reports, asker)
