"""When an explanation holds, and what an answer must say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from contracts.disputes import DisputeState


@dataclass(frozen=True)
class Accepted:
    """An accepted explanation: of which version, for which trigger, since when and until when (inclusive)."""

    submission_id: UUID
    trigger: str
    opened_at: datetime
    valid_until: date


@dataclass(frozen=True)
class Judged:
    """A verdict: of which version, when, on which day in Moscow, and which triggers fired."""

    submission_id: UUID
    at: datetime
    on: date
    fired: Collection[str]


def explains(accepted: Accepted, verdict: Judged) -> bool:
    """Whether the trigger, which fired in this verdict, is shown as explained there.

    It is remembered for later verdicts of the member until its end date; a verdict that was given within the term stays
    explained when the term is over.
    """
    if accepted.trigger not in verdict.fired or verdict.on > accepted.valid_until:
        return False
    return accepted.submission_id == verdict.submission_id or verdict.at >= accepted.opened_at


def wrong_in_answer(
    outcome: DisputeState, answer: str, valid_until: date | None, today: date
) -> tuple[str, str] | None:
    """Field and code of what is wrong: refusing needs reasons, accepting an end date that has not passed."""
    if outcome is DisputeState.REFUSED:
        return None if answer.strip() else ("answer", "required")
    if valid_until is None:
        return "valid_until", "required"
    return ("valid_until", "date_past") if valid_until < today else None
