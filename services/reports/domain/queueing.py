"""A rough wait: how many are ahead, and how quickly verdicts have been coming."""

import math
from dataclasses import dataclass

# In an idle system the gaps between verdicts say nothing of how long a check takes.
SLOWEST_SECONDS_PER_CHECK = 2.0


@dataclass(frozen=True)
class Throughput:
    """`verdicts` of late, the first and the last of them `span_seconds` apart."""

    verdicts: int
    span_seconds: float


def eta_seconds(ahead: int, recent: Throughput) -> int:
    """Seconds until the verdict of a submission with `ahead` others before it; at least 1."""
    gaps = recent.verdicts - 1
    measured = recent.span_seconds / gaps if gaps > 0 else SLOWEST_SECONDS_PER_CHECK
    return max(1, math.ceil((ahead + 1) * min(measured, SLOWEST_SECONDS_PER_CHECK)))


def stage(ahead: int) -> str:
    """`checking` for the one whose turn it is, `queued` for those behind it."""
    return "queued" if ahead else "checking"
