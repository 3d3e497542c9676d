"""How often a trouble must be met before a trigger is switched off."""

import pytest

from contracts.statuses import Cause
from contracts.validator import TriggerTrouble
from services.validator.domain.suspensions import Met, is_certain, is_proved, is_the_rules_fault


def trouble(reason: str, cause: Cause = Cause.RULE) -> TriggerTrouble:
    return TriggerTrouble(code="П-01", reason=reason, cause=cause, element=None)


@pytest.mark.parametrize(
    ("reason", "certain"),
    [
        ("element_unknown", True),
        ("parameter_missing", True),
        ("division_by_zero", False),
        ("several_elements", False),
        ("limit", False),
    ],
)
def test_what_a_file_can_bring_about_is_not_certain(reason: str, certain: bool) -> None:
    assert is_certain(trouble(reason)) is certain


@pytest.mark.parametrize("cause", list(Cause))
def test_only_the_rules_own_fault_counts(cause: Cause) -> None:
    assert is_the_rules_fault(trouble("element_absent", cause)) is (cause is Cause.RULE)


@pytest.mark.parametrize(("members", "proved"), [(1, False), (2, False), (3, True), (200, True)])
def test_a_doubtful_trouble_is_proved_by_the_reports_of_several_members(members: int, proved: bool) -> None:
    assert is_proved(trouble("division_by_zero"), Met(members, 300), of_doubtful=3) is proved


@pytest.mark.parametrize(
    ("members", "judged", "proved"),
    [
        # One huge file, and three huge files among many: the rule serves all others.
        (1, 1, False),
        (3, 300, False),
        (149, 300, False),
        # Where half of the members cannot be checked by it, it serves nobody well.
        (150, 300, True),
        (3, 3, True),
        (3, 6, True),
    ],
)
def test_going_over_the_budget_on_large_files_is_no_reason_unless_it_is_the_rule(
    members: int, judged: int, proved: bool
) -> None:
    assert is_proved(trouble("limit"), Met(members, judged), of_doubtful=3) is proved
