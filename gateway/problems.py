"""Every refusal as RFC 9457 `application/problem+json`, in the reader's language, with the trace to ask about."""

import logging
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from chassis.errors import ServiceError
from chassis.telemetry import trace_id
from contracts.errors import KINDS, FieldError, http_status, words
from gateway import language, texts
from gateway.routing import BODY_LIMIT

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_COME_AGAIN = frozenset({"rate_limited", "precheck_busy"})
_OF_STATUS = {
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "request_too_large",
}


class Problem(BaseModel):
    """A refusal. `code` is stable and meant for programs; `title` and `detail` are for people.

    `found`, `expected` and `suggested_report_id` come with files that do not fit the report.
    """

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="where the code is described, relative to this site")
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] = Field(default_factory=list)
    trace_id: str
    # Told by another service: whatever it puts there must not fail the refusal that it belongs to.
    found: Any = Field(default=None, json_schema_extra={"type": ["string", "null"]})
    expected: Any = Field(default=None, json_schema_extra={"type": ["string", "null"]})
    suggested_report_id: Any = Field(default=None, json_schema_extra={"type": ["string", "null"]})


def problem(error: ServiceError, reader: language.Language, trace: str) -> Problem:
    """The problem document of `error`. `trace` is that of this request, also where another service failed."""
    text = words(error.code, {"trace_id": trace, **error.params}, reader)
    named = {name: error.params[name] for name in ("found", "expected") if name in error.params}
    standard = {
        "type": f"/api/docs#{error.code}",
        "title": text.title,
        "status": http_status(error.code),
        "detail": text.detail,
        "code": error.code,
        "errors": [_worded(field, reader) for field in error.fields],
        "trace_id": trace,
    }
    # What a service adds for programs never takes the place of a standard field.
    return Problem.model_validate({**named, **error.data, **standard})


def answer(error: ServiceError, request: Request) -> Response:
    """`error` as the response to `request`."""
    body = problem(error, language.of(request), trace_id())
    headers = {"Content-Language": language.of(request), "Cache-Control": "no-store"}
    if body.status == 503:
        headers["Retry-After"] = "5"
    if error.code in _COME_AGAIN:
        headers["Retry-After"] = error.params.get("seconds", "60")
    if error.code == "upload_timeout":
        # The rest of the body may never come: nobody can use this connection for another request.
        headers["Connection"] = "close"
    content = body.model_dump_json(exclude_none=True)
    return Response(content, body.status, headers, media_type=MEDIA_TYPE)


async def on_service_error(request: Request, error: ServiceError) -> Response:
    """A refusal by a service, or by the gateway itself."""
    return answer(error, request)


async def on_validation_error(request: Request, error: RequestValidationError) -> Response:
    """A request that does not have the described shape: `invalid`, with the fields at fault."""
    # The framework words its checks in English only.
    english = language.of(request) == "en"
    fields = [
        FieldError(field=_field_name(e["loc"]), code=e["type"], detail=e["msg"] if english else "")
        for e in error.errors()
    ]
    return answer(ServiceError("invalid", fields=fields), request)


async def on_http_error(request: Request, error: HTTPException) -> Response:
    """What the framework itself refuses: an unknown path, a method that is not there, a body that is too long."""
    code = _OF_STATUS.get(error.status_code, "invalid")
    return answer(ServiceError(code, texts.limit(BODY_LIMIT)), request)


async def on_disconnect(request: Request, error: Exception) -> Response:
    """The client went away in the middle of its own request: nobody reads this answer, and nothing is wrong here."""
    log.info("client left", extra={"path": request.url.path})
    return Response(status_code=499)


HANDLERS: dict[type[Exception], Any] = {
    ServiceError: on_service_error,
    RequestValidationError: on_validation_error,
    HTTPException: on_http_error,
    ClientDisconnect: on_disconnect,
}


def documented(*codes: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI `responses` of the problems that a call answers with, besides those of any call by a signed-in person."""
    return documented_open("unauthenticated", "csrf", *codes)


def documented_open(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The same for a call that needs nobody signed in."""
    described: dict[int | str, dict[str, Any]] = {}
    for code in ("invalid", *codes, "internal", "unavailable", "timeout"):
        status = KINDS[code].status
        entry = described.setdefault(status, {"description": "", "content": {MEDIA_TYPE: {"schema": _REFERENCE}}})
        entry["description"] = ", ".join(filter(None, (entry["description"], f"`{code}`")))
    return described


def _field_name(location: tuple[int | str, ...]) -> str:
    """`("body", "period", 0)` -> `period.0`: the sender knows where the field stands, not how we group them."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _worded(field: FieldError, reader: language.Language) -> FieldError:
    return FieldError(field=field.field, code=field.code, detail=texts.field_error(field, reader))
