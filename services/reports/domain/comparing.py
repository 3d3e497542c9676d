"""Reports that are judged by a look at others: when has what they looked at been replaced?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from contracts.forms import RuleSetNeeds
from contracts.validator import OtherReport, OtherReports


@dataclass(frozen=True)
class Looked:
    """What a report's newest check looked at, and an earlier report whose last version is `newest` by now.

    `is_previous` and `is_year_ago` say what the earlier one is to it; neither: another form of the same date.
    """

    submission_id: UUID
    needs: Sequence[RuleSetNeeds]
    others: OtherReports
    form: str
    newest: UUID
    is_previous: bool
    is_year_ago: bool


def is_stale(looked: Looked) -> bool:
    """Whether its triggers compare it with the earlier report, and did so with another version or with none."""
    others = looked.others
    if looked.is_previous and any(one.previous for one in looked.needs):
        return _other(others.previous, looked.newest)
    if looked.is_year_ago and any(one.year_ago for one in looked.needs):
        return _other(others.year_ago, looked.newest)
    if looked.is_previous or looked.is_year_ago or not any(looked.form in one.forms for one in looked.needs):
        return False
    return _other(next((one for one in others.forms if one.form == looked.form), None), looked.newest)


def _other(seen: OtherReport | None, newest: UUID) -> bool:
    return seen is None or seen.submission_id != newest
