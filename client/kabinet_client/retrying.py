"""Trying again, where the failure is not the caller's own and a repeat does no harm."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from kabinet_client.errors import RefusedError, UnreachableError

# Too often, or a server in trouble. After 504 the act may have been done: the idempotency key absorbs the repeat.
_PASSING = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Patience:
    """How long to go on, in seconds, and the pauses between: doubling, never beyond `longest_pause`."""

    total: float = 300.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic

    def until_answered(self, attempt: Callable[[], httpx.Response]) -> httpx.Response:
        """The first answer that is not a passing trouble. Raises RefusedError, UnreachableError."""
        deadline, pause = self.now() + self.total, self.first_pause
        while True:
            wanted, trouble = self._try(attempt)
            if isinstance(trouble, httpx.Response):
                return trouble
            wait = max(pause * random.uniform(0.5, 1), wanted)  # noqa: S311 (so that many clients do not come at once)
            if self.now() + wait > deadline:
                raise UnreachableError(trouble)
            self.sleep(wait)
            pause = min(pause * 2, self.longest_pause)

    @staticmethod
    def _try(attempt: Callable[[], httpx.Response]) -> tuple[float, httpx.Response | str]:
        try:
            answer = attempt()
        except httpx.TransportError as error:
            return 0.0, f"{type(error).__name__}: {error}"
        if answer.status_code in _PASSING:
            return _asked_to_wait(answer), f"HTTP {answer.status_code}"
        if answer.is_error:
            raise RefusedError(answer.status_code, _problem(answer))
        return 0.0, answer


def _asked_to_wait(answer: httpx.Response) -> float:
    try:
        return max(0.0, float(answer.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0


def _problem(answer: httpx.Response) -> dict[str, object]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
