"""messaging on real servers, with auth, reports, a gateway and a mail server beside it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from services.messaging.bootstrap import build
from services.messaging.settings import Settings
from tests.in_process import connected, running, settings_on
from tests.integration.messaging.mail_server import MailServer, running_mail_server
from tests.integration.messaging.scene import Scene
from tests.signed_asker import signed_asker
from tests.stack import Servers, TestDatabase, TestNats


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server of this test's own: what it took, and what it shall refuse."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def database(servers: Servers) -> TestDatabase:
    return servers.migrated_database("messaging")


@pytest.fixture
def settings(nats: TestNats, database: TestDatabase, mail_server: MailServer) -> Settings:
    return settings_on(
        Settings,
        "messaging",
        nats,
        database,
        smtp_port=mail_server.port,
        mail_from="Кабинет СРО <cabinet@sro.example>",
        public_url="https://cabinet.sro.example/",
        mail_poll_seconds=0.1,
    )


@pytest_asyncio.fixture
async def scene(nats: TestNats, settings: Settings, mail_server: MailServer) -> AsyncIterator[Scene]:
    async with (
        signed_asker(nats) as asker,
        connected("reports", nats) as reports,
        connected("validator", nats) as validator,
        running("messaging", settings, build) as platform,
    ):
        await reports.declare_own_streams()
        await validator.declare_own_streams()
        await asker.auth.declare_own_streams()
        yield Scene(platform, reports, validator, asker, mail_server)
