"""Where the SRO's people need a second factor: until it is set up, nothing is served but what sets it up."""

from collections.abc import AsyncIterator

import pyotp
import pytest
import pytest_asyncio

from chassis import clock
from chassis.bus import Bus
from chassis.errors import ServiceError
from chassis.service import Platform
from contracts.auth import NoQuestion, OpenedSession
from contracts.base import ById
from contracts.roles import Role
from contracts.security import (
    BEGIN_SECOND_FACTOR,
    CONFIRM_SECOND_FACTOR,
    LIST_SESSIONS,
    REMOVE_SECOND_FACTOR,
    REVOKE_SESSION,
    ConfirmSecondFactor,
    RemoveSecondFactor,
)
from services.auth.bootstrap import build
from services.auth.settings import Settings
from tests.in_process import connected, running, settings_on
from tests.integration.auth.scene import Scene
from tests.stack import Servers, TestNats

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def auth_settings(servers: Servers, broker: TestNats) -> Settings:
    database = servers.migrated_database("auth")
    return settings_on(Settings, "auth", broker, database, argon2_memory_kib=1024, argon2_passes=1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def auth(auth_settings: Settings) -> AsyncIterator[Platform[Settings]]:
    async with running("auth", auth_settings, build) as platform:
        yield platform


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(broker: TestNats, auth: Platform[Settings]) -> AsyncIterator[Bus]:
    async with connected("gateway", broker) as bus:
        yield bus


async def set_up(scene: Scene, opened: OpenedSession) -> None:
    token = (await scene.resolve(opened)).identity_token
    begun = await scene.gateway.call(BEGIN_SECOND_FACTOR, NoQuestion(), token=token)
    code = pyotp.TOTP(begun.secret).at(clock.now())
    await scene.gateway.call(CONFIRM_SECOND_FACTOR, ConfirmSecondFactor(code=code), token=token)


async def ask_for_something(scene: Scene, opened: OpenedSession) -> str:
    """The code by which a call that needs full rights is refused: a wrong password where it is not withheld."""
    token = (await scene.resolve(opened)).identity_token
    with pytest.raises(ServiceError) as refused:
        await scene.gateway.call(
            REMOVE_SECOND_FACTOR, RemoveSecondFactor(current_password="wrong", code="-"), token=token
        )
    return refused.value.code


@pytest.mark.parametrize("role", [Role.SRO_ADMIN, Role.METHODOLOGIST, Role.SUPERVISOR, Role.CLERK, Role.OPERATOR])
async def test_rights_of_the_sro_wait_for_the_second_factor(scene: Scene, role: Role) -> None:
    opened = await scene.sign_in(await scene.person(role))
    assert opened.me.withheld
    assert await ask_for_something(scene, opened) == "second_factor_needed"
    await set_up(scene, opened)
    assert not (await scene.resolve(opened)).me.withheld
    assert await ask_for_something(scene, opened) == "invalid"


async def test_members_may_do_without(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person_of_role(Role.MEMBER_USER))
    assert not opened.me.withheld
    assert await ask_for_something(scene, opened) == "invalid"


async def test_whose_rights_are_withheld_can_still_end_a_session(scene: Scene) -> None:
    email = await scene.person(Role.CLERK)
    here, elsewhere = await scene.sign_in(email), await scene.sign_in(email)
    token = (await scene.resolve(here)).identity_token
    assert len((await scene.gateway.call(LIST_SESSIONS, NoQuestion(), token=token)).items) == 2
    await scene.gateway.call(REVOKE_SESSION, ById(id=elsewhere.me.session_id), token=token)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(elsewhere)
