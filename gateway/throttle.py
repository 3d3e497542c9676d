"""How often one may do what costs: fail to sign in, ask for a check. A counter in memory, enough to slow it down.

Each gateway counts for itself; what protects a single account is auth's business.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from chassis.errors import ServiceError

# Addresses remembered at a time: a flood from many addresses must not fill the memory.
_REMEMBERED = 20_000


@dataclass
class _Window:
    ends: float
    failures: int = 0


class Throttle:
    """At most `allowed` failures of a key in a window of `seconds`. Attempts count at once; success takes one back."""

    def __init__(self, allowed: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._clock = clock
        self._windows: OrderedDict[str, _Window] = OrderedDict()

    def attempt(self, key: str) -> None:
        """Count one attempt. Raises `rate_limited` with the seconds to wait.

        It counts before the outcome is known, so that a hundred guesses at the same moment do not all pass.
        """
        now = self._clock()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = _Window(now + self._seconds)
        self._windows.move_to_end(key)
        while len(self._windows) > _REMEMBERED:
            self._windows.popitem(last=False)
        if window.failures >= self._allowed:
            raise ServiceError("rate_limited", {"seconds": math.ceil(window.ends - now)})
        window.failures += 1

    def forgive(self, key: str) -> None:
        """Take one attempt back, as it was no wrong guess: many people of one office share an address."""
        window = self._windows.get(key)
        if window is not None and window.failures > 0:
            window.failures -= 1
