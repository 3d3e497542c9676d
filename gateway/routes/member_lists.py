"""The register as a file: out of it, and into it."""

from typing import Annotated, Any

from fastapi import Query, Response

from chassis import clock
from contracts.members import MemberStatus
from gateway import register_file
from gateway.context import SignedIn
from gateway.downloads import attachment
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("members")

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


def _name(suffix: str) -> str:
    return f"Реестр членов СРО {clock.moscow_date(clock.now()).isoformat()}.{suffix}"
