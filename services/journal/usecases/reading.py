"""The journal as staff read it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson

from chassis import clock, paging
from chassis.database import UnitOfWork
from contracts.journal import ActObject, Actor, ActPage, ActQuery, ActView, Erasure, NoteExport
from contracts.journal_acts import Act, ObjectKind
from services.journal.repository import erasing, reading
from services.journal.repository.reading import Shown, Wanted
from services.journal.usecases.entering import object_subject, person_subject

# With its envelope an answer stays below what the house allows for a message (256 KiB).
_PAGE_BYTES = 200 * 1024
_EARLIEST, _LATEST = date(2000, 1, 1), date(2200, 1, 1)


async def list_acts(uow: UnitOfWork, query: ActQuery) -> ActPage:
    """Rows newest first; a page ends early where rows are large."""
    wanted = await _wanted(uow, query)
    if wanted is None:
        return ActPage(items=())
    rows, more = paging.cut(await reading.rows(uow.session, wanted, query.limit + 1), query.limit)
    views = await _views(uow, rows)
    fitting = _fitting(views)
    more = more or len(fitting) < len(views)
    return ActPage(items=tuple(fitting), next=paging.cursor_of(str(fitting[-1].number)) if more else None)


async def note_export(uow: UnitOfWork, request: NoteExport) -> None:
    """That the journal left as a file is an act itself."""
    asked = request.query.model_dump(mode="json", exclude_none=True, exclude={"cursor", "limit"})
    uow.record(Act.JOURNAL_EXPORTED, ActObject(kind=ObjectKind.JOURNAL), after={"format": request.format, **asked})


async def _wanted(uow: UnitOfWork, query: ActQuery) -> Wanted | None:
    """None: whom the query names has left no trace."""
    person, object_id = None, query.object_id
    if query.person_id:
        person = await erasing.pseudonym_of(uow.session, person_subject(query.person_id))
        if person is None:
            return None
    subject = object_subject(query.object_kind or "", query.object_id or "")
    if subject:
        pseudonym = await erasing.pseudonym_of(uow.session, subject)
        if pseudonym is None:
            return None
        object_id = str(pseudonym)
    return Wanted(
        since=_midnight(query.first) if query.first else None,
        before=_midnight(query.last) + timedelta(days=1) if query.last else None,
        person=person,
        who=query.who,
        organisation_id=query.organisation_id,
        acts=query.acts,
        object_kind=query.object_kind,
        object_id=object_id,
        below=paging.place_of(query.cursor, _number),
    )


def _midnight(day: date) -> datetime:
    # The ends of the calendar have no instant in every zone.
    return datetime.combine(min(max(day, _EARLIEST), _LATEST), time.min, clock.MOSCOW)


def _number(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**63:
        raise ValueError(text)
    return number


async def _views(uow: UnitOfWork, rows: Sequence[Shown]) -> list[ActView]:
    numbers = {n for row in rows for n in (row.details.who_erased_by, row.details.content_erased_by) if n is not None}
    erased = await reading.erasures(uow.session, numbers) if numbers else {}
    told = {number: _erasure(number, at, content) for number, (at, content) in erased.items()}
    return [_view(row, told) for row in rows]


def _erasure(number: int, at: datetime, content: str) -> Erasure:
    after = orjson.loads(content).get("after") or {}
    return Erasure(number=number, at=at, ground=str(after.get("ground", "")))


def _view(row: Shown, erasures: Mapping[int, Erasure]) -> ActView:
    chain, details = row.chain, row.details
    who = Actor.model_validate_json(details.who) if details.who else Actor()
    content: dict[str, Any] = orjson.loads(details.content) if details.content else {}
    return ActView(
        number=chain.number,
        at=chain.at,
        act=chain.act,
        person_id=who.person_id,
        person_name=who.name or row.person_name,
        roles=who.roles,
        address=who.address,
        user_agent=who.user_agent,
        organisation_id=chain.organisation_id,
        organisation_name=row.organisation_name,
        object_kind=chain.object_kind,
        object_id=content.get("id") or "",
        object_title=content.get("title") or "",
        before=content.get("before"),
        after=content.get("after"),
        person_erased=erasures.get(details.who_erased_by or 0),
        content_erased=erasures.get(details.content_erased_by or 0),
        trace_id=chain.trace_id,
        hash=chain.hash.hex(),
    )


def _fitting(views: Sequence[ActView]) -> list[ActView]:
    """The first of them that fit into one answer; one always does."""
    kept: list[ActView] = []
    left = _PAGE_BYTES
    for view in views:
        left -= len(view.model_dump_json().encode())
        if kept and left < 0:
            break
        kept.append(view)
    return kept
