"""A check without handing in: the file and its verdict lie in storage for as long as the answer takes."""

import asyncio
from typing import Any, Literal
from uuid import UUID

from fastapi import Request
from pydantic import Field

from chassis.errors import ServiceError
from contracts.base import Message, ObjectRef
from contracts.disputes import Explained
from contracts.forms import RuleSetTitle
from contracts.prechecks import BUCKET, PRECHECK, Precheck, Prechecked
from contracts.reports import FormTitle, PeriodView
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Reason
from contracts.verdict import StructureRemark
from gateway import findings
from gateway.context import Caller, Gateway
from gateway.findings import FindingView
from gateway.uploads import UPLOAD_BODY, Upload, limited_body_of, remove, store

PRECHECK_BODY: dict[str, Any] = {
    "requestBody": {
        **UPLOAD_BODY["requestBody"],
        "description": "a form with the part `file`, or the bytes themselves with `?filename=`; 25 MB at most",
    }
}


class PrecheckView(Message):
    """The verdict that the file would get. It was not handed in: no version, no receipt, no term is kept by it."""

    handed_in: Literal[False] = False
    report_id: UUID
    form: FormTitle
    period: PeriodView
    file_name: str
    size: int
    sha256: str
    status: ReportStatus
    status_label: str
    rule_set: RuleSetTitle | None = Field(description="null: none in force, or a form without triggers")
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    explained: tuple[Explained, ...] = Field(default=(), description="fired triggers that would be shown as explained")
    findings: tuple[FindingView, ...] = Field(
        default=(), description="all of them by code; rows and cells of each: the first 20"
    )
    remarks: tuple[StructureRemark, ...] = ()


async def precheck(
    gateway: Gateway, caller: Caller, request: Request, report_id: UUID, file_name: str | None
) -> PrecheckView:
    """Raises ServiceError with the codes of an upload, `rate_limited`, `precheck_too_large`, `precheck_busy`."""
    body = limited_body_of(gateway, caller, request, file_name, gateway.settings.precheck_limit)
    gateway.prechecks.attempt(str(caller.me.person.id))
    try:
        upload = await store(gateway, body, BUCKET, gateway.settings.precheck_limit)
    except ServiceError as refusal:
        if refusal.code != "too_large":
            raise
        # The report itself may be larger: said of this limit, «too large» would be wrong.
        raise ServiceError("precheck_too_large", refusal.params) from refusal
    left = [upload.object]
    try:
        return await _checked(gateway, caller, upload, report_id, left)
    finally:
        await asyncio.shield(_remove_all(gateway, left))


async def _checked(
    gateway: Gateway, caller: Caller, upload: Upload, report_id: UUID, left: list[ObjectRef]
) -> PrecheckView:
    question = Precheck(report_id=report_id, object=upload.object, file_name=upload.file_name)
    checked = await caller.call(PRECHECK, question)
    if checked.located.verdict is not None:
        left.append(checked.located.verdict)
    verdict = await findings.load(gateway.storage, checked.located)
    everything = max(1, len(verdict.findings))
    shown = await asyncio.to_thread(findings.page, checked.located, verdict, None, everything)
    return _view(checked, upload, report_id, shown.items).model_copy(update={"remarks": verdict.remarks})


def _view(checked: Prechecked, upload: Upload, report_id: UUID, shown: tuple[FindingView, ...]) -> PrecheckView:
    return PrecheckView(
        report_id=report_id,
        form=checked.located.form,
        period=checked.located.period,
        file_name=upload.file_name,
        size=upload.object.size,
        sha256=upload.object.sha256,
        status=checked.status,
        status_label=checked.status_label,
        rule_set=checked.rule_set,
        counts=checked.counts,
        reasons=checked.reasons,
        explained=checked.explained,
        findings=shown,
    )


async def _remove_all(gateway: Gateway, left: list[ObjectRef]) -> None:
    for stored in left:
        await remove(gateway, stored)
