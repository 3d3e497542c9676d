"""A rule set: a version of the triggers of one form. Dumped to JSON it is what workers load from storage."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.base import Message
from services.validator.domain.forms import Form

Severity = Literal["error", "warning"]
EmptyPolicy = Literal["zero", "missing"]


class DatedValue(Message):
    """A parameter's value from a date (always, without one) to a date, both inclusive."""

    value: str
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


Parameters = dict[str, tuple[DatedValue, ...]]


class Trigger(Message):
    """One check. `formula`, `when` and `values` are texts of the trigger language."""

    code: str
    title: str
    formula: str
    severity: Severity = "error"
    when: str | None = None
    message: str | None = None
    hint: str | None = None
    source: str | None = None
    tolerance: str | None = None
    empty: EmptyPolicy = "zero"
    values: dict[str, str] = Field(default_factory=dict)
    parameters: Parameters = Field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class RuleSet(Message):
    form: Form
    version: str
    effective_from: date | None = None
    effective_to: date | None = None
    parameters: Parameters = Field(default_factory=dict)
    triggers: tuple[Trigger, ...] = ()

    def in_force(self, day: date) -> bool:
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.effective_to is None or day <= self.effective_to)


def value_on(values: tuple[DatedValue, ...], day: date | None) -> DatedValue | None:
    """The newest value in force; without a day only a value that has no dates can be told."""
    if day is None:
        return next((value for value in values if value.since is None and value.until is None), None)
    current = [value for value in values if value.in_force(day)]
    return max(current, key=lambda value: value.since or date.min, default=None)
