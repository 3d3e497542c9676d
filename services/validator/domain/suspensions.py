"""When a trigger that cannot be evaluated is the rule's own fault, for certain: then it is switched off."""

from typing import Final

from contracts.statuses import Cause
from contracts.validator import TriggerTrouble

# These a file can bring about where the rule is sound for all others: one member's file must not switch a rule off.
_FILES_CAN_CAUSE: Final = frozenset(
    {
        "several_elements",
        "limit",
        "division_by_zero",
        "bad_rounding",
        "tolerance_negative",
        "type_mismatch",
        "text_order",
        "period_unknown",
    }
)


def is_the_rules_fault(trouble: TriggerTrouble) -> bool:
    return trouble.cause is Cause.RULE


def members_needed(trouble: TriggerTrouble, *, of_doubtful: int) -> int:
    """In how many members' reports it must be met: one where the form alone shows it, else `of_doubtful`."""
    return of_doubtful if trouble.reason in _FILES_CAN_CAUSE else 1
