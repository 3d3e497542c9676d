"""Uploads: a report that is handed in, a file that is only looked at."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Header, Query, Request

from chassis.errors import ServiceError
from contracts.errors import FieldError
from contracts.reports import Receipt, Recognised, Registration
from gateway.context import Parts, SignedIn
from gateway.prechecks import PRECHECK_BODY, PrecheckView, precheck
from gateway.problems import documented
from gateway.routing import upload_router
from gateway.uploads import UPLOAD_BODY, body_of, recognise, submit

router = upload_router("reports")

FILE_PROBLEMS = (
    "bad_upload",
    "empty_file",
    "not_xml",
    "truncated_xml",
    "forbidden_xml",
    "xml_limits",
    "bad_encoding",
    "period_missing",
    "bad_package",
    "no_report_in_package",
    "several_reports_in_package",
    "wrong_file_type",
    "too_large",
    "upload_timeout",
)


@router.post(
    "/reports/{id}/submissions",
    operation_id="submitReport",
    summary="Hand in a report",
    status_code=202,
    responses=documented(
        "not_found", "forbidden", "wrong_form", "wrong_period", "wrong_member", "idempotency_mismatch", *FILE_PROBLEMS
    ),
    openapi_extra=UPLOAD_BODY,
)
async def submit_report(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    id: UUID,
    filename: Annotated[str | None, Query(description="needed with a raw body")] = None,
    received_at: Annotated[datetime | None, Query(description="staff: when the paper came in another way")] = None,
    grounds: Annotated[
        str | None, Query(min_length=3, max_length=500, description="staff: why, and what proves it")
    ] = None,
    idempotency_key: Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)] = None,
) -> Receipt:
    """Answers as soon as the file is kept: receipt first, the verdict after. Corrections may come after the term."""
    registration = _registration(received_at, grounds)
    body = body_of(gateway, caller, request, filename)
    return await submit(gateway, caller, body, id, idempotency_key, registration)


@router.post(
    "/reports/{id}/precheck",
    operation_id="precheckReport",
    summary="Check a file without handing it in",
    responses=documented(
        "not_found",
        "forbidden",
        "wrong_form",
        "wrong_period",
        "wrong_member",
        "precheck_too_large",
        "precheck_busy",
        "precheck_failed",
        "rate_limited",
        *FILE_PROBLEMS,
    ),
    openapi_extra=PRECHECK_BODY,
)
async def precheck_report(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    id: UUID,
    filename: Annotated[str | None, Query(description="needed with a raw body")] = None,
) -> PrecheckView:
    """The verdict that the file would get, with all its findings. Nothing is handed in and nothing is kept.

    The period need not be over. Reports that were handed in go first: while many of them wait, this is refused.
    """
    return await precheck(gateway, caller, request, id, filename)


@router.post(
    "/uploads/recognise",
    operation_id="recogniseUpload",
    summary="Which of my reports a file fits",
    responses=documented("forbidden", *FILE_PROBLEMS),
    openapi_extra=UPLOAD_BODY,
)
async def recognise_upload(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    filename: Annotated[str | None, Query(description="needed with a raw body")] = None,
) -> Recognised:
    """For a file dropped anywhere. Nothing is kept."""
    return await recognise(gateway, caller, body_of(gateway, caller, request, filename))


def _registration(received_at: datetime | None, grounds: str | None) -> Registration | None:
    if received_at is None and grounds is None:
        return None
    if received_at is None or grounds is None:
        field = "received_at" if received_at is None else "grounds"
        raise ServiceError("invalid", fields=[FieldError(field=field, code="both_needed")])
    if received_at.tzinfo is None:
        raise ServiceError("invalid", fields=[FieldError(field="received_at", code="timezone_aware")])
    return Registration(received_at=received_at, grounds=grounds)
