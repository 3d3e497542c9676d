"""Uploaded versions of a report: the verdict, its findings, the original bytes, the receipt."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response, StreamingResponse

from contracts.base import ById
from contracts.reports import (
    GET_RECEIPT,
    GET_SUBMISSION,
    LOCATE_FILE,
    RECHECK,
    SET_INCOMING_NUMBER,
    IncomingNumber,
    LocateFile,
    Reading,
    SetIncomingNumber,
    SignedReceipt,
    SubmissionView,
)
from gateway import findings, language, workbook
from gateway.context import Parts, SignedIn
from gateway.downloads import attachment, download
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("submissions")


class XlsxResponse(Response):
    media_type = workbook.MEDIA_TYPE


class BytesResponse(StreamingResponse):
    media_type = "application/octet-stream"


def _binary(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string", "format": "binary"}}}}}


@router.get(
    "/submissions/{id}", operation_id="getSubmission", summary="One uploaded version", responses=documented("not_found")
)
async def get_submission(caller: SignedIn, id: UUID) -> SubmissionView:
    """Status, stage, place in the queue, all verdicts and the timeline."""
    return await caller.call(GET_SUBMISSION, ById(id=id))


@router.get(
    "/submissions/{id}/findings",
    operation_id="listFindings",
    summary="What the triggers found",
    responses=documented("not_found"),
)
async def list_findings(
    caller: SignedIn,
    gateway: Parts,
    id: UUID,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> findings.FindingPage:
    """Findings of the newest verdict, sorted by code; none while it is being checked.

    Rows and cells of one finding: the first 20 here, all of them by `evidence` and in the workbook.
    """
    # The first page is the reading; those that follow belong to it.
    located = await caller.call(LOCATE_FILE, LocateFile(id=id, reading=None if cursor else Reading.VERDICT))
    verdict = await findings.load(gateway.storage, located)
    return findings.page(located, verdict, cursor, limit)


@router.get(
    "/submissions/{id}/evidence",
    operation_id="listEvidence",
    summary="Every row and cell of one trigger",
    responses=documented("not_found"),
)
async def list_evidence(
    caller: SignedIn,
    gateway: Parts,
    id: UUID,
    trigger: Annotated[str, Query(max_length=200, description="its code")],
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> findings.EvidencePage:
    """Of the newest verdict; not found for a trigger that has no finding there."""
    located = await caller.call(LOCATE_FILE, LocateFile(id=id))
    verdict = await findings.load(gateway.storage, located)
    return findings.evidence(verdict, trigger, offset, limit)


@router.get(
    "/submissions/{id}/remarks",
    operation_id="listRemarks",
    summary="What differs from the structure of the form",
    responses=documented("not_found"),
)
async def list_remarks(caller: SignedIn, gateway: Parts, id: UUID) -> findings.RemarkPage:
    """Elements that the file lacks, and those that the form does not know, with their places. They change no status."""
    located = await caller.call(LOCATE_FILE, LocateFile(id=id))
    verdict = await findings.load(gateway.storage, located)
    return findings.RemarkPage(items=verdict.remarks)


@router.get(
    "/submissions/{id}/findings.xlsx",
    operation_id="downloadFindings",
    summary="What the triggers found, as a workbook",
    response_class=XlsxResponse,
    responses={**_binary(workbook.MEDIA_TYPE), **documented("not_found")},
)
async def download_findings(caller: SignedIn, gateway: Parts, request: Request, id: UUID) -> Response:
    """A sheet for each class of findings, with every row and cell."""
    located = await caller.call(LOCATE_FILE, LocateFile(id=id, reading=Reading.VERDICT))
    verdict = await findings.load(gateway.storage, located)
    content = await workbook.build(located, verdict, language.of(request))
    return XlsxResponse(content, headers=attachment(workbook.file_name(located, language.of(request))))


@router.get(
    "/submissions/{id}/file",
    operation_id="downloadFile",
    summary="The original file, byte for byte",
    response_class=BytesResponse,
    responses={**_binary("application/octet-stream"), **documented("not_found")},
)
async def download_file(caller: SignedIn, gateway: Parts, id: UUID) -> Response:
    located = await caller.call(LOCATE_FILE, LocateFile(id=id, reading=Reading.FILE))
    return await download(gateway.storage, located.original, located.file_name)


@router.get(
    "/submissions/{id}/receipt",
    operation_id="getReceipt",
    summary="The signed receipt",
    responses=documented("not_found"),
)
async def get_receipt(caller: SignedIn, id: UUID) -> SignedReceipt:
    """Proof of having filed: the exact text that was signed, the signature (Ed25519) and the public key."""
    return await caller.call(GET_RECEIPT, ById(id=id))


@router.post(
    "/submissions/{id}/recheck",
    operation_id="recheckSubmission",
    summary="Check again",
    status_code=202,
    responses=documented("not_found", "forbidden", "conflict"),
)
async def recheck(caller: SignedIn, id: UUID) -> SubmissionView:
    """Staff: adds a verdict under the rule set in force; earlier verdicts stay."""
    return await caller.call(RECHECK, ById(id=id))


@router.put(
    "/submissions/{id}/incoming-number",
    operation_id="setIncomingNumber",
    summary="Enter the incoming number of the Bank of Russia",
    responses=documented("not_found", "forbidden", "conflict"),
)
async def set_incoming_number(caller: SignedIn, id: UUID, body: IncomingNumber) -> SubmissionView:
    return await caller.call(SET_INCOMING_NUMBER, SetIncomingNumber(submission_id=id, **body.model_dump()))
