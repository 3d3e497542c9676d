"""The working-day calendar of the command line, where no calendar service is at hand."""

import yaml

from contracts.terms import WorkingCalendar
from contracts.working_days import SHIPPED_TABLE, read_table


def federal_calendar() -> WorkingCalendar:
    """The years of the table that ships; counting into any other is refused, not guessed."""
    return WorkingCalendar(read_table(yaml.safe_load(SHIPPED_TABLE.read_text(encoding="utf-8"))))
