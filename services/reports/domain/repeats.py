"""Which triggers come back period after period."""

from collections.abc import Collection, Sequence

# How far back it is looked: three years of quarters.
PERIODS = 12


def repeats(fired: Collection[str], earlier: Sequence[Collection[str] | None]) -> dict[str, int]:
    """For each trigger that fired now, in how many periods right before it had fired too; those with none are left out.

    `earlier` has the codes of earlier periods, the latest first. A period without a verdict breaks the row: nobody
    knows what it would have been.
    """
    counted = {code: _unbroken(code, earlier) for code in sorted(fired)}
    return {code: periods for code, periods in counted.items() if periods}


def _unbroken(code: str, earlier: Sequence[Collection[str] | None]) -> int:
    return next((n for n, codes in enumerate(earlier) if codes is None or code not in codes), len(earlier))
