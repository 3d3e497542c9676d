"""Registration numbers: the year of registration (Moscow) and a number that is never given twice."""

from datetime import date

_PREFIX = "ОТЧ"


def registration_number(registered_on: date, serial: int) -> str:
    """For example `ОТЧ-2026-0000123`. Serials have gaps (a refused transaction takes its own with it), no repeats."""
    return f"{_PREFIX}-{registered_on.year}-{serial:07d}"
