"""Live events for open browsers: a ring of what happened, read by every stream at its own pace.

An event says that something changed, never what: the browser asks for it through the ordinary calls, which check its
rights again. A reader that fell behind the ring, came from another gateway, or may have missed events while the bus was
away is told to fetch everything anew (`reset`).
"""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal
from uuid import UUID

from contracts.base import Message
from contracts.calendar import CalendarChanged
from contracts.disputes import DisputeOpened
from contracts.identity import Identity
from contracts.messaging import NoticeCreated
from contracts.reports import ObligationChanged, SubmissionChecked, SubmissionReceived

Kind = Literal["submission", "letter", "notice", "calendar", "reset"]


class LiveEvent(Message):
    """The data of a live event: the object that changed, and which parts of it.

    `submission`: `id` is the submission (null when only its report changed), `report_id` its report. `notice`: `id` is
    the notice. `calendar`: `id` is the report whose date changed. `reset`: nothing but "fetch anew".
    """

    id: UUID | None = None
    report_id: UUID | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Happening:
    """An event for everybody who may see `member_id`; for the SRO's staff alone when that is None."""

    kind: Kind
    member_id: UUID | None
    data: LiveEvent


@dataclass(frozen=True)
class Sent:
    """An event on its way to one browser; `id` is what it comes back with."""

    id: str
    kind: Kind
    data: LiveEvent


class Feed:
    """The last `kept` happenings, numbered. Ids are `<process>-<number>`."""

    def __init__(self, kept: int) -> None:
        self._process = secrets.token_hex(4)
        self._ring: deque[tuple[int, Happening]] = deque(maxlen=kept)
        self._last = 0
        # Readers who stand before this number have missed something.
        self._complete_from = 0
        self._waiting: dict[asyncio.Event, Reader] = {}
        self._closed = False

    def add(self, happening: Happening) -> None:
        self._last += 1
        if len(self._ring) == self._ring.maxlen:
            self._complete_from = self._ring[0][0]
        self._ring.append((self._last, happening))
        # With a thousand browsers open, most of what happens is for few of them: the others are moved on as they wait.
        for woken, reader in self._waiting.items():
            if not reader.passes(self._last, happening):
                woken.set()

    def reset(self) -> None:
        """Tell every reader, also those who come back later, that events may have been lost."""
        self._last += 1
        self._complete_from = self._last
        self._ring.clear()
        self.wake()

    def close(self) -> None:
        """End every stream: the process is about to stop."""
        self._closed = True
        self.wake()

    def wake(self) -> None:
        """Let every reader look again, also at whether its session still lives."""
        for event in self._waiting:
            event.set()

    def reader(self, identity: Identity, last_event_id: str | None) -> "Reader":
        """A reader who goes on after `last_event_id`, or starts now."""
        return Reader(self, identity, self._last if last_event_id is None else self._position(last_event_id))

    def after(self, position: int, identity: Identity) -> tuple[int, list[Sent]]:
        """The position of now, and what `identity` may see of the happenings since `position`."""
        if position < self._complete_from:
            return self._last, [Sent(self.id_of(self._last), "reset", LiveEvent())]
        newest_first = takewhile(lambda entry: entry[0] > position, reversed(self._ring))
        news = [(number, what) for number, what in newest_first if _concerns(what, identity)]
        return self._last, [Sent(self.id_of(number), what.kind, what.data) for number, what in reversed(news)]

    def id_of(self, position: int) -> str:
        return f"{self._process}-{max(position, 0)}"

    @property
    def closed(self) -> bool:
        return self._closed

    @contextmanager
    def waking(self, reader: "Reader") -> Iterator[asyncio.Event]:
        """An event that is set whenever something happens for this reader, for as long as the block lasts."""
        woken = asyncio.Event()
        self._waiting[woken] = reader
        try:
            yield woken
        finally:
            del self._waiting[woken]

    def _position(self, event_id: str) -> int:
        """The number of an event of this process; -1, before everything, for one that we do not know."""
        process, _, number = event_id.partition("-")
        if process != self._process or not (number.isascii() and number.isdecimal()):
            return -1
        position = int(number)
        return position if position <= self._last else -1


class Reader:
    """One open stream: whose it is and how far it has got."""

    def __init__(self, feed: Feed, identity: Identity, position: int) -> None:
        self._feed = feed
        self._position = position
        self.identity = identity

    @property
    def position_id(self) -> str:
        """The id to come back with: everything up to it has been handed over, or was not for this reader."""
        return self._feed.id_of(self._position)

    def passes(self, number: int, happening: Happening) -> bool:
        """Whether this one is not for the reader, who has seen all before it and stands behind it now."""
        if self._position != number - 1 or _concerns(happening, self.identity):
            return False
        self._position = number
        return True

    def pending(self) -> tuple[int, list[Sent]]:
        """The position of now, and what has come for this reader since its own."""
        return self._feed.after(self._position, self.identity)

    async def events(self, is_over: Callable[[], bool]) -> AsyncIterator[Sent]:
        """What this reader may see, as it happens, until `is_over()` or the end of the process."""
        with self._feed.waking(self) as woken:
            while not (self._feed.closed or is_over()):
                # Cleared before looking: what comes while the news are being sent wakes the next turn.
                woken.clear()
                position, news = self.pending()
                for sent in news:
                    yield sent
                self._position = position
                await woken.wait()


def _concerns(what: Happening, identity: Identity) -> bool:
    return identity.is_staff if what.member_id is None else identity.may_see(what.member_id)


def received(event: SubmissionReceived) -> Happening:
    data = LiveEvent(id=event.submission_id, report_id=event.obligation_id, changed=("created", "status"))
    return Happening("submission", event.member_id, data)


def checked(event: SubmissionChecked) -> Happening:
    data = LiveEvent(id=event.submission_id, report_id=event.obligation_id, changed=("status", "verdict"))
    return Happening("submission", event.member_id, data)


def obligation_changed(event: ObligationChanged) -> Happening:
    return Happening("submission", event.member_id, LiveEvent(report_id=event.obligation_id, changed=("report",)))


def disputed(event: DisputeOpened) -> Happening:
    """A dispute was opened or answered."""
    data = LiveEvent(id=event.submission_id, report_id=event.obligation_id, changed=("dispute",))
    return Happening("submission", event.member.id, data)


def notice_created(event: NoticeCreated) -> Happening:
    return Happening("notice", event.member_id, LiveEvent(id=event.notice_id, changed=("created",)))


def calendar_changed(event: CalendarChanged) -> Happening:
    data = LiveEvent(id=event.report_id, report_id=event.report_id, changed=("entry",))
    return Happening("calendar", event.member_id, data)
