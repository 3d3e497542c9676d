"""auth on real servers, one set for each test module; shared by the tests of auth and members."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from chassis.bus import Bus
from chassis.service import Platform
from services.auth.bootstrap import build
from services.auth.settings import Settings
from tests.in_process import connected, running, settings_on
from tests.integration.auth.scene import Scene
from tests.stack import Servers, TestNats


@pytest.fixture(scope="module")
def auth_settings(servers: Servers, broker: TestNats) -> Settings:
    """Quick figures: the test machine need not work as hard on passwords as an attacker's."""
    database = servers.migrated_database("auth")
    return settings_on(
        Settings, "auth", broker, database, argon2_memory_kib=1024, argon2_passes=1, second_factor_for_staff=False
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def auth(auth_settings: Settings) -> AsyncIterator[Platform[Settings]]:
    async with running("auth", auth_settings, build) as platform:
        yield platform


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(broker: TestNats, auth: Platform[Settings]) -> AsyncIterator[Bus]:
    async with connected("gateway", broker) as bus:
        yield bus


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(auth: Platform[Settings], gateway: Bus) -> Scene:
    return Scene(auth, gateway)
