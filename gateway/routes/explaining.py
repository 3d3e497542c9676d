"""What a verdict means: causes, the report by its form, what a newer version changed, findings as files."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from chassis import clock
from chassis.errors import ServiceError
from contracts.errors import words
from contracts.form_view import (
    COMPARE_SUBMISSIONS,
    MOST_ROWS,
    VIEW_FORM,
    CompareSubmissions,
    Comparison,
    ViewForm,
    Window,
)
from contracts.reports import LOCATE_FILE, LocatedFile, LocateFile, Reading
from contracts.verdict import VerdictDocument
from gateway import findings, language
from gateway.context import Caller, Gateway, Parts, SignedIn
from gateway.downloads import attachment
from gateway.explaining import json_file, paper, table_file
from gateway.explaining.causes import Causes, causes
from gateway.explaining.marks import MarkedPicture, marked
from gateway.explaining.versions import VersionComparison, trigger_changes, version
from gateway.problems import documented
from gateway.routing import api_router
from gateway.workbook_texts import BY_LANGUAGE

router = api_router("submissions")

Offset = Annotated[int, Query(ge=0, description="rows to skip")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS)]


class CsvResponse(Response):
    media_type = table_file.MEDIA_TYPE


class PdfResponse(Response):
    media_type = paper.MEDIA_TYPE


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"}
    return {200: {"content": {media_type.partition(";")[0]: {"schema": schema}}}, **documented("not_found")}


@router.get(
    "/submissions/{id}/causes",
    operation_id="listCauses",
    summary="Where to begin",
    responses=documented("not_found"),
)
async def list_causes(caller: SignedIn, gateway: Parts, id: UUID) -> Causes:
    """The fewest cells that explain the errors that fired, the most shared first."""
    _, verdict = await _judged(caller, gateway, id)
    return await asyncio.to_thread(causes, verdict.findings)


@router.get(
    "/submissions/{id}/form-view",
    operation_id="viewForm",
    summary="The report as on paper",
    responses=documented("not_found", "not_viewable"),
)
async def view_form(
    caller: SignedIn,
    gateway: Parts,
    id: UUID,
    section: Annotated[int | None, Query(ge=0)] = None,
    offset: Offset = 0,
    limit: Limit = 50,
    cell: Annotated[str | None, Query(max_length=2000, description="path of a cell to open at")] = None,
    row: Annotated[int | None, Query(ge=1, description="its row, where it is in a table")] = None,
) -> MarkedPicture:
    """Sections, rows and columns of the form with the values of the file; cells that findings speak of are marked.

    With `cell` the window that holds it, whatever `section` and `offset` say.
    """
    window = Window(section=section, offset=offset, limit=limit, cell=cell, row=row)
    picture = await caller.call(VIEW_FORM, ViewForm(id=id, window=window))
    # The window that a reader begins with is the reading; those that follow belong to it.
    begins = not offset and section is None
    _, verdict = await _judged(caller, gateway, id, Reading.FILE if begins else None)
    return await asyncio.to_thread(marked, picture, verdict)


@router.get(
    "/submissions/{id}/compare",
    operation_id="compareSubmissions",
    summary="What changed between two versions",
    responses=documented("not_found"),
)
async def compare(
    caller: SignedIn,
    gateway: Parts,
    id: UUID,
    other: Annotated[UUID, Query(alias="with", description="another version of the same report")],
    offset: Offset = 0,
    limit: Limit = 100,
) -> VersionComparison:
    """From the older version to the newer: triggers that are mended, remain or are new, and the cells that differ."""
    cells, refused = await _changed_cells(caller, CompareSubmissions(id=id, other=other, offset=offset, limit=limit))
    found = [(one, *await _judged(caller, gateway, one)) for one in (id, other)]
    (old_id, old, before), (new_id, new, after) = sorted(found, key=lambda one: one[1].version or 0)
    return VersionComparison(
        before=version(old_id, old, before),
        after=version(new_id, new, after),
        triggers=await asyncio.to_thread(trigger_changes, before, after),
        cells=cells,
        cells_missing=refused,
    )


@router.get(
    "/submissions/{id}/findings.csv",
    operation_id="downloadFindingsTable",
    summary="What the triggers found, as CSV",
    response_class=CsvResponse,
    responses=_file(table_file.MEDIA_TYPE),
)
async def download_table(caller: SignedIn, gateway: Parts, request: Request, id: UUID) -> Response:
    """Every cell and row; `;` between fields, UTF-8 with BOM, amounts with the reader's decimal mark."""
    located, verdict = await _judged(caller, gateway, id, Reading.VERDICT)
    content = await table_file.build(located, verdict, language.of(request))
    return CsvResponse(content, headers=_saved(located, language.of(request), "csv"))


@router.get(
    "/submissions/{id}/findings.pdf",
    operation_id="downloadFindingsPaper",
    summary="What the triggers found, on A4",
    response_class=PdfResponse,
    responses=_file(paper.MEDIA_TYPE),
)
async def download_paper(caller: SignedIn, gateway: Parts, request: Request, id: UUID) -> Response:
    """To be read, signed and filed; beyond 5000 cells it says how many are left out."""
    located, verdict = await _judged(caller, gateway, id, Reading.VERDICT)
    content = await paper.build(located, verdict, language.of(request), clock.now())
    return PdfResponse(content, headers=_saved(located, language.of(request), "pdf"))


@router.get(
    "/submissions/{id}/findings.json",
    operation_id="downloadFindingsDocument",
    summary="What the triggers found, whole",
    responses=documented("not_found"),
)
async def download_document(caller: SignedIn, gateway: Parts, request: Request, id: UUID) -> json_file.FindingsFile:
    """For programs: the whole verdict with every cell and row, and where to begin."""
    located, verdict = await _judged(caller, gateway, id, Reading.VERDICT)
    content = await json_file.build(located, verdict)
    headers = _saved(located, language.of(request), "json")
    # Written already: the framework would read and write megabytes once more on the loop that serves everybody.
    return Response(content, media_type=json_file.MEDIA_TYPE, headers=headers)  # type: ignore[return-value]


async def _judged(
    caller: Caller, gateway: Gateway, id: UUID, reading: Reading | None = None
) -> tuple[LocatedFile, VerdictDocument]:
    """The newest verdict, after reports has agreed that this person may see it. Raises `not_found`."""
    located = await caller.call(LOCATE_FILE, LocateFile(id=id, reading=reading))
    return located, await findings.load(gateway.storage, located)


async def _changed_cells(caller: Caller, asked: CompareSubmissions) -> tuple[Comparison | None, str | None]:
    """The cells that differ, or why they cannot be told: the triggers are compared all the same."""
    try:
        return await caller.call(COMPARE_SUBMISSIONS, asked), None
    except ServiceError as error:
        if error.code != "not_viewable":
            raise
        return None, words(error.code, error.params, caller.language).detail


def _saved(located: LocatedFile, reader: language.Language, suffix: str) -> dict[str, str]:
    stem = BY_LANGUAGE[reader].file_stem
    return attachment(f"{stem} {located.form.code} {located.registration_number}.{suffix}")
