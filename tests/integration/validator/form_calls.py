"""The rows of the access matrix for drafts of forms, samples and trials."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from contracts.base import Message, ObjectRef, Rpc
from contracts.form_drafts import (
    CREATE_FORM,
    DISCARD_DRAFT,
    GET_DRAFT,
    GET_HISTORY,
    OUTLINE_FILE,
    PUBLISH_DRAFT,
    SAVE_DRAFT,
    START_DRAFT,
    TRY_FORM,
    DiscardDraft,
    FormContent,
    NewForm,
    PublishDraft,
    SampleFile,
    SaveDraft,
    StartDraft,
    TryForm,
)
from contracts.roles import STAFF, Role
from contracts.validator import ByCode
from tests.integration.validator.queue import FORM

AUTHORS = frozenset({Role.SRO_ADMIN, Role.METHODOLOGIST})
BEGUN = "Т-НАЧАТА"

GRANTED: dict[Rpc[Any, Any], frozenset[Role]] = {
    CREATE_FORM: AUTHORS,
    START_DRAFT: AUTHORS,
    GET_DRAFT: STAFF,
    SAVE_DRAFT: AUTHORS,
    DISCARD_DRAFT: AUTHORS,
    PUBLISH_DRAFT: AUTHORS,
    GET_HISTORY: STAFF,
    OUTLINE_FILE: AUTHORS,
    TRY_FORM: AUTHORS,
}
# Asked for something that is not there, so that one role leaves nothing behind for the next.
STEPS: dict[Rpc[Any, Any], Message] = {
    START_DRAFT: StartDraft(code=FORM, edition="такой нет"),
    SAVE_DRAFT: SaveDraft(code="такой-нет", revision=1, content=FormContent()),
    DISCARD_DRAFT: DiscardDraft(code="такой-нет", revision=1),
    PUBLISH_DRAFT: PublishDraft(code="такой-нет", revision=1, why="проба"),
}
# About an upload that is there, and the draft of `BEGUN`.
REQUESTS: dict[Rpc[Any, Any], Callable[[ObjectRef], Message]] = {
    CREATE_FORM: lambda upload: NewForm(code=f"Т-{uuid4().hex[:8]}"),
    GET_DRAFT: lambda upload: ByCode(code=BEGUN),
    GET_HISTORY: lambda upload: ByCode(code=FORM),
    OUTLINE_FILE: lambda upload: SampleFile(object=upload, file_name="отчет.xtdd"),
    TRY_FORM: lambda upload: TryForm(code=FORM, draft=False, object=upload, file_name="отчет.xtdd"),
}
