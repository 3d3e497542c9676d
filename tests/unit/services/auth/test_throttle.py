"""Delays for wrong guesses: they grow, are bounded, are forgotten, and shut nobody out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.auth.domain.throttle import Counter, Counters, Growth, Limits, admission

_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def _growth(free: int, longest: int) -> Growth:
    return Growth(free=free, first=_SECOND, longest=longest * _SECOND, forget=timedelta(minutes=30))


_LIMITS = Limits(pair=_growth(3, 60), address=_growth(10, 60), account=_growth(3, 2))


def _counters(*, pair: int = 0, address: int = 0, account: int = 0) -> Counters:
    return Counters(Counter(pair, _NOW), Counter(address, _NOW), Counter(account, _NOW))


def test_the_delay_doubles_from_the_first_attempt_that_is_not_free_up_to_the_longest() -> None:
    growth = _growth(3, 60)
    seconds = [growth.delay(attempts).total_seconds() for attempts in range(12)]
    assert seconds == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_delay_never_shrinks_and_never_overflows(one: int, more: int) -> None:
    growth = _growth(3, 60)
    assert growth.delay(one) <= growth.delay(one + more) <= 60 * _SECOND


def test_the_pair_and_the_address_refuse_until_their_delay_is_over() -> None:
    for counters in (_counters(pair=5), _counters(address=12)):
        assert admission(counters, _LIMITS, _NOW).retry_after == 4 * _SECOND
        assert admission(counters, _LIMITS, _NOW + 3 * _SECOND).retry_after == _SECOND
        assert not admission(counters, _LIMITS, _NOW + 4 * _SECOND).refused


@given(st.integers(0, 10**9))
def test_attempts_on_an_account_from_elsewhere_only_ever_cost_its_owner_a_short_wait(attempts: int) -> None:
    admitted = admission(_counters(account=attempts), _LIMITS, _NOW)
    assert not admitted.refused
    assert admitted.pause <= 2 * _SECOND


def test_a_counter_is_forgotten_when_nothing_happened_for_long() -> None:
    counters = _counters(pair=9, address=99, account=9)
    assert counters.remembered(_LIMITS, _NOW + timedelta(minutes=29)) == counters
    assert counters.remembered(_LIMITS, _NOW + timedelta(minutes=30)) == Counters(Counter(), Counter(), Counter())


def test_whoever_gets_in_is_forgiven_its_own_slips_and_nobody_elses() -> None:
    forgiven = _counters(pair=3, address=7, account=5).forgiven()
    assert (forgiven.pair.attempts, forgiven.address.attempts, forgiven.account.attempts) == (0, 4, 2)
