"""Forms that are being drawn up: drafts, samples, trials, history. Methodologists write, the staff read."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from contracts.base import Message
from contracts.form_drafts import (
    CREATE_FORM,
    DISCARD_DRAFT,
    GET_DRAFT,
    GET_HISTORY,
    PUBLISH_DRAFT,
    SAVE_DRAFT,
    START_DRAFT,
    Code,
    DiscardDraft,
    FormContent,
    FormDraft,
    FormHistory,
    NewForm,
    Outline,
    PublishDraft,
    Reason,
    SaveDraft,
    StartDraft,
    Trial,
)
from contracts.validator import ByCode, FormView
from gateway.context import Parts, SignedIn
from gateway.problems import documented
from gateway.revisions import EDIT_CODES, Seen, told
from gateway.routes.uploads import FILE_PROBLEMS
from gateway.routing import api_router, upload_router
from gateway.samples import outline, try_form
from gateway.uploads import UPLOAD_BODY

router = api_router("forms")
samples = upload_router("forms")

# A code that no form can have is refused here: in a message it would fail as a mistake of ours.
FormCode = Annotated[Code, Path()]
FileName = Annotated[str | None, Query(description="needed with a raw body")]


class Begun(Message):
    """`edition`: the published edition that the draft begins from; null: the newest."""

    edition: str | None = None


class Publication(Message):
    why: Reason


@router.post(
    "/forms",
    operation_id="createForm",
    summary="Begin a new form",
    status_code=201,
    responses=documented("forbidden", "form_exists"),
)
async def create_form(caller: SignedIn, response: Response, body: NewForm) -> FormDraft:
    """It is a draft, which only the staff see, until it is published."""
    return _tagged(response, await caller.call(CREATE_FORM, body))


@router.post(
    "/forms/{code}/draft",
    operation_id="startFormDraft",
    summary="Begin to edit a published form",
    status_code=201,
    responses=documented("not_found", "forbidden", "draft_exists"),
)
async def start_draft(caller: SignedIn, response: Response, code: FormCode, body: Begun) -> FormDraft:
    return _tagged(response, await caller.call(START_DRAFT, StartDraft(code=code, edition=body.edition)))


@router.get(
    "/forms/{code}/draft",
    operation_id="getFormDraft",
    summary="The draft of a form",
    responses=documented("not_found", "forbidden"),
)
async def get_draft(caller: SignedIn, response: Response, code: FormCode) -> FormDraft:
    """With what stands against publishing it. The ETag goes into `If-Match` of a change."""
    return _tagged(response, await caller.call(GET_DRAFT, ByCode(code=code)))


@router.put(
    "/forms/{code}/draft",
    operation_id="saveFormDraft",
    summary="Save the draft of a form",
    responses=documented("not_found", "forbidden", *EDIT_CODES),
)
async def save_draft(caller: SignedIn, response: Response, code: FormCode, seen: Seen, body: FormContent) -> FormDraft:
    """It may be unfinished: the answer tells what is."""
    return _tagged(response, await caller.call(SAVE_DRAFT, SaveDraft(code=code, revision=seen, content=body)))


@router.delete(
    "/forms/{code}/draft",
    operation_id="discardFormDraft",
    summary="Throw the draft of a form away",
    status_code=204,
    responses=documented("not_found", "forbidden", *EDIT_CODES),
)
async def discard_draft(caller: SignedIn, code: FormCode, seen: Seen) -> None:
    await caller.call(DISCARD_DRAFT, DiscardDraft(code=code, revision=seen))


@router.post(
    "/forms/{code}/draft/publish",
    operation_id="publishForm",
    summary="Publish the draft of a form",
    responses=documented("not_found", "forbidden", *EDIT_CODES),
)
async def publish_form(caller: SignedIn, code: FormCode, seen: Seen, body: Publication) -> FormView:
    """From now on periods of the form can be opened, and its files are recognised."""
    return await caller.call(PUBLISH_DRAFT, PublishDraft(code=code, revision=seen, why=body.why))


@router.get(
    "/forms/{code}/history",
    operation_id="getFormHistory",
    summary="Who changed a form, when, what and why",
    responses=documented("forbidden"),
)
async def get_history(caller: SignedIn, code: FormCode) -> FormHistory:
    """The last 200 acts, the newest first."""
    return await caller.call(GET_HISTORY, ByCode(code=code))


@samples.post(
    "/forms/outline",
    operation_id="outlineSample",
    summary="The elements of a form, drawn up from a sample file",
    responses=documented("forbidden", *FILE_PROBLEMS),
    openapi_extra=UPLOAD_BODY,
)
async def outline_sample(caller: SignedIn, gateway: Parts, request: Request, filename: FileName = None) -> Outline:
    """Types are told from all values, repeats and keys from all rows. The sample is not kept."""
    return await outline(gateway, caller, request, filename)


@samples.post(
    "/forms/{code}/try",
    operation_id="tryForm",
    summary="What a form would make of a file",
    responses=documented("not_found", "forbidden", *FILE_PROBLEMS),
    openapi_extra=UPLOAD_BODY,
)
async def try_a_form(
    caller: SignedIn,
    gateway: Parts,
    request: Request,
    code: FormCode,
    draft: Annotated[bool, Query(description="the draft as it was last saved, not what is published")] = False,
    filename: FileName = None,
) -> Trial:
    """Recognition, period, organisation, structure and types: everything at once. The file is not kept."""
    return await try_form(gateway, caller, request, code, draft, filename)


def _tagged(response: Response, draft: FormDraft) -> FormDraft:
    told(response, draft.revision)
    return draft
