"""A person's own sessions: seen with where they are, ended one by one."""

import pytest

from chassis.errors import ServiceError
from contracts.auth import NoQuestion
from contracts.base import ById
from contracts.security import LIST_SESSIONS, REVOKE_SESSION
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_one_sees_where_one_is_signed_in_and_which_session_this_is(scene: Scene) -> None:
    email = await scene.person()
    first = await scene.sign_in(email, address="203.0.113.5")
    second = await scene.sign_in(email, address="203.0.113.6")
    token = (await scene.resolve(second)).identity_token
    items = (await scene.gateway.call(LIST_SESSIONS, NoQuestion(), token=token)).items
    assert {(item.id, item.current, item.address) for item in items} == {
        (first.me.session_id, False, "203.0.113.5"),
        (second.me.session_id, True, "203.0.113.6"),
    }


async def test_a_session_that_is_ended_is_told_to_the_gateways(scene: Scene) -> None:
    email = await scene.person()
    here, elsewhere = await scene.sign_in(email), await scene.sign_in(email)
    token = (await scene.resolve(here)).identity_token
    await scene.gateway.call(REVOKE_SESSION, ById(id=elsewhere.me.session_id), token=token)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(elsewhere)
    told = await scene.emitted("evt.auth.session.revoked")
    assert str(elsewhere.me.session_id) in told[-1]
    assert [item.id for item in (await scene.gateway.call(LIST_SESSIONS, NoQuestion(), token=token)).items] == [
        here.me.session_id
    ]


async def test_the_session_of_another_is_not_found(scene: Scene) -> None:
    own, foreign = await scene.sign_in(await scene.person()), await scene.sign_in(await scene.person())
    token = (await scene.resolve(own)).identity_token
    with pytest.raises(ServiceError, match="not_found"):
        await scene.gateway.call(REVOKE_SESSION, ById(id=foreign.me.session_id), token=token)
    assert (await scene.resolve(foreign)).me.session_id == foreign.me.session_id
