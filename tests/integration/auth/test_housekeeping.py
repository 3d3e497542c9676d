"""Housekeeping does not end a process that the database will serve again."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from chassis.service import Platform
from services.auth.bootstrap import build
from services.auth.settings import Settings
from tests.in_process import settings_on
from tests.stack import Servers, TestDatabase, TestNats
from tests.waiting import eventually


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("auth")


@pytest_asyncio.fixture
async def refusing(database: TestDatabase) -> AsyncIterator[None]:
    """The database refuses every new connection."""
    connection = await asyncpg.connect(database.admin_url)
    await connection.execute(f'ALTER DATABASE "{database.name}" CONNECTION LIMIT 0')
    yield
    await connection.close()


async def test_an_outage_of_the_database_does_not_end_the_process(
    refusing: None, database: TestDatabase, nats: TestNats, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform("auth", settings_on(Settings, "auth", nats, database))
    await build(platform)
    stopping = asyncio.Event()
    tasks = await platform.start(stopping)

    async def failed() -> bool:
        return any("housekeeping" in record.message for record in caplog.records) or stopping.is_set()

    await eventually(failed)
    went_on = not stopping.is_set()
    stopping.set()
    await platform.stop(tasks)
    assert went_on
