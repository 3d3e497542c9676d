"""Rule sets as files, YAML or a workbook: out, and in again as a draft. Methodologists."""

from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Query, Request, Response

from contracts.base import Rpc
from contracts.rule_files import (
    EXPORT_RULE_SET,
    IMPORT_RULE_FILE,
    MAX_FILE_BYTES,
    PREVIEW_RULE_FILE,
    REPLACE_BY_RULE_FILE,
    ExportRuleSet,
    ImportRuleFile,
    PreviewRuleFile,
    ReplaceByRuleFile,
    RuleFilePreview,
)
from contracts.workbench import RuleSetView
from gateway import workbook
from gateway.context import Caller, Gateway, Parts, SignedIn
from gateway.downloads import attachment
from gateway.passing_files import passing
from gateway.problems import documented
from gateway.repeats import REPEAT_CODES, OnceKey
from gateway.revisions import EDIT_CODES, Seen, told
from gateway.routing import api_router, upload_router
from gateway.storage_trouble import told_as_unavailable
from gateway.uploads import UPLOAD_BODY, Upload, remove

router = api_router("rule sets")
uploads = upload_router("rule sets")

FormCode = Annotated[str, Path(max_length=100)]
FileName = Annotated[str | None, Query(description="needed with a raw body")]
Edition = Annotated[
    str | None,
    Query(max_length=1000, description="of the form; without it: that which the file names, or the newest"),
]
Why = Annotated[str | None, Query(max_length=1000, description="for the history")]
_TAKEN = ("not_found", "forbidden", "wrong_rule_file", "rule_file_unreadable", "rule_set_too_large")
_UPLOAD = ("bad_upload", "empty_file", "too_large", "upload_timeout")
_BODY = {
    "requestBody": {
        **UPLOAD_BODY["requestBody"],
        "description": "YAML or XLSX, 4 MB at most: a form with the part `file`, or the bytes with `?filename=`",
    }
}
_YAML = "application/yaml"


class YamlResponse(Response):
    media_type = _YAML


class WorkbookResponse(Response):
    media_type = workbook.MEDIA_TYPE


@router.get(
    "/rule-sets/{id}/rules.yaml",
    operation_id="exportRuleSetAsYaml",
    summary="A version of the triggers, or a draft, as YAML",
    response_class=YamlResponse,
    responses=documented("not_found", "forbidden"),
)
async def export_yaml(caller: SignedIn, gateway: Parts, id: UUID) -> Response:
    return await _exported(gateway, caller, id, "yaml", YamlResponse)


@router.get(
    "/rule-sets/{id}/rules.xlsx",
    operation_id="exportRuleSetAsWorkbook",
    summary="A version of the triggers, or a draft, as a workbook",
    response_class=WorkbookResponse,
    responses=documented("not_found", "forbidden"),
)
async def export_workbook(caller: SignedIn, gateway: Parts, id: UUID) -> Response:
    """Edited in Excel, it can be brought in again. Columns are found by their titles."""
    return await _exported(gateway, caller, id, "xlsx", WorkbookResponse)


@uploads.post(
    "/forms/{code}/rule-sets/import/preview",
    operation_id="previewNewRuleSet",
    summary="What a new draft of a file would change in what is in force",
    responses=documented(*_TAKEN, *_UPLOAD),
    openapi_extra=_BODY,
)
async def preview_new(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    code: FormCode,
    edition: Edition = None,
    filename: FileName = None,
) -> RuleFilePreview:
    """Nothing is kept. A file that cannot be read is answered with the place of every mistake."""
    async with _file(gateway, caller, request, filename, PREVIEW_RULE_FILE) as upload:
        question = PreviewRuleFile(
            form=code, edition=edition, object=upload.object, file_name=upload.file_name, language=caller.language
        )
        return await caller.call(PREVIEW_RULE_FILE, question)


@uploads.post(
    "/forms/{code}/rule-sets/import",
    operation_id="importRuleSet",
    summary="Begin a draft with the triggers of a file",
    status_code=201,
    responses=documented(*_TAKEN, *_UPLOAD, *REPEAT_CODES),
    openapi_extra=_BODY,
)
async def import_rule_set(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    response: Response,
    code: FormCode,
    edition: Edition = None,
    reason: Why = None,
    filename: FileName = None,
    key: OnceKey = None,
) -> RuleSetView:
    """Mistakes in formulas stand in nobody's way: the draft tells them. The form stays as it is."""
    async with _file(gateway, caller, request, filename, IMPORT_RULE_FILE) as upload:
        step = ImportRuleFile(
            form=code,
            edition=edition,
            object=upload.object,
            file_name=upload.file_name,
            reason=reason,
            language=caller.language,
            idempotency_key=key,
        )
        return _tagged(response, await caller.call(IMPORT_RULE_FILE, step))


@uploads.post(
    "/rule-sets/{id}/import/preview",
    operation_id="previewRuleSetFile",
    summary="What a file would change in a draft",
    responses=documented(*_TAKEN, *_UPLOAD),
    openapi_extra=_BODY,
)
async def preview_into(
    caller: SignedIn, gateway: Parts, request: Request, id: UUID, filename: FileName = None
) -> RuleFilePreview:
    """Nothing is kept. A file that cannot be read is answered with the place of every mistake."""
    async with _file(gateway, caller, request, filename, PREVIEW_RULE_FILE) as upload:
        question = PreviewRuleFile(draft=id, object=upload.object, file_name=upload.file_name, language=caller.language)
        return await caller.call(PREVIEW_RULE_FILE, question)


@uploads.post(
    "/rule-sets/{id}/import",
    operation_id="replaceRuleSetByFile",
    summary="Put the triggers of a file in place of a draft's own",
    responses=documented(*_TAKEN, *EDIT_CODES, "not_a_draft", *_UPLOAD, *REPEAT_CODES),
    openapi_extra=_BODY,
)
async def replace_by_file(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    response: Response,
    id: UUID,
    seen: Seen,
    reason: Why = None,
    filename: FileName = None,
    key: OnceKey = None,
) -> RuleSetView:
    async with _file(gateway, caller, request, filename, REPLACE_BY_RULE_FILE) as upload:
        step = ReplaceByRuleFile(
            id=id,
            revision=seen,
            object=upload.object,
            file_name=upload.file_name,
            reason=reason,
            language=caller.language,
            idempotency_key=key,
        )
        return _tagged(response, await caller.call(REPLACE_BY_RULE_FILE, step))


async def _exported(
    gateway: Gateway, caller: Caller, id: UUID, kind: Literal["yaml", "xlsx"], answer: type[Response]
) -> Response:
    exported = await caller.call(EXPORT_RULE_SET, ExportRuleSet(id=id, format=kind))
    try:
        with told_as_unavailable():
            content = await gateway.storage.read(exported.object)
    finally:
        await remove(gateway, exported.object)
    return answer(content, headers=attachment(exported.file_name))


def _file(
    gateway: Gateway, caller: Caller, request: Request, name: str | None, rpc: Rpc[Any, Any]
) -> AbstractAsyncContextManager[Upload]:
    return passing(gateway, caller, request, name, rpc, MAX_FILE_BYTES)


def _tagged(response: Response, view: RuleSetView) -> RuleSetView:
    told(response, view.revision)
    return view
