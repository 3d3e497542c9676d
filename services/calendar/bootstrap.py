"""The composition root of calendar."""

import yaml

from chassis.service import Platform
from contracts.terms import WorkingYear
from contracts.working_days import SHIPPED_TABLE, read_table
from services.calendar import events, requests, usecases
from services.calendar.settings import Settings


def shipped_years() -> tuple[WorkingYear, ...]:
    """The working-day table that comes with this version. Raises BadTableError."""
    return read_table(yaml.safe_load(SHIPPED_TABLE.read_text(encoding="utf-8")))


async def build(platform: Platform[Settings]) -> None:
    """Load the table before the first answer, then serve."""
    async with platform.database.transaction() as uow:
        await usecases.load_working_days(uow, shipped_years())
    requests.register(platform)
    events.register(platform)
