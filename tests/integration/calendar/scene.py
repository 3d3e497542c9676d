"""What the tests of calendar do again and again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from chassis.bus import Bus
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.base import Event, Message
from contracts.calendar import LIST_CALENDAR, CalendarEntry, CalendarPage, CalendarQuery, EntryKind
from contracts.identity import Identity
from contracts.periods import PeriodKind
from contracts.reports import OBLIGATION_CHANGED, FormTitle, ObligationChanged, PeriodView
from contracts.roles import Role
from contracts.statuses import ReportStatus
from services.calendar.settings import Settings
from tests.signed_asker import SignedAsker, person
from tests.waiting import eventually

FORM = FormTitle(code="0420846", title="Отчет о микрофинансовой деятельности")
PERIOD = PeriodView(
    kind=PeriodKind.QUARTER, start=date(2026, 7, 1), end=date(2026, 9, 30), label="III квартал 2026 года"
)
DUE = date(2026, 10, 30)
OCTOBER = CalendarQuery(first=date(2026, 10, 1), last=date(2026, 10, 31))


def obligation(member_id: UUID, **changes: Any) -> ObligationChanged:
    """What a member owes at the end of October, not handed in yet."""
    values: dict[str, Any] = {
        "obligation_id": uuid4(),
        "revision": 1,
        "member_id": member_id,
        "form": FORM,
        "period": PERIOD,
        "due_date": DUE,
        "status": ReportStatus.NOT_SUBMITTED,
    }
    return ObligationChanged(**values | changes)


@dataclass(frozen=True)
class Scene:
    """A running calendar, the bus as reports sees it, and a gateway."""

    calendar: Platform[Settings]
    reports: Bus
    asker: SignedAsker

    async def listen(self, event: Event[Any]) -> "asyncio.Queue[Message]":
        """Fills with what calendar announces from now on."""
        heard: asyncio.Queue[Message] = asyncio.Queue()
        await self.asker.gateway.listen(event, heard.put)
        return heard

    async def tell(self, *events: ObligationChanged) -> None:
        """Announce obligations; returns when calendar has committed all of them."""
        ids = [str(uuid4()) for _ in events]
        for message_id, event in zip(ids, events, strict=True):
            await self.reports.publish(OBLIGATION_CHANGED, event, message_id=message_id)

        async def entered() -> bool:
            [row] = await self.rows("SELECT count(*) AS n FROM inbox WHERE message_id = ANY(:ids)", ids=ids)
            return bool(row.n == len(ids))

        await eventually(entered)

    async def dues(self, identity: Identity, query: CalendarQuery = OCTOBER) -> list[CalendarEntry]:
        page = await self.calendar_of(identity, query)
        return [entry for entry in page.items if entry.kind is EntryKind.DUE]

    async def calendar_of(self, identity: Identity, query: CalendarQuery = OCTOBER) -> CalendarPage:
        return await self.asker.ask(LIST_CALENDAR, query, identity)

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        async with self.calendar.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()


def member(organisation_id: UUID) -> Identity:
    return person(Role.MEMBER_USER, organisation_id)


def staff() -> Identity:
    return person(Role.SRO_ADMIN, uuid4())
