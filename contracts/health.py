"""How the triggers of a form fare on live reports, over a time of one's choice."""

from datetime import date

from pydantic import Field

from contracts import subjects
from contracts.base import Message, Rpc
from contracts.roles import METHODOLOGISTS


class HealthQuery(Message):
    """Verdicts found from `since` to `until`, both inclusive, by the Moscow date."""

    form: str
    since: date
    until: date


class TriggerHealth(Message):
    """Reports by what the trigger did in them; a report that was checked several times counts once in each column.

    `disputed`: firings that members disputed in that time, `upheld`: those of them that the SRO agreed with.
    """

    code: str
    title: str | None = Field(description="in the newest version that has it; null: no published version does")
    fired: int = 0
    not_evaluable_file: int = 0
    not_evaluable_rule: int = 0
    not_evaluable_system: int = 0
    not_applicable: int = 0
    suspended: bool = Field(default=False, description="switched off now in some version")
    mended: int = Field(default=0, description="reports in which it fired and held in a later version")
    mending_hours: float | None = Field(default=None, description="median, from the version where it fired")
    disputed: int = 0
    upheld: int = 0


class FormHealth(Message):
    """`reports`: how many were judged in that time; shares are of these. Triggers are sorted by code."""

    form: str
    since: date
    until: date
    reports: int
    triggers: tuple[TriggerHealth, ...]


GET_HEALTH = Rpc(subjects.HEALTH_GET, HealthQuery, FormHealth, "validator", ("gateway",), METHODOLOGISTS)
