"""The second factor: set up, asked for, lost, and obligatory for whoever works for the SRO."""

from datetime import timedelta

import pyotp
import pytest

from chassis import clock
from chassis.errors import ServiceError
from contracts.auth import OPEN_SESSION, NoQuestion, OpenedSession, OpenSession
from contracts.security import (
    BEGIN_SECOND_FACTOR,
    CONFIRM_SECOND_FACTOR,
    GET_SECOND_FACTOR,
    REMOVE_SECOND_FACTOR,
    ConfirmSecondFactor,
    RemoveSecondFactor,
)
from tests.integration.auth.scene import PASSWORD, Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def token_of(scene: Scene, opened: OpenedSession) -> str:
    return (await scene.resolve(opened)).identity_token


def code_of(secret: str, steps: int = 0) -> str:
    """The code that an application shows, `steps` half-minutes from now."""
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))


async def set_up(scene: Scene, opened: OpenedSession) -> tuple[str, tuple[str, ...]]:
    """A second factor in force: its secret and the recovery codes."""
    token = await token_of(scene, opened)
    begun = await scene.gateway.call(BEGIN_SECOND_FACTOR, NoQuestion(), token=token)
    confirmed = await scene.gateway.call(
        CONFIRM_SECOND_FACTOR, ConfirmSecondFactor(code=code_of(begun.secret, -1)), token=token
    )
    return begun.secret, confirmed.codes


async def sign_in(scene: Scene, email: str, otp: str | None) -> OpenedSession:
    request = OpenSession(email=email, password=PASSWORD, otp=otp, address="10.0.0.9", user_agent="test")
    return await scene.gateway.call(OPEN_SESSION, request)


async def refusal(scene: Scene, email: str, otp: str | None) -> str:
    with pytest.raises(ServiceError) as refused:
        await sign_in(scene, email, otp)
    return refused.value.code


async def test_a_code_is_asked_for_after_the_right_password_only(scene: Scene) -> None:
    email = await scene.person()
    secret, _ = await set_up(scene, await scene.sign_in(email))
    assert await refusal(scene, email, None) == "otp_needed"
    with pytest.raises(ServiceError, match="wrong_credentials"):
        await scene.sign_in(email, "not the password")
    assert (await sign_in(scene, email, code_of(secret))).me.person.email == email


async def test_a_code_opens_the_account_once(scene: Scene) -> None:
    email = await scene.person()
    secret, _ = await set_up(scene, await scene.sign_in(email))
    code = code_of(secret)
    await sign_in(scene, email, code)
    assert await refusal(scene, email, code) == "wrong_otp"
    assert await refusal(scene, email, "000000" if code != "000000" else "111111") == "wrong_otp"


async def test_a_recovery_code_opens_the_account_once_however_it_is_typed(scene: Scene) -> None:
    email = await scene.person()
    opened = await scene.sign_in(email)
    _, codes = await set_up(scene, opened)
    assert len(set(codes)) == 10
    await sign_in(scene, email, f" {codes[0].upper()} ")
    assert await refusal(scene, email, codes[0]) == "wrong_otp"
    state = await scene.gateway.call(GET_SECOND_FACTOR, NoQuestion(), token=await token_of(scene, opened))
    assert (state.enabled, state.recovery_codes_left) == (True, 9)


async def test_codes_of_one_person_do_not_open_the_account_of_another(scene: Scene) -> None:
    first, second = await scene.person(), await scene.person()
    secret, codes = await set_up(scene, await scene.sign_in(first))
    await set_up(scene, await scene.sign_in(second))
    assert await refusal(scene, second, code_of(secret)) == "wrong_otp"
    assert await refusal(scene, second, codes[0]) == "wrong_otp"


async def test_a_secret_that_was_not_confirmed_counts_for_nothing(scene: Scene) -> None:
    email = await scene.person()
    token = await token_of(scene, await scene.sign_in(email))
    await scene.gateway.call(BEGIN_SECOND_FACTOR, NoQuestion(), token=token)
    with pytest.raises(ServiceError) as refused:
        await scene.gateway.call(CONFIRM_SECOND_FACTOR, ConfirmSecondFactor(code="12345"), token=token)
    assert refused.value.fields[0].code == "otp_wrong"
    assert (await sign_in(scene, email, None)).me.person.email == email


async def test_removing_it_takes_the_password_and_a_code(scene: Scene) -> None:
    email = await scene.person()
    opened = await scene.sign_in(email)
    secret, codes = await set_up(scene, opened)
    token = await token_of(scene, opened)
    for password, code in (("wrong", codes[0]), (PASSWORD, "aaaaa-aaaaa")):
        with pytest.raises(ServiceError, match="invalid"):
            await scene.gateway.call(
                REMOVE_SECOND_FACTOR, RemoveSecondFactor(current_password=password, code=code), token=token
            )
    await scene.gateway.call(
        REMOVE_SECOND_FACTOR, RemoveSecondFactor(current_password=PASSWORD, code=code_of(secret)), token=token
    )
    assert (await sign_in(scene, email, None)).me.person.email == email
