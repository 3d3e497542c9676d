"""Growing delays for wrong guesses, so that guessing is hopeless and nobody can shut a member out.

Attempts are counted by account and address together, by address, and by account. The first two refuse for a growing
time: they can only hit the guesser and those who share its address. The third, which a stranger can drive up at will,
only makes everyone wait a little: the right password always gets in, on a deadline evening too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

_NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Growth:
    """`free` attempts cost nothing; the next one waits `first`, then twice as long each time, up to `longest`."""

    free: int
    first: timedelta
    longest: timedelta
    forget: timedelta

    def delay(self, attempts: int) -> timedelta:
        """The wait after `attempts` attempts that did not get in."""
        if attempts < self.free:
            return _NO_TIME
        # The exponent is bounded, or a long attack would overflow it.
        doublings: int = 2 ** min(attempts - self.free, 20)
        return min(self.first * doublings, self.longest)


@dataclass(frozen=True)
class Limits:
    pair: Growth
    address: Growth
    account: Growth


@dataclass(frozen=True)
class Counter:
    """Attempts that did not get in, and the time of the last one that was let through to the password."""

    attempts: int = 0
    last_at: datetime | None = None

    def remembered(self, growth: Growth, now: datetime) -> "Counter":
        """The counter, or an empty one when nothing has happened for `forget`."""
        return Counter() if self.last_at is None or now - self.last_at >= growth.forget else self

    def counted(self, now: datetime) -> "Counter":
        return Counter(self.attempts + 1, now)

    def without(self, attempts: int) -> "Counter":
        return Counter(max(0, self.attempts - attempts), self.last_at)


@dataclass(frozen=True)
class Counters:
    pair: Counter
    address: Counter
    account: Counter

    def remembered(self, limits: Limits, now: datetime) -> "Counters":
        return Counters(
            pair=self.pair.remembered(limits.pair, now),
            address=self.address.remembered(limits.address, now),
            account=self.account.remembered(limits.account, now),
        )

    def counted(self, now: datetime) -> "Counters":
        return Counters(self.pair.counted(now), self.address.counted(now), self.account.counted(now))

    def forgiven(self) -> "Counters":
        """After the right password: whoever got in made the slips of the pair, so they weigh on no counter."""
        slips = self.pair.attempts
        return Counters(self.pair.without(slips), self.address.without(slips), self.account.without(slips))


@dataclass(frozen=True)
class Admission:
    """Either refused for `retry_after`, or let through to the password after `pause`."""

    retry_after: timedelta = _NO_TIME
    pause: timedelta = _NO_TIME

    @property
    def refused(self) -> bool:
        return self.retry_after > _NO_TIME


def remaining(counter: Counter, growth: Growth, now: datetime) -> timedelta:
    """How long the next attempt that this counter weighs on has to wait."""
    if counter.last_at is None:
        return _NO_TIME
    return max(_NO_TIME, counter.last_at + growth.delay(counter.attempts) - now)


def admission(counters: Counters, limits: Limits, now: datetime) -> Admission:
    """Whether an attempt may go on to the password; `counters` are those before it."""
    wait = max(remaining(counters.pair, limits.pair, now), remaining(counters.address, limits.address, now))
    if wait > _NO_TIME:
        return Admission(retry_after=wait)
    return Admission(pause=limits.account.delay(counters.account.attempts))
