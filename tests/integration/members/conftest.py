"""members beside a real auth, whose sessions give the identities of these tests."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from chassis.service import Platform
from contracts.roles import Role
from services.members.bootstrap import build
from services.members.settings import Settings
from tests.in_process import running, settings_on, store_of
from tests.integration.auth.fixtures import auth, auth_settings, gateway, scene
from tests.integration.auth.scene import Scene
from tests.integration.members.register import Register
from tests.stack import Servers, TestNats

__all__ = ["auth", "auth_settings", "gateway", "scene"]


@pytest.fixture(scope="module")
def members_settings(servers: Servers, broker: TestNats) -> Settings:
    database = servers.migrated_database("members")
    return settings_on(Settings, "members", broker, database, **store_of(servers, "members"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def members(members_settings: Settings) -> AsyncIterator[Platform[Settings]]:
    async with running("members", members_settings, build) as platform:
        yield platform


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def register(members: Platform[Settings], scene: Scene) -> Register:
    """The register, asked by a clerk unless a test says otherwise."""
    return Register(members, scene, await scene.token(await scene.person_of_role(Role.CLERK)))
