"""Explaining and disputing triggers that fired, and the SRO's answers."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from chassis.errors import ServiceError
from contracts.base import ById, Message
from contracts.disputes import (
    ANSWER_DISPUTE,
    DISPUTES_OF_SUBMISSION,
    LIST_DISPUTES,
    OPEN_DISPUTE,
    AnswerDispute,
    DisputeKind,
    DisputePage,
    DisputeQuery,
    DisputeState,
    DisputeView,
    OpenDispute,
    SubmissionDisputes,
)
from contracts.field_errors import field_error
from contracts.reports import LOCATE_FILE, LocateFile
from contracts.verdict import Outcome
from gateway import findings
from gateway.context import Caller, Gateway, Parts, SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("disputes")


class NewDispute(Message):
    """`explain`: the figures are right, and here is why. `dispute`: the trigger should not have fired."""

    trigger: str = Field(min_length=1, max_length=100, description="code of a trigger that fired")
    kind: DisputeKind
    text: str = Field(min_length=1, max_length=4000)
    until: date | None = Field(default=None, description="how long it should be remembered; the SRO decides")


class DisputeAnswer(Message):
    """Accepting needs an end date, refusing needs reasons."""

    outcome: DisputeState = Field(description="accepted or refused")
    answer: str = Field(default="", max_length=4000)
    valid_until: date | None = None


@router.post(
    "/submissions/{id}/disputes",
    operation_id="openDispute",
    summary="Explain or dispute a trigger that fired",
    status_code=201,
    responses=documented("not_found", "forbidden", "conflict", "dispute_open"),
)
async def open_dispute(caller: SignedIn, gateway: Parts, id: UUID, body: NewDispute) -> DisputeView:
    """Members. The status stays as it is; the SRO answers. The same said twice is one dispute."""
    title = await _title_of(gateway, caller, id, body.trigger)
    return await caller.call(OPEN_DISPUTE, OpenDispute(submission_id=id, trigger_title=title, **body.model_dump()))


@router.get(
    "/submissions/{id}/disputes",
    operation_id="listSubmissionDisputes",
    summary="What was said to the triggers of a version",
    responses=documented("not_found"),
)
async def disputes_of_submission(caller: SignedIn, id: UUID) -> SubmissionDisputes:
    """Disputes of this version, and which of its fired triggers are explained, here or earlier («пояснено»)."""
    return await caller.call(DISPUTES_OF_SUBMISSION, ById(id=id))


@router.get("/disputes", operation_id="listDisputes", summary="Disputes", responses=documented("forbidden"))
async def list_disputes(
    caller: SignedIn,
    state: DisputeState | None = None,
    kind: DisputeKind | None = None,
    form: str | None = None,
    member: UUID | None = None,
    trigger: str | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DisputePage:
    """Staff. `state=open`: those that wait, oldest first; otherwise newest first."""
    query = DisputeQuery(state=state, kind=kind, form=form, member=member, trigger=trigger, cursor=cursor, limit=limit)
    return await caller.call(LIST_DISPUTES, query)


@router.post(
    "/disputes/{id}/answer",
    operation_id="answerDispute",
    summary="Accept or refuse",
    responses=documented("not_found", "forbidden", "dispute_answered"),
)
async def answer_dispute(caller: SignedIn, id: UUID, body: DisputeAnswer) -> DisputeView:
    """Staff. An accepted explanation is remembered for this member and trigger until its end date."""
    if body.outcome is DisputeState.OPEN:
        raise ServiceError("invalid", fields=(field_error("outcome", "required"),))
    outcome: DisputeState = body.outcome
    return await caller.call(
        ANSWER_DISPUTE, AnswerDispute(id=id, outcome=outcome, answer=body.answer, valid_until=body.valid_until)
    )


async def _title_of(gateway: Gateway, caller: Caller, submission_id: UUID, trigger: str) -> str:
    """What the trigger is called in the verdict in which it fired. Raises `not_found`, `invalid`."""
    located = await caller.call(LOCATE_FILE, LocateFile(id=submission_id))
    verdict = await findings.load(gateway.storage, located)
    for found in verdict.findings:
        if found.code == trigger and found.outcome is Outcome.FIRED:
            return found.title
    raise ServiceError("invalid", fields=(field_error("trigger", "not_fired"),))
