"""API keys: rights within scopes, replaced with an overlap, ended with their organisation."""

from datetime import timedelta
from uuid import uuid4

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.auth import NoQuestion, ResolvedSession
from contracts.base import ById
from contracts.members import MemberStatus
from contracts.roles import Role, Scope
from contracts.security import (
    CREATE_API_KEY,
    LIST_API_KEYS,
    LIST_SESSIONS,
    RESOLVE_API_KEY,
    REVOKE_API_KEY,
    ApiKey,
    CreateApiKey,
    NewApiKey,
)
from tests.integration.auth.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")

READ = (Scope.REPORTS_READ,)


async def admin_of(scene: Scene) -> tuple[str, str]:
    """Address and token of a member admin of a new organisation."""
    email = await scene.person_of_role(Role.MEMBER_ADMIN)
    return email, await scene.token(email)


async def made(scene: Scene, token: str, **wish: object) -> NewApiKey:
    request = CreateApiKey.model_validate({"name": "1С", "scopes": READ, **wish})
    return await scene.gateway.call(CREATE_API_KEY, request, token=token)


async def resolved(scene: Scene, key: str) -> ResolvedSession:
    return await scene.gateway.call(RESOLVE_API_KEY, ApiKey(key=key))


async def is_alive(scene: Scene, key: NewApiKey) -> bool:
    try:
        await resolved(scene, key.key)
    except ServiceError as error:
        return error.code != "unauthenticated"
    return True


async def test_a_key_speaks_for_its_organisation_within_its_scopes(scene: Scene) -> None:
    email, token = await admin_of(scene)
    key = await made(scene, token)
    answer = await resolved(scene, key.key)
    assert answer.me.person.email == email
    assert answer.me.scopes == READ
    with pytest.raises(ServiceError, match="forbidden"):
        await scene.gateway.call(LIST_SESSIONS, NoQuestion(), token=answer.identity_token)
    with pytest.raises(ServiceError, match="forbidden"):
        await made(scene, answer.identity_token)


async def test_only_its_hash_is_kept(scene: Scene) -> None:
    _, token = await admin_of(scene)
    key = await made(scene, token)
    kept = await scene.rows("SELECT key_hash, hint FROM api_keys WHERE id = :id", id=key.id)
    assert key.key.encode() not in bytes(kept[0].key_hash)
    assert key.key.startswith(kept[0].hint)
    assert len(kept[0].hint) < len(key.key) / 3


async def test_its_last_use_is_shown(scene: Scene) -> None:
    _, token = await admin_of(scene)
    key = await made(scene, token)
    assert key.last_used_at is None
    await resolved(scene, key.key)
    listed = (await scene.gateway.call(LIST_API_KEYS, NoQuestion(), token=token)).items
    assert [(item.id, item.last_used_at is not None, item.created_by) for item in listed] == [
        (key.id, True, "Анна Соколова")
    ]


async def test_a_replaced_key_goes_on_for_a_day_beside_the_new_one(scene: Scene) -> None:
    _, token = await admin_of(scene)
    old = await made(scene, token)
    new = await made(scene, token, replaces=old.id)
    assert await is_alive(scene, old)
    assert await is_alive(scene, new)
    ends = {
        item.id: item.expires_at for item in (await scene.gateway.call(LIST_API_KEYS, NoQuestion(), token=token)).items
    }
    assert ends[old.id] <= clock.now() + timedelta(hours=24)
    await scene.change("UPDATE api_keys SET expires_at = now() WHERE id = :id", id=old.id)
    assert not await is_alive(scene, old)


async def test_a_key_is_ended_and_the_gateways_are_told(scene: Scene) -> None:
    _, token = await admin_of(scene)
    key = await made(scene, token)
    await scene.gateway.call(REVOKE_API_KEY, ById(id=key.id), token=token)
    assert not await is_alive(scene, key)
    assert str(key.id) in (await scene.emitted("evt.auth.session.revoked"))[-1]


async def test_keys_of_another_organisation_are_not_found(scene: Scene) -> None:
    _, token = await admin_of(scene)
    _, foreign = await admin_of(scene)
    key = await made(scene, foreign)
    with pytest.raises(ServiceError, match="not_found"):
        await scene.gateway.call(REVOKE_API_KEY, ById(id=key.id), token=token)
    with pytest.raises(ServiceError, match="not_found"):
        await made(scene, token, replaces=key.id)
    assert (await scene.gateway.call(LIST_API_KEYS, NoQuestion(), token=token)).items == ()
    assert await is_alive(scene, key)


async def test_exclusion_ends_every_key_of_the_organisation(scene: Scene) -> None:
    card = await scene.organisation()
    token = await scene.token(await scene.person_of_role(Role.MEMBER_ADMIN, card.id))
    key = await made(scene, token)
    await scene.tell(card.model_copy(update={"revision": 2, "status": MemberStatus.EXCLUDED}))
    assert not await is_alive(scene, key)
    await scene.tell(card.model_copy(update={"revision": 3, "status": MemberStatus.MEMBER}))
    assert not await is_alive(scene, key)


async def test_a_key_that_nobody_gave_out_opens_nothing(scene: Scene) -> None:
    with pytest.raises(ServiceError, match="unauthenticated"):
        await resolved(scene, f"kab_{uuid4()}")
