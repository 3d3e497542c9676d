"""The journal of acts. Staff."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import Response
from pydantic import Field

from chassis.errors import ServiceError
from contracts.base import Message
from contracts.journal import LIST_ACTS, NOTE_EXPORT, ActQuery, ActView, NoteExport
from contracts.journal_acts import Act
from gateway import journal_file, journal_texts, workbook
from gateway.context import Caller, SignedIn, identity_of
from gateway.downloads import attachment
from gateway.explaining import table_file
from gateway.language import Language
from gateway.problems import documented
from gateway.routing import api_router

router = api_router("journal")

_PAGE = 200
# More is read by nobody, and a period can be narrowed.
_MOST = 20_000


class ActRow(ActView):
    """One act, with its words in the reader's language."""

    who_label: str
    act_label: str
    object_kind_label: str


class AuditPage(Message):
    items: tuple[ActRow, ...]
    next: str | None = None


class ActKind(Message):
    """An act that can be asked for. `group`: the part of the cabinet that it belongs to."""

    code: str
    label: str
    group: str


class ActKinds(Message):
    items: tuple[ActKind, ...]
    next: str | None = Field(default=None)


def wanted(
    first: Annotated[date | None, Query(alias="from", description="the first day (Moscow)")] = None,
    last: Annotated[date | None, Query(alias="to", description="the last day (Moscow)")] = None,
    person: UUID | None = None,
    who: Annotated[str | None, Query(max_length=200, description="a part of the person's name")] = None,
    member: Annotated[UUID | None, Query(description="acts of this organisation's people, and on its papers")] = None,
    act: Annotated[list[str] | None, Query(max_length=100, description="codes of acts")] = None,
    object_kind: Annotated[str | None, Query(max_length=50)] = None,
    object_id: Annotated[str | None, Query(max_length=200)] = None,
) -> ActQuery:
    """What is asked of the journal."""
    return ActQuery(
        first=first,
        last=last,
        person_id=person,
        who=_clean(who),
        organisation_id=member,
        acts=tuple(filter(None, map(_clean, act or ()))),
        object_kind=_clean(object_kind),
        object_id=_clean(object_id),
    )


Wanted = Annotated[ActQuery, Depends(wanted)]


class XlsxResponse(Response):
    media_type = workbook.MEDIA_TYPE


class CsvResponse(Response):
    media_type = table_file.MEDIA_TYPE


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}}
    return {200: {"content": content}, **documented("forbidden")}


@router.get("/audit", operation_id="listActs", summary="The journal", responses=documented("forbidden"))
async def list_acts(
    caller: SignedIn, query: Wanted, cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=_PAGE)] = 50
) -> AuditPage:
    """Newest first. A page may hold fewer rows than asked for: `next` tells whether there are more."""
    page = await caller.call(LIST_ACTS, query.model_copy(update={"cursor": cursor, "limit": limit}))
    return AuditPage(items=tuple(_row(item, caller.language) for item in page.items), next=page.next)


@router.get(
    "/audit/acts", operation_id="listActKinds", summary="Acts that the journal knows", responses=documented("forbidden")
)
async def list_act_kinds(caller: SignedIn) -> ActKinds:
    if not identity_of(caller.me).is_staff:
        raise ServiceError("forbidden")
    reader = caller.language
    return ActKinds(
        items=tuple(
            ActKind(code=act, label=journal_texts.act_label(act, reader), group=journal_texts.group_of(act, reader))
            for act in Act
        )
    )


@router.get(
    "/audit.xlsx",
    operation_id="exportActsXlsx",
    summary="The journal as a workbook",
    response_class=XlsxResponse,
    responses=_file(workbook.MEDIA_TYPE),
)
async def export_workbook(caller: SignedIn, query: Wanted) -> Response:
    """At most 20,000 rows, newest first. That it was taken away is an act of its own."""
    content = await _exported(caller, query, "xlsx", journal_file.workbook)
    return XlsxResponse(content, headers=_named(caller.language, "xlsx"))


@router.get(
    "/audit.csv",
    operation_id="exportActsCsv",
    summary="The journal as CSV",
    response_class=CsvResponse,
    responses=_file(table_file.MEDIA_TYPE),
)
async def export_table(caller: SignedIn, query: Wanted) -> Response:
    """At most 20,000 rows, newest first. That it was taken away is an act of its own."""
    content = await _exported(caller, query, "csv", journal_file.table)
    return CsvResponse(content, headers=_named(caller.language, "csv"))


Build = Callable[[Sequence[ActView], Language, int], bytes]


async def _exported(caller: Caller, query: ActQuery, format: str, build: Build) -> bytes:
    await caller.call(NOTE_EXPORT, NoteExport(query=query, format=format))
    rows: list[ActView] = []
    cursor: str | None = None
    while len(rows) < _MOST:
        page = await caller.call(LIST_ACTS, query.model_copy(update={"cursor": cursor, "limit": _PAGE}))
        rows += page.items
        cursor = page.next
        if cursor is None:
            break
    return await asyncio.to_thread(build, rows[:_MOST], caller.language, _MOST)


def _named(reader: Language, suffix: str) -> dict[str, str]:
    return attachment(f"{journal_texts.FILE_NAME[reader]}.{suffix}")


def _row(view: ActView, reader: Language) -> ActRow:
    return ActRow(
        **view.model_dump(),
        who_label=journal_texts.who_label(view, reader),
        act_label=journal_texts.act_label(view.act, reader),
        object_kind_label=journal_texts.kind_label(view.object_kind, reader),
    )


def _clean(text: str | None) -> str | None:
    # PostgreSQL refuses NUL in text: that would be an internal error for the asking.
    return text.replace("\0", "") or None if text else None
