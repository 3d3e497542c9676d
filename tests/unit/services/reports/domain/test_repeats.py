"""How many periods a trigger has been coming back for."""

import pytest

from services.reports.domain.repeats import repeats


@pytest.mark.parametrize(
    ("fired", "earlier", "expected"),
    [
        (["А"], [], {}),
        (["А"], [["Б"], ["А"]], {}),
        (["А", "Б"], [["А", "Б"], ["А"], []], {"А": 2, "Б": 1}),
        (["А"], [["А"], None, ["А"]], {"А": 1}),
        (["А"], [None, ["А"]], {}),
        (["А"], [["А"], ["А"]], {"А": 2}),
        ([], [["А"]], {}),
    ],
)
def test_only_an_unbroken_row_of_periods_counts(
    fired: list[str], earlier: list[list[str] | None], expected: dict[str, int]
) -> None:
    assert repeats(fired, earlier) == expected
