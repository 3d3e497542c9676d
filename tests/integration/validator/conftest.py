"""The validator on real servers, one set of them for each test module."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.integration.validator.asking import Asking, asking
from tests.integration.validator.queue import JobQueue, job_queue
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture(scope="module")
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("validator")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def jobs(servers: Servers, broker: TestNats) -> AsyncIterator[JobQueue]:
    async with job_queue(servers, broker) as queue:
        yield queue


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ask(servers: Servers, broker: TestNats, database: TestDatabase) -> AsyncIterator[Asking]:
    async with asking(servers, broker, database) as started:
        yield started
