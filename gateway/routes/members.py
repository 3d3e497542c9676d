"""The register of members (staff) and one's own card (members)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from contracts.base import ById, Message
from contracts.members import (
    CHANGE_MEMBER_STATUS,
    EDIT_MEMBER,
    GET_MEMBER,
    LIST_MEMBERS,
    MEMBER_HISTORY,
    REGISTER_MEMBER,
    CardContent,
    CardHistory,
    ChangeMemberStatus,
    EditMember,
    HistoryQuery,
    MemberPage,
    MemberQuery,
    MemberStatus,
    OrganisationCard,
    RegisterMember,
)
from gateway.context import Caller, SignedIn
from gateway.problems import documented
from gateway.revisions import EDIT_CODES, Seen, told
from gateway.routing import api_router

router = api_router("members")

_STEP_CODES = ("not_found", "forbidden", "conflict")


class Grounds(Message):
    """Why: the decision and its date."""

    grounds: str = Field(min_length=1, max_length=1000)
    on: date | None = Field(default=None, description="the day from which it counts; null: today in Moscow")


class EditedCard(CardContent):
    """The whole card as it should be, and the document or the event behind the change."""

    grounds: str = Field(min_length=1, max_length=1000)


@router.get("/members", operation_id="listMembers", summary="The register", responses=documented("forbidden"))
async def list_members(
    caller: SignedIn,
    search: Annotated[str | None, Query(max_length=200)] = None,
    status: MemberStatus | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MemberPage:
    """Staff. `search` finds by name in any form of its words, ИНН or ОГРН; without a match, what comes close to it."""
    return await caller.call(LIST_MEMBERS, MemberQuery(search=search, status=status, cursor=cursor, limit=limit))


@router.post(
    "/members",
    operation_id="registerMember",
    summary="Enter a member in the register",
    status_code=201,
    responses=documented("forbidden", "already_registered"),
)
async def register_member(caller: SignedIn, response: Response, body: RegisterMember) -> OrganisationCard:
    return _tagged(response, await caller.call(REGISTER_MEMBER, body))


@router.get(
    "/members/{id}", operation_id="getMember", summary="The card of a member", responses=documented("not_found")
)
async def get_member(caller: SignedIn, response: Response, id: UUID) -> OrganisationCard:
    """The ETag goes into `If-Match` of a change."""
    return _tagged(response, await caller.call(GET_MEMBER, ById(id=id)))


@router.put(
    "/members/{id}",
    operation_id="editMember",
    summary="Change the card of a member",
    responses=documented("not_found", "forbidden", *EDIT_CODES),
)
async def edit_member(caller: SignedIn, response: Response, id: UUID, seen: Seen, body: EditedCard) -> OrganisationCard:
    """Staff. The whole card; ИНН and ОГРН never change, the status has acts of its own."""
    content = CardContent.model_validate(body.model_dump())
    edited = EditMember(id=id, revision=seen, content=content, grounds=body.grounds)
    return _tagged(response, await caller.call(EDIT_MEMBER, edited))


@router.get(
    "/members/{id}/history",
    operation_id="getMemberHistory",
    summary="Every change of a card",
    responses=documented("not_found"),
)
async def get_history(
    caller: SignedIn, id: UUID, cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> CardHistory:
    """Newest first: who, when, what was before and after, and why. Members do not see names of the staff."""
    return await caller.call(MEMBER_HISTORY, HistoryQuery(id=id, cursor=cursor, limit=limit))


@router.post(
    "/members/{id}/admit",
    operation_id="admitMember",
    summary="Admit an applicant, or lift a suspension",
    responses=documented(*_STEP_CODES),
)
async def admit_member(caller: SignedIn, response: Response, id: UUID, body: Grounds) -> OrganisationCard:
    return await _step(caller, response, id, MemberStatus.MEMBER, body)


@router.post(
    "/members/{id}/suspend",
    operation_id="suspendMember",
    summary="Suspend a member",
    responses=documented(*_STEP_CODES),
)
async def suspend_member(caller: SignedIn, response: Response, id: UUID, body: Grounds) -> OrganisationCard:
    return await _step(caller, response, id, MemberStatus.SUSPENDED, body)


@router.post(
    "/members/{id}/exclude",
    operation_id="excludeMember",
    summary="Exclude a member",
    responses=documented(*_STEP_CODES),
)
async def exclude_member(caller: SignedIn, response: Response, id: UUID, body: Grounds) -> OrganisationCard:
    """Its people lose access at once."""
    return await _step(caller, response, id, MemberStatus.EXCLUDED, body)


@router.post(
    "/members/{id}/leave",
    operation_id="releaseMember",
    summary="A member leaves of its own will",
    responses=documented(*_STEP_CODES),
)
async def release_member(caller: SignedIn, response: Response, id: UUID, body: Grounds) -> OrganisationCard:
    """Staff, on the member's application. Its people lose access at once."""
    return await _step(caller, response, id, MemberStatus.LEFT, body)


async def _step(caller: Caller, response: Response, id: UUID, status: MemberStatus, body: Grounds) -> OrganisationCard:
    change = ChangeMemberStatus(id=id, status=status, grounds=body.grounds, on=body.on)
    return _tagged(response, await caller.call(CHANGE_MEMBER_STATUS, change))


def _tagged(response: Response, card: OrganisationCard) -> OrganisationCard:
    told(response, card.revision)
    return card
