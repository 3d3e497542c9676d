"""Pauses between the starts of a program that keeps crashing."""

import pytest

from deploy.local.supervisor import FIRST_PAUSE, LONGEST_PAUSE, pause_after


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, FIRST_PAUSE), (2, 3 * FIRST_PAUSE), (20, LONGEST_PAUSE), (100_000, LONGEST_PAUSE)]
)
def test_pauses_grow_to_the_longest_however_often_it_crashes(failures: int, seconds: float) -> None:
    assert pause_after(failures) == pytest.approx(seconds)
