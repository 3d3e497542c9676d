"""The working-day table that the product ships, for the tests of terms."""

import yaml

from contracts.terms import WorkingCalendar
from contracts.working_days import SHIPPED_TABLE, read_table


def shipped_calendar() -> WorkingCalendar:
    """Every year of the shipped table."""
    return WorkingCalendar(read_table(yaml.safe_load(SHIPPED_TABLE.read_text(encoding="utf-8"))))
