"""The calendar of the home page, and the table of working days."""

from datetime import date
from typing import Annotated

from fastapi import Query, Request

from contracts.calendar import GET_WORKING_DAYS, LIST_CALENDAR, CalendarPage, CalendarQuery, WorkingDaysQuery
from contracts.terms import WorkingYear
from gateway import language
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("calendar")


@router.get("/calendar", operation_id="listCalendar", summary="Due dates and special days", responses=documented())
async def list_calendar(
    caller: SignedIn,
    request: Request,
    first: Annotated[date, Query(alias="from", description="the first day")],
    last: Annotated[date, Query(alias="to", description="the last day, at most 400 days after the first")],
) -> CalendarPage:
    return await caller.call(LIST_CALENDAR, CalendarQuery(first=first, last=last, language=language.of(request)))


@router.get(
    "/working-days/{year}",
    operation_id="getWorkingDays",
    summary="The working-day calendar of a year",
    responses=documented("not_found", "year_not_loaded"),
)
async def get_working_days(caller: SignedIn, year: int) -> WorkingYear:
    return await caller.call(GET_WORKING_DAYS, WorkingDaysQuery(year=year))
