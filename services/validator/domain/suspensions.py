"""When a trigger that cannot be evaluated is the rule's own fault, for certain: then it is switched off.

Where the form alone shows it, one report is enough. Where a file could bring it about, the same must be met in the
reports of several members: one member's file never switches a rule off for all. A formula that goes over its budget of
computation does so on large files; it is switched off only where that is the rule, not the exception: in the reports of
at least half of the members that it was evaluated for. Until then only the large files cannot be checked by it.
"""

from dataclasses import dataclass
from typing import Final

from contracts.statuses import Cause
from contracts.validator import TriggerTrouble

_OVER_BUDGET: Final = "limit"
# These a file can bring about where the rule is sound for all others.
_FILES_CAN_CAUSE: Final = frozenset(
    {
        _OVER_BUDGET,
        "several_elements",
        "division_by_zero",
        "bad_rounding",
        "tolerance_negative",
        "type_mismatch",
        "text_order",
        "period_unknown",
    }
)


@dataclass(frozen=True)
class Met:
    """In the reports of how many `members` this trouble was met, out of those that the version `judged`."""

    members: int
    judged: int


def is_the_rules_fault(trouble: TriggerTrouble) -> bool:
    return trouble.cause is Cause.RULE


def is_certain(trouble: TriggerTrouble) -> bool:
    """Whether no file could have brought it about."""
    return trouble.reason not in _FILES_CAN_CAUSE


def is_proved(trouble: TriggerTrouble, met: Met, *, of_doubtful: int) -> bool:
    """Whether a trouble that a file can bring about was met often enough to be the rule's own."""
    if met.members < of_doubtful:
        return False
    return trouble.reason != _OVER_BUDGET or 2 * met.members >= met.judged
