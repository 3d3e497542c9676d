"""Triggers at work: their health, and those that are switched off."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from contracts.base import Done, Message
from contracts.health import GET_HEALTH, FormHealth, HealthQuery
from contracts.suspensions import (
    LIFT_SUSPENSION,
    LIST_SUSPENSIONS,
    LiftSuspension,
    Note,
    SuspensionPage,
    SuspensionQuery,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("triggers at work")

Day = Annotated[date, Query()]


class Lifting(Message):
    note: Note


@router.get(
    "/forms/{code}/trigger-health",
    operation_id="getTriggerHealth",
    summary="How the triggers of a form fared on live reports",
    responses=documented("not_found", "forbidden", "invalid"),
)
async def get_trigger_health(caller: SignedIn, code: str, since: Day, until: Day) -> FormHealth:
    """Methodologists. Both days are included, in Moscow time."""
    return await caller.call(GET_HEALTH, HealthQuery(form=code, since=since, until=until))


@router.get(
    "/suspended-triggers",
    operation_id="listSuspendedTriggers",
    summary="Triggers that are switched off now, and why",
    responses=documented("not_found"),
)
async def list_suspended_triggers(caller: SignedIn, form: Annotated[str | None, Query()] = None) -> SuspensionPage:
    """Of all forms, or of one. For everybody who is signed in, members too."""
    return await caller.call(LIST_SUSPENSIONS, SuspensionQuery(form=form, language=caller.language))


@router.post(
    "/suspended-triggers/{id}/lift",
    operation_id="liftSuspension",
    summary="Put a trigger back to work",
    responses=documented("not_found", "forbidden", "invalid", "conflict"),
)
async def lift_suspension(caller: SignedIn, id: UUID, body: Lifting) -> Done:
    """Methodologists. Reports that were judged without it are checked again."""
    return await caller.call(LIFT_SUSPENSION, LiftSuspension(id=id, note=body.note))
