"""argon2id with the parameters of the settings, and no way to tell an unknown address by its time."""

import statistics
from collections.abc import Awaitable, Callable
from time import perf_counter

import pytest
from argon2 import Type, extract_parameters

from services.auth.bootstrap import passwords_of
from services.auth.passwords import Passwords
from services.auth.settings import Settings


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return passwords_of(Settings())


async def _median_seconds(work: Callable[[], Awaitable[bool]], times: int = 7) -> float:
    taken = []
    for _ in range(times):
        started = perf_counter()
        await work()
        taken.append(perf_counter() - started)
    return statistics.median(taken)


async def test_parameters_are_the_owasp_minimum_or_better(passwords: Passwords) -> None:
    parameters = extract_parameters(await passwords.hash("correct horse battery"))
    assert parameters.type is Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert parameters.time_cost >= 2


async def test_the_right_password_is_right_and_any_other_wrong(passwords: Passwords) -> None:
    encoded = await passwords.hash("Пароль с буквой Й")
    assert await passwords.verify(encoded, "Пароль с буквой Й")
    assert not await passwords.verify(encoded, "Пароль с буквой И")
    assert not await passwords.verify(encoded, "")


async def test_the_same_password_has_another_hash_each_time(passwords: Passwords) -> None:
    assert await passwords.hash("correct horse battery") != await passwords.hash("correct horse battery")


async def test_nobody_has_a_password_that_is_right(passwords: Passwords) -> None:
    assert not await passwords.verify(None, "no password has this hash")


async def test_a_damaged_hash_is_a_wrong_password(passwords: Passwords) -> None:
    assert not await passwords.verify("$argon2id$damaged", "correct horse battery")


async def test_an_unknown_address_takes_as_long_as_a_wrong_password(passwords: Passwords) -> None:
    encoded = await passwords.hash("correct horse battery")
    wrong = await _median_seconds(lambda: passwords.verify(encoded, "a wrong guess"))
    unknown = await _median_seconds(lambda: passwords.verify(None, "a wrong guess"))
    # Rough, since the machine is shared: an answer without the work would be a hundred times quicker.
    assert 0.4 < unknown / wrong < 2.5


async def test_a_hash_of_weaker_parameters_is_outdated(passwords: Passwords) -> None:
    weaker = Passwords(memory_kib=1024, passes=1, lanes=1, at_once=1)
    assert passwords.is_outdated(await weaker.hash("correct horse battery"))
    assert not passwords.is_outdated(await passwords.hash("correct horse battery"))
