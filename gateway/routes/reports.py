"""Obligations («Отчеты») and uploads to them. `{id}` is the obligation."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from contracts.base import ById
from contracts.reports import (
    GET_OBLIGATION,
    LIST_OBLIGATIONS,
    OPEN_PERIOD,
    ObligationPage,
    ObligationQuery,
    OpenedPeriod,
    OpenPeriod,
    ReportView,
)
from contracts.statuses import ReportStatus
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("reports")


@router.get("/reports", operation_id="listReports", summary="Reports that are owed", responses=documented())
async def list_reports(
    caller: SignedIn,
    year: Annotated[int | None, Query(ge=2000, le=2100)] = None,
    form: str | None = None,
    status: ReportStatus | None = None,
    member: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> ObligationPage:
    """One entry for each form and period that a member owes; `member` narrows the list of the SRO."""
    query = ObligationQuery(year=year, form=form, status=status, member=member, cursor=cursor, limit=limit)
    return await caller.call(LIST_OBLIGATIONS, query)


@router.get("/reports/{id}", operation_id="getReport", summary="One report", responses=documented("not_found"))
async def get_report(caller: SignedIn, id: UUID) -> ReportView:
    """The report with all its uploaded versions, newest first."""
    return await caller.call(GET_OBLIGATION, ById(id=id))


@router.post(
    "/periods",
    operation_id="openPeriod",
    summary="Open a period",
    status_code=201,
    responses=documented("forbidden", "unknown_form", "year_not_loaded"),
)
async def open_period(caller: SignedIn, body: OpenPeriod) -> OpenedPeriod:
    """Staff: one report becomes owed by each obliged member. Opening a period again adds only what is missing."""
    return await caller.call(OPEN_PERIOD, body)
