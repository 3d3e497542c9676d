"""The register as a file: out of it, and into it."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from chassis import clock
from contracts.member_imports import ImportPlan, ImportResult
from contracts.members import MemberStatus
from gateway import register_file, register_lists
from gateway.context import Parts, SignedIn
from gateway.downloads import attachment
from gateway.problems import documented
from gateway.register_lists import LIST_BODY
from gateway.routing import api_router, upload_router

router = api_router("members")
uploads = upload_router("members")

_LIST_PROBLEMS = ("forbidden", "request_too_large", "empty_file", "bad_upload", "upload_timeout", "unreadable_list")
FileName = Annotated[str | None, Query(description="needed with a raw body")]

Search = Annotated[str | None, Query(max_length=200)]


class XlsxResponse(Response):
    media_type = register_file.XLSX


class CsvResponse(Response):
    media_type = register_file.CSV


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"}
    return {200: {"content": {media_type.partition(";")[0]: {"schema": schema}}}, **documented("forbidden")}


@router.get(
    "/members/export.xlsx",
    operation_id="exportMembersAsWorkbook",
    summary="The register as a workbook",
    response_class=XlsxResponse,
    responses=_file(register_file.XLSX),
)
async def export_xlsx(caller: SignedIn, search: Search = None, status: MemberStatus | None = None) -> XlsxResponse:
    """Staff. The same headings as an import has: what was exported can be edited and brought back."""
    found = await register_file.cards(caller, search, status)
    return XlsxResponse(await register_file.as_xlsx(found), headers=attachment(_name("xlsx")))


@router.get(
    "/members/export.csv",
    operation_id="exportMembersAsTable",
    summary="The register as CSV",
    response_class=CsvResponse,
    responses=_file(register_file.CSV),
)
async def export_csv(caller: SignedIn, search: Search = None, status: MemberStatus | None = None) -> CsvResponse:
    """The same as `;`-separated text in UTF-8."""
    found = await register_file.cards(caller, search, status)
    return CsvResponse(await register_file.as_csv(found), headers=attachment(_name("csv")))


@uploads.post(
    "/members/import/preview",
    operation_id="previewImport",
    summary="What a list would change in the register",
    responses=documented(*_LIST_PROBLEMS),
    openapi_extra=LIST_BODY,
)
async def preview_import(caller: SignedIn, gateway: Parts, request: Request, filename: FileName = None) -> ImportPlan:
    """Staff. XLSX, or CSV in UTF-8 or windows-1251 with `;` or `,`. Nothing is kept, nothing is changed."""
    return await register_lists.preview(gateway, caller, request, filename)


@uploads.post(
    "/members/import",
    operation_id="applyImport",
    summary="Bring a list into the register",
    responses=documented(*_LIST_PROBLEMS, "import_changed"),
    openapi_extra=LIST_BODY,
)
async def apply_import(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    plan: Annotated[str, Query(min_length=64, max_length=64, description="`plan` of the preview of this very file")],
    grounds: Annotated[str, Query(min_length=1, max_length=300, description="they go into the history of each card")],
    filename: FileName = None,
) -> ImportResult:
    """Staff. Just what the preview told, rows at fault passed over; sent again, it changes nothing more."""
    return await register_lists.apply(gateway, caller, request, filename, plan, grounds)


def _name(suffix: str) -> str:
    return f"Реестр членов СРО {clock.moscow_date(clock.now()).isoformat()}.{suffix}"
