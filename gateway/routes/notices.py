"""Notices in the cabinet."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from contracts.base import ById
from contracts.messaging import LIST_NOTICES, READ_NOTICE, NoticePage, NoticeQuery
from gateway import language
from gateway.context import SignedIn
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("notices")


@router.get("/notices", operation_id="listNotices", summary="Notices, newest first", responses=documented())
async def list_notices(
    caller: SignedIn,
    request: Request,
    unread: bool = False,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> NoticePage:
    return await caller.call(
        LIST_NOTICES, NoticeQuery(unread=unread, language=language.of(request), cursor=cursor, limit=limit)
    )


@router.post(
    "/notices/{id}/read",
    operation_id="readNotice",
    summary="Mark a notice as read",
    status_code=204,
    responses=documented("not_found"),
)
async def read_notice(caller: SignedIn, id: UUID) -> None:
    await caller.call(READ_NOTICE, ById(id=id))
