"""Guesses made at the same instant are counted one after another."""

import asyncio

import pytest

from chassis.errors import ServiceError
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_hundred_guesses_at_once_are_not_all_the_first(scene: Scene) -> None:
    email = await scene.person()

    async def guess() -> str:
        with pytest.raises(ServiceError) as raised:
            await scene.sign_in(email, "a wrong guess", address="203.0.113.9")
        return raised.value.code

    codes = await asyncio.gather(*(guess() for _ in range(100)))
    assert codes.count("wrong_credentials") == scene.auth.settings.sign_in_free_attempts
    assert set(codes) <= {"wrong_credentials", "rate_limited", "unavailable"}
