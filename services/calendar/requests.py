"""Entry points: requests of the bus."""

from chassis.bus import Call
from chassis.reach import reach_of
from chassis.service import Platform
from contracts.calendar import (
    GET_WORKING_DAYS,
    LIST_CALENDAR,
    CalendarPage,
    CalendarQuery,
    WorkingDaysQuery,
)
from contracts.terms import WorkingYear
from services.calendar import usecases
from services.calendar.settings import Settings


def register(platform: Platform[Settings]) -> None:
    """Answer calendar's requests."""
    database = platform.database

    async def list_calendar(call: Call[CalendarQuery]) -> CalendarPage:
        async with database.transaction(reach_of(call.identity)) as uow:
            return await usecases.list_calendar(uow, call.identity, call.request)

    async def get_working_days(call: Call[WorkingDaysQuery]) -> WorkingYear:
        async with database.transaction() as uow:
            return await usecases.working_year(uow, call.request.year)

    platform.serve(LIST_CALENDAR, list_calendar)
    platform.serve(GET_WORKING_DAYS, get_working_days)
