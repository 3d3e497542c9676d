"""An inspection that fails for a reason of ours: the upload is taken all the same, so it must not read as a refusal."""

import pytest

from tests.integration.validator.asking import asking
from tests.integration.validator.queue import FORM, report
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("validator")


async def test_a_reader_that_dies_is_no_refusal_of_the_file(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    large = report(size=20_000_000)
    async with asking(servers, nats, database, reader_memory_mb=150) as small:
        assert (await small.refusal(large)).code == "unavailable"
        # The next file finds a new reader.
        assert (await small.inspect(report())).form == FORM


async def test_a_file_that_takes_too_long_is_no_refusal_of_the_file(
    servers: Servers, nats: TestNats, database: TestDatabase
) -> None:
    async with asking(servers, nats, database, inspect_seconds=0.0001) as hasty:
        assert (await hasty.refusal(report())).code == "unavailable"
