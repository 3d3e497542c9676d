"""Guessing passwords from one address is slow; an office behind one address is not."""

import pytest

from chassis.errors import ServiceError
from gateway.throttle import Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def refused_seconds(throttle: Throttle, key: str) -> str:
    """How long the refusal tells to wait."""
    with pytest.raises(ServiceError) as refused:
        throttle.attempt(key)
    assert refused.value.code == "rate_limited"
    return str(refused.value.params["seconds"])


def test_the_address_waits_after_too_many_failures() -> None:
    clock = Clock()
    throttle = Throttle(allowed=2, seconds=60, clock=clock)
    throttle.attempt("10.0.0.1")
    throttle.attempt("10.0.0.1")
    clock.now = 15.5
    assert refused_seconds(throttle, "10.0.0.1") == "45"


def test_it_may_try_again_when_the_window_has_passed() -> None:
    clock = Clock()
    throttle = Throttle(allowed=1, seconds=60, clock=clock)
    throttle.attempt("10.0.0.1")
    clock.now = 60
    throttle.attempt("10.0.0.1")
    assert refused_seconds(throttle, "10.0.0.1") == "60"


def test_success_does_not_count() -> None:
    throttle = Throttle(allowed=1, seconds=60, clock=Clock())
    for _ in range(5):
        throttle.attempt("10.0.0.1")
        throttle.forgive("10.0.0.1")
    throttle.attempt("10.0.0.1")
    assert refused_seconds(throttle, "10.0.0.1") == "60"


def test_one_address_does_not_hold_up_another() -> None:
    throttle = Throttle(allowed=1, seconds=60, clock=Clock())
    throttle.attempt("10.0.0.1")
    throttle.attempt("10.0.0.2")
    assert refused_seconds(throttle, "10.0.0.1") == "60"
