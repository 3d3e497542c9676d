"""Sessions: what is stored, when they end, and what is told of it."""

import asyncio
import hashlib
from datetime import timedelta

import pytest

from chassis import clock
from chassis.errors import ServiceError
from chassis.identity import TokenVerifier
from contracts import subjects
from contracts.auth import (
    CLOSE_SESSION,
    LIST_SIGNING_KEYS,
    SESSION_REVOKED,
    NoQuestion,
    OpenedSession,
    SessionRevoked,
    SessionToken,
    SigningKeys,
)
from contracts.roles import Role
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _close(scene: Scene, token: str) -> None:
    await scene.gateway.call(CLOSE_SESSION, SessionToken(session_token=token))


async def _age(scene: Scene, opened: OpenedSession, column: str, interval: timedelta) -> None:
    """Move one time of a session into the past."""
    statement = f"UPDATE sessions SET {column} = {column} - CAST(:interval AS interval) WHERE id = :id"  # noqa: S608
    await scene.change(statement, interval=interval, id=opened.me.session_id)


async def test_the_token_is_256_random_bits_and_only_its_hash_is_kept(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    [row] = await scene.rows("SELECT * FROM sessions WHERE id = :id", id=opened.me.session_id)
    assert len(opened.session_token) == 43
    assert bytes(row.token_hash) == hashlib.sha256(opened.session_token.encode()).digest()
    assert opened.session_token not in str(row)


async def test_the_identity_token_is_verified_by_the_listed_keys_and_lives_a_minute(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person(Role.CLERK))
    resolved = await scene.resolve(opened)

    async def fetch() -> SigningKeys:
        return await scene.gateway.call(LIST_SIGNING_KEYS, NoQuestion())

    identity = await TokenVerifier(fetch).verify(resolved.identity_token)
    assert identity.person_id == opened.me.person.id
    assert identity.session_id == opened.me.session_id
    assert identity.roles == (Role.CLERK,)
    assert timedelta(seconds=30) < resolved.token_expires_at - clock.now() <= timedelta(seconds=60)


@pytest.mark.parametrize("token", ["", "unknown", "\0", "x" * 10_000])
async def test_an_unknown_token_is_nobody(scene: Scene, token: str) -> None:
    opened = await scene.sign_in(await scene.person())
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(opened.model_copy(update={"session_token": token}))
    await _close(scene, token)


async def test_an_idle_session_ends(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    idle = scene.auth.settings.session_limits().idle
    await _age(scene, opened, "last_seen_at", idle - timedelta(minutes=1))
    await scene.resolve(opened)
    await _age(scene, opened, "last_seen_at", idle)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(opened)


async def test_a_session_in_use_ends_all_the_same_at_its_absolute_end(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    assert opened.expires_at - clock.now() <= scene.auth.settings.session_limits().absolute
    await _age(scene, opened, "expires_at", scene.auth.settings.session_limits().absolute)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(opened)


async def test_the_last_request_is_noted_at_most_once_a_minute(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    question = "SELECT last_seen_at FROM sessions WHERE id = :id"
    [before] = await scene.rows(question, id=opened.me.session_id)
    await scene.resolve(opened)
    assert await scene.rows(question, id=opened.me.session_id) == [before]
    await _age(scene, opened, "last_seen_at", timedelta(minutes=2))
    await scene.resolve(opened)
    [after] = await scene.rows(question, id=opened.me.session_id)
    assert after.last_seen_at > before.last_seen_at


async def test_closing_ends_this_session_and_no_other_and_gateways_are_told(scene: Scene) -> None:
    email = await scene.person()
    closed, kept = await scene.sign_in(email), await scene.sign_in(email)
    heard: asyncio.Queue[SessionRevoked] = asyncio.Queue()
    await scene.gateway.listen(SESSION_REVOKED, heard.put)
    await _close(scene, closed.session_token)
    with pytest.raises(ServiceError, match="unauthenticated"):
        await scene.resolve(closed)
    assert (await scene.resolve(kept)).me.session_id == kept.me.session_id
    told = await asyncio.wait_for(heard.get(), 10)
    assert told.session_ids == (closed.me.session_id,)


async def test_closing_twice_tells_of_it_once(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    await _close(scene, opened.session_token)
    await _close(scene, opened.session_token)
    told = [text for text in await scene.emitted(subjects.EVT_SESSION_REVOKED) if str(opened.me.session_id) in text]
    assert len(told) == 1
