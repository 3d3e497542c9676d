"""What members ask to have changed in their cards, and what the staff answer."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from contracts.base import ById, Message
from contracts.card_changes import (
    ANSWER_CARD_CHANGE,
    GET_CARD_CHANGE,
    LIST_CARD_CHANGES,
    OPEN_CARD_CHANGE,
    WITHDRAW_CARD_CHANGE,
    AnswerCardChange,
    CardChangePage,
    CardChangeQuery,
    CardChangeState,
    CardChangeView,
    OpenCardChange,
)
from contracts.members import CardDetails
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.revisions import EDIT_CODES, Seen
from gateway.routing import api_router

router = api_router("card changes")


class WantedCard(CardDetails):
    """One's own card as it should be, and a word to the staff."""

    comment: str = Field(default="", max_length=1000)


class CardChangeAnswer(Message):
    outcome: Literal[CardChangeState.ACCEPTED, CardChangeState.REFUSED]
    reason: str = Field(default="", max_length=1000, description="required to refuse; the member reads it")


@router.get(
    "/card-changes",
    operation_id="listCardChanges",
    summary="Changes that members ask for",
    responses=documented("forbidden"),
)
async def list_card_changes(
    caller: SignedIn,
    state: CardChangeState | None = None,
    member: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> CardChangePage:
    """Staff see all, a member its own. Those that wait: oldest first."""
    return await caller.call(LIST_CARD_CHANGES, CardChangeQuery(state=state, member=member, cursor=cursor, limit=limit))


@router.post(
    "/card-changes",
    operation_id="askForCardChange",
    summary="Ask to have one's own card changed",
    status_code=201,
    responses=documented("forbidden", "card_change_open", "no_changes", *EDIT_CODES),
)
async def ask_for_change(caller: SignedIn, seen: Seen, body: WantedCard) -> CardChangeView:
    """Members. `If-Match` holds the ETag of the card. The card stays as it is until the staff confirm."""
    details = CardDetails.model_validate(body.model_dump())
    wanted = OpenCardChange(revision=seen, details=details, comment=body.comment)
    return await caller.call(OPEN_CARD_CHANGE, wanted)


@router.get(
    "/card-changes/{id}",
    operation_id="getCardChange",
    summary="One change that a member asks for",
    responses=documented("not_found"),
)
async def get_card_change(caller: SignedIn, id: UUID) -> CardChangeView:
    return await caller.call(GET_CARD_CHANGE, ById(id=id))


@router.post(
    "/card-changes/{id}/answer",
    operation_id="answerCardChange",
    summary="Confirm or refuse a change",
    responses=documented("not_found", "forbidden", "card_change_answered", "card_change_outdated"),
)
async def answer_card_change(caller: SignedIn, id: UUID, body: CardChangeAnswer) -> CardChangeView:
    """Staff. Confirming changes the card at once; the member is told either way."""
    answer = AnswerCardChange(id=id, outcome=body.outcome, reason=body.reason)
    return await caller.call(ANSWER_CARD_CHANGE, answer)


@router.post(
    "/card-changes/{id}/withdraw",
    operation_id="withdrawCardChange",
    summary="Withdraw one's own request",
    responses=documented("not_found", "forbidden", "card_change_answered"),
)
async def withdraw_card_change(caller: SignedIn, id: UUID) -> CardChangeView:
    """Members."""
    return await caller.call(WITHDRAW_CARD_CHANGE, ById(id=id))
