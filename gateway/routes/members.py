"""The register of members (staff) and one's own card (members)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from contracts.base import ById, Message
from contracts.members import (
    CHANGE_MEMBER_STATUS,
    GET_MEMBER,
    LIST_MEMBERS,
    REGISTER_MEMBER,
    ChangeMemberStatus,
    MemberCard,
    MemberPage,
    MemberQuery,
    MemberStatus,
    RegisterMember,
)
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("members")


class Grounds(Message):
    """Why: the decision and its date."""

    grounds: str = Field(min_length=1, max_length=1000)
    on: date | None = Field(default=None, description="the day from which it counts; null: today in Moscow")


@router.get("/members", operation_id="listMembers", summary="The register", responses=documented("forbidden"))
async def list_members(
    caller: SignedIn,
    search: Annotated[str | None, Query(max_length=200)] = None,
    status: MemberStatus | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> MemberPage:
    """Staff. `search` finds by name, ИНН or ОГРН."""
    return await caller.call(LIST_MEMBERS, MemberQuery(search=search, status=status, cursor=cursor, limit=limit))


@router.post(
    "/members",
    operation_id="registerMember",
    summary="Enter a member in the register",
    status_code=201,
    responses=documented("forbidden", "already_registered"),
)
async def register_member(caller: SignedIn, body: RegisterMember) -> MemberCard:
    return await caller.call(REGISTER_MEMBER, body)


@router.get(
    "/members/{id}", operation_id="getMember", summary="The card of a member", responses=documented("not_found")
)
async def get_member(caller: SignedIn, id: UUID) -> MemberCard:
    return await caller.call(GET_MEMBER, ById(id=id))


@router.post(
    "/members/{id}/exclude",
    operation_id="excludeMember",
    summary="Exclude a member",
    responses=documented("not_found", "forbidden", "conflict"),
)
async def exclude_member(caller: SignedIn, id: UUID, body: Grounds) -> MemberCard:
    change = ChangeMemberStatus(id=id, status=MemberStatus.EXCLUDED, grounds=body.grounds, on=body.on)
    return await caller.call(CHANGE_MEMBER_STATUS, change)


@router.post(
    "/members/{id}/suspend",
    operation_id="suspendMember",
    summary="Suspend a member",
    responses=documented("not_found", "forbidden", "conflict"),
)
async def suspend_member(caller: SignedIn, id: UUID, body: Grounds) -> MemberCard:
    change = ChangeMemberStatus(id=id, status=MemberStatus.SUSPENDED, grounds=body.grounds, on=body.on)
    return await caller.call(CHANGE_MEMBER_STATUS, change)
