"""Lists of members on their way into the register: they lie in storage for as long as the answer takes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request

from chassis.errors import ServiceError
from contracts.errors import FieldError
from contracts.member_imports import APPLY_IMPORT, PREVIEW_IMPORT, ApplyImport, ImportFile, ImportPlan, ImportResult
from contracts.prechecks import BUCKET
from gateway import texts
from gateway.context import Caller, Gateway
from gateway.language import Language
from gateway.uploads import UPLOAD_BODY, Body, Upload, remove, store

LIST_BODY: dict[str, Any] = {
    "requestBody": {
        **UPLOAD_BODY["requestBody"],
        "description": "a form with the part `file`, or the bytes themselves with `?filename=`; 5 MB at most",
    }
}


async def preview(gateway: Gateway, caller: Caller, request: Request, file_name: str | None) -> ImportPlan:
    """Raises ServiceError with the codes of an upload, and `unreadable_list`. The object is removed in any case."""
    async with _stored(gateway, caller, request, file_name) as upload:
        plan = await caller.call(PREVIEW_IMPORT, ImportFile(object=upload.object, file_name=upload.file_name))
    return _worded(plan, caller.language)


async def apply(
    gateway: Gateway, caller: Caller, request: Request, file_name: str | None, plan: str, grounds: str
) -> ImportResult:
    """The same, and `import_changed`."""
    async with _stored(gateway, caller, request, file_name) as upload:
        question = ApplyImport(object=upload.object, file_name=upload.file_name, plan=plan, grounds=grounds)
        return await caller.call(APPLY_IMPORT, question)


@asynccontextmanager
async def _stored(gateway: Gateway, caller: Caller, request: Request, file_name: str | None) -> AsyncIterator[Upload]:
    # Before a byte is read from those who keep no register.
    if PREVIEW_IMPORT.roles is None or not PREVIEW_IMPORT.roles.intersection(caller.me.roles):
        raise ServiceError("forbidden")
    limit = gateway.settings.list_limit
    try:
        upload = await store(gateway, Body(request, file_name, limit, gateway.settings.upload_seconds), BUCKET, limit)
    except ServiceError as refusal:
        if refusal.code != "too_large":
            raise
        # That one speaks of a report.
        raise ServiceError("request_too_large", refusal.params) from refusal
    try:
        yield upload
    finally:
        await asyncio.shield(remove(gateway, upload.object))


def _worded(plan: ImportPlan, reader: Language) -> ImportPlan:
    if reader == "ru":
        return plan
    rows = tuple(
        row.model_copy(
            update={
                "problems": tuple(
                    problem.model_copy(
                        update={"detail": texts.field_error(FieldError(field=problem.field, code=problem.code), reader)}
                    )
                    for problem in row.problems
                )
            }
        )
        for row in plan.rows
    )
    return plan.model_copy(update={"rows": rows})
