"""A person's own password: what is refused, what it ends, and that it cannot be guessed through an open session."""

from datetime import timedelta
from itertools import pairwise

import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.auth import OpenedSession
from contracts.roles import Role, Scope
from contracts.security import CHANGE_PASSWORD, CREATE_API_KEY, GIVE_UP_PASSWORD, ChangePassword, CreateApiKey
from tests.integration.auth.scene import PASSWORD, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEW = "Семь зеленых холмов 41"
OTHERS = tuple(f"Река и мост номер {number}0{number}" for number in range(1, 7))


async def token_of(scene: Scene, opened: OpenedSession) -> str:
    return (await scene.resolve(opened)).identity_token


async def change(scene: Scene, opened: OpenedSession, current: str, new: str) -> None:
    request = ChangePassword(current_password=current, new_password=new)
    await scene.gateway.call(CHANGE_PASSWORD, request, token=await token_of(scene, opened))


async def refused(scene: Scene, opened: OpenedSession, current: str, new: str) -> tuple[str, str]:
    with pytest.raises(ServiceError) as refusal:
        await change(scene, opened, current, new)
    return refusal.value.fields[0].field, refusal.value.fields[0].code


async def is_alive(scene: Scene, opened: OpenedSession) -> bool:
    try:
        await scene.resolve(opened)
    except ServiceError as error:
        return error.code != "unauthenticated"
    return True


async def test_a_new_password_opens_the_account_and_ends_the_other_sessions(scene: Scene) -> None:
    email = await scene.person()
    here, elsewhere = await scene.sign_in(email), await scene.sign_in(email)
    await change(scene, here, PASSWORD, NEW)
    assert await is_alive(scene, here)
    assert not await is_alive(scene, elsewhere)
    assert await is_alive(scene, await scene.sign_in(email, NEW))
    with pytest.raises(ServiceError, match="wrong_credentials"):
        await scene.sign_in(email, PASSWORD)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("Кор0ткий", "password_short"),
        ("длинныйноизоднихбукв", "password_classes"),
        ("Password12345", "password_common"),
        ("Соколова12345", "password_common"),
        ("Йцукенгшщзхъ1", "password_common"),
        ("Х1-" + "о" * 300, "password_long"),
    ],
)
async def test_a_weak_password_is_refused_by_what_is_wrong_with_it(scene: Scene, new: str, code: str) -> None:
    opened = await scene.sign_in(await scene.person())
    assert await refused(scene, opened, PASSWORD, new) == ("new_password", code)


async def test_the_last_five_passwords_do_not_come_again(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person(password=OTHERS[0]), OTHERS[0])
    for before, after in pairwise(OTHERS):
        await change(scene, opened, before, after)
    present = OTHERS[5]
    for used in OTHERS[1:]:
        assert await refused(scene, opened, present, used) == ("new_password", "password_used")
    await change(scene, opened, present, OTHERS[0])


async def test_an_open_session_does_not_serve_for_guessing_the_password(scene: Scene) -> None:
    opened = await scene.sign_in(await scene.person())
    seen = set()
    for number in range(12):
        try:
            await change(scene, opened, f"guess {number}", NEW)
        except ServiceError as error:
            seen.add(error.code)
    assert seen == {"invalid", "rate_limited"}


async def test_a_password_known_to_others_ends_every_session_and_key(scene: Scene) -> None:
    email = await scene.person(Role.MEMBER_ADMIN, organisation_id=(await scene.organisation()).id)
    here, elsewhere = await scene.sign_in(email), await scene.sign_in(email)
    token = await token_of(scene, here)
    key = await scene.gateway.call(CREATE_API_KEY, CreateApiKey(name="1С", scopes=(Scope.REPORTS_READ,)), token=token)
    await scene.gateway.call(GIVE_UP_PASSWORD, ChangePassword(current_password=PASSWORD, new_password=NEW), token=token)
    assert not await is_alive(scene, here)
    assert not await is_alive(scene, elsewhere)
    assert [
        row.revoked_at is None for row in await scene.rows("SELECT revoked_at FROM api_keys WHERE id = :id", id=key.id)
    ] == [False]
    assert (await scene.sign_in(email, NEW)).me.person.email == email


async def test_an_old_password_is_told_and_keeps_nobody_from_working(scene: Scene) -> None:
    email = await scene.person(Role.MEMBER_ADMIN, organisation_id=(await scene.organisation()).id)
    opened = await scene.sign_in(email)
    assert not opened.me.password_expired
    old = clock.now() - timedelta(days=91)
    await scene.change("UPDATE people SET password_changed_at = :old WHERE email = :email", old=old, email=email)
    resolved = await scene.resolve(opened)
    assert resolved.me.password_expired
    assert not resolved.me.withheld
    assert resolved.me.roles == (Role.MEMBER_ADMIN,)
