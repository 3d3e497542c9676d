"""Exclusion from the register ends access by itself: members tells, auth acts, gateways hear."""

import asyncio

import pytest

from chassis.errors import ServiceError
from contracts.auth import SESSION_REVOKED, SessionRevoked
from contracts.members import MemberStatus
from tests.integration.auth.scene import Scene
from tests.integration.members.register import Register
from tests.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _known_to_auth(scene: Scene, register: Register) -> str:
    """A person of a newly registered organisation, once auth has heard of it by the event."""
    card = await register.enter()
    await eventually(lambda: scene.rows("SELECT 1 FROM organisations WHERE id = :id", id=card.id))
    return await scene.member_person(card.id)


async def test_sessions_end_within_two_seconds_on_every_gateway(scene: Scene, register: Register) -> None:
    heard: asyncio.Queue[SessionRevoked] = asyncio.Queue()
    await scene.gateway.listen(SESSION_REVOKED, heard.put)
    email = await _known_to_auth(scene, register)
    opened = await scene.sign_in(email)
    assert opened.me.organisation is not None
    card = await register.get(opened.me.organisation.id)
    await register.step(card, MemberStatus.EXCLUDED)
    told = await asyncio.wait_for(heard.get(), 2)
    assert told.session_ids == (opened.me.session_id,)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(opened)
    with pytest.raises(ServiceError, match="blocked"):
        await scene.sign_in(email)
