"""Signing keys: replaced by age, and still listed while their tokens are on their way."""

import asyncio
from datetime import timedelta

import pytest

from chassis import clock
from chassis.reach import EVERYTHING
from chassis.signing import KeyPair
from contracts.auth import LIST_SIGNING_KEYS, NoQuestion
from services.auth.domain.keys import KeyPolicy
from services.auth.usecases.keys import current_key, listed_keys
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")

_POLICY = KeyPolicy(age=timedelta(days=30), overlap=timedelta(days=1))


async def _current(scene: Scene, after: timedelta) -> KeyPair:
    async with scene.auth.database.transaction(EVERYTHING) as uow:
        return await current_key(uow, _POLICY, clock.now() + after)


async def _listed(scene: Scene, after: timedelta) -> list[str]:
    async with scene.auth.database.transaction(EVERYTHING) as uow:
        keys = await listed_keys(uow, _POLICY, clock.now() + after)
    return [key.kid for key in keys.keys]


async def test_a_key_signs_for_its_age_and_is_listed_for_the_overlap_after_it(scene: Scene) -> None:
    first = await _current(scene, timedelta(0))
    assert await _current(scene, timedelta(days=29)) == first
    second = await _current(scene, timedelta(days=30, hours=1))
    assert second != first
    assert await _listed(scene, timedelta(days=30, hours=12)) == [second.kid, first.kid]
    assert await _listed(scene, timedelta(days=31, hours=1)) == [second.kid]


async def test_many_who_find_the_key_too_old_replace_it_once(scene: Scene) -> None:
    found = await asyncio.gather(*(_current(scene, timedelta(days=100)) for _ in range(8)))
    assert len({key.kid for key in found}) == 1


async def test_only_public_halves_are_listed(scene: Scene) -> None:
    listed = await scene.gateway.call(LIST_SIGNING_KEYS, NoQuestion())
    private = {row.private_key for row in await scene.rows("SELECT private_key FROM signing_keys")}
    assert listed.keys
    assert not private & {key.public_key for key in listed.keys}
