"""The outbox: messages leave in the transaction of the change that they tell of, and none is ever dropped here.

A letter is written under a lease of the process that writes it, and handed to that process's relay after the commit: no
question to the table stands between a commit and its messages. What is not marked as published when its lease is over
(the process died, the broker was away) is found in the table by any relay, which looks once a second (SKIP LOCKED).
The row's id is the `Nats-Msg-Id`. When the broker has lost a stream, the relay declares it again and announces the
events of the last day anew; inboxes absorb the repeats. Jobs are not announced anew: the reconciler of the service that
asked for them knows which are still wanted.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from uuid import UUID, uuid4

import orjson
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import clock, telemetry
from chassis.bus import Bus, PublishError
from chassis.settings import ServiceSettings
from contracts.base import Event, M
from contracts.registry import Stream

if TYPE_CHECKING:
    from chassis.database import Database

log = logging.getLogger(__name__)

_BATCH = 100
# Twice as long as a publish may take: until then no other relay sends the same letters.
_LEASE = timedelta(seconds=10)
_RETRY = timedelta(seconds=1)
# Marks are gathered: one that is lost with its process costs a repeat, which the broker knows by its id.
_MARK_SECONDS = 0.1
_MARK_AT_MOST = 500
_TROUBLE = (PublishError, SQLAlchemyError, OSError)

_ADD = text("""
    INSERT INTO outbox (subject, payload, headers, attempts, lease_token, leased_until)
    SELECT subject, payload, headers, CAST(:attempts AS integer), CAST(:token AS uuid),
        clock_timestamp() + CAST(:lease AS interval)
    FROM unnest(CAST(:subjects AS text[]), CAST(:payloads AS bytea[]), CAST(:headers AS text[]))
        WITH ORDINALITY AS letter (subject, payload, headers, place)
    ORDER BY place
    RETURNING id
""")

_CLAIM = text("""
    UPDATE outbox SET lease_token = :token, leased_until = clock_timestamp() + :lease, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM outbox
        WHERE published_at IS NULL AND (leased_until IS NULL OR leased_until < clock_timestamp())
        ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
    RETURNING id, subject, payload, headers
""")

# The token guards against a relay that slept through its lease: another one may hold these rows by now.
_MARK = text("UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY(:ids) AND lease_token = :token")
_RELEASE = text("""
    UPDATE outbox SET leased_until = clock_timestamp() + :delay
    WHERE lease_token = :token AND published_at IS NULL
""")

_ANNOUNCE_ANEW = text("""
    UPDATE outbox SET published_at = NULL, leased_until = NULL
    WHERE published_at > clock_timestamp() - CAST(:window AS interval) AND published_at < :stands_since
        AND subject LIKE :pattern
    RETURNING 1
""")
# What is marked as published around the birth of a stream may have gone to the one before it; repeats are absorbed.
_BIRTH = timedelta(minutes=1)

_FORGET = text("DELETE FROM outbox WHERE published_at < clock_timestamp() - CAST(:keep AS interval)")
# Twice as long: a message must be out of every stream before its repeat could count as new.
_FORGET_ENTERED = text("DELETE FROM inbox WHERE entered_at < clock_timestamp() - 2 * CAST(:keep AS interval)")
_FORGET_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Letter:
    """What leaves, and the trace that it belongs to."""

    subject: str
    payload: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Row(Letter):
    """A letter that stands in the outbox."""

    id: UUID


class Holder(Protocol):
    """Who publishes the letters that this process writes. `token` is the lease under which they are written."""

    token: UUID

    def take(self, rows: Sequence[Row]) -> None:
        """Called after the commit."""


def letter(event: Event[M], message: M) -> Letter:
    """A letter with the current trace."""
    return Letter(event.subject, message.model_dump_json().encode(), telemetry.inject())


async def add(session: AsyncSession, letters: Sequence[Letter], holder: Holder | None) -> list[Row]:
    """Write letters in their order, in the session's transaction: for `holder`, or for whichever relay finds them."""
    if not letters:
        return []
    values = {
        "subjects": [letter.subject for letter in letters],
        "payloads": [letter.payload for letter in letters],
        "headers": [orjson.dumps(letter.headers).decode() for letter in letters],
        "attempts": 1 if holder else 0,
        "token": holder.token if holder else None,
        "lease": _LEASE if holder else None,
    }
    ids = (await session.execute(_ADD, values)).scalars()
    return [Row(one.subject, one.payload, one.headers, id) for one, id in zip(letters, ids, strict=True)]


class Relay:
    """Publishes the outbox of one service; any number may run side by side."""

    def __init__(self, database: "Database", bus: Bus, settings: ServiceSettings) -> None:
        self.token = uuid4()
        self._database = database
        self._bus = bus
        self._poll = settings.outbox_poll_seconds
        self._window = timedelta(hours=settings.republish_hours)
        self._keep = timedelta(days=settings.keep_messages_days)
        self._wake = asyncio.Event()
        self._heal = asyncio.Event()
        self._forget_at = clock.now()
        self._search_at = monotonic()
        self._mark_at = monotonic()
        self._own: list[Row] = []
        self._sent: list[UUID] = []
        bus.on_reconnect(self._heal.set)

    def take(self, rows: Sequence[Row]) -> None:
        """Publish letters that were just committed here, ahead of what stands in the table."""
        self._own.extend(rows)
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Relay until `stopping`; failures are logged and tried again, forever."""
        self._heal.set()
        self._database.letters_go_to(self)
        while not stopping.is_set():
            try:
                await self._turn()
            except _TROUBLE as error:
                log.warning("outbox: messages wait, trying again: %s", error)
                self._heal.set()
                await self._hand_back()
                await self._pause(_RETRY.total_seconds())
            await self._pause(_MARK_SECONDS if self._sent else self._poll)
        # What is written from now on waits for the next relay; what is in hand leaves now.
        self._database.letters_go_to(None)
        with suppress(*_TROUBLE):
            await self._send_own()
            await self._mark()

    async def _turn(self) -> None:
        await self._heal_if_needed()
        await self._send_own()
        if monotonic() >= self._search_at:
            while len(found := await self._claim()) == _BATCH:
                await self._send(found)
            await self._send(found)
            self._search_at = monotonic() + self._poll
        if self._sent and (monotonic() >= self._mark_at or len(self._sent) >= _MARK_AT_MOST):
            await self._mark()
        await self._forget_if_due()

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return
        self._wake.clear()

    async def _send_own(self) -> None:
        while self._own:
            rows, self._own = self._own[:_BATCH], self._own[_BATCH:]
            await self._send(rows)

    async def _send(self, rows: Sequence[Row]) -> None:
        outcomes = await asyncio.gather(*(self._publish(row) for row in rows), return_exceptions=True)
        published = [row.id for row, outcome in zip(rows, outcomes, strict=True) if outcome is None]
        if published and not self._sent:
            self._mark_at = monotonic() + _MARK_SECONDS
        self._sent += published
        telemetry.outbox_published.add(len(published))
        failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failures:
            raise failures[0]

    async def _publish(self, row: Row) -> None:
        # rule: this is the outbox
        await self._bus.publish_raw(row.subject, row.payload, {**row.headers, "Nats-Msg-Id": str(row.id)})

    async def _claim(self) -> Sequence[Row]:
        async with self._database.statements() as session:
            found = await session.execute(_CLAIM, {"token": self.token, "lease": _LEASE, "batch": _BATCH})
            rows = [Row(r.subject, bytes(r.payload), orjson.loads(r.headers), r.id) for r in found]
        return sorted(rows, key=lambda row: row.id)

    async def _mark(self) -> None:
        sent = self._sent
        async with self._database.statements() as session:
            await session.execute(_MARK, {"ids": sent, "token": self.token})
        self._sent = self._sent[len(sent) :]

    async def _hand_back(self) -> None:
        """What could not be sent is found in the table again, by this relay or another."""
        self._own.clear()
        with suppress(*_TROUBLE):
            await self._mark()
            async with self._database.statements() as session:
                await session.execute(_RELEASE, {"token": self.token, "delay": _RETRY})

    async def _heal_if_needed(self) -> None:
        if not self._heal.is_set():
            return
        self._heal.clear()
        for stream, since in (await self._bus.declare_own_streams()).items():
            if not stream.work_queue:
                await self._announce_anew(stream, since)

    async def _announce_anew(self, stream: Stream, since: datetime) -> None:
        """Send again what was sent before `stream` stood: the one that held it is lost.

        Told by the dates of both, so that it makes no difference who declared the stream, or who died after that.
        """
        number = 0
        async with self._database.statements() as session:
            for subject in stream.subjects:
                found = {"window": self._window, "stands_since": since + _BIRTH, "pattern": subject.replace(">", "%")}
                number += len((await session.execute(_ANNOUNCE_ANEW, found)).all())
        if number:
            log.warning("outbox: stream %s was lost; %d events are announced anew", stream.name, number)

    async def _forget_if_due(self) -> None:
        if clock.now() < self._forget_at:
            return
        self._forget_at = clock.now() + _FORGET_EVERY
        async with self._database.statements() as session:
            await session.execute(_FORGET, {"keep": self._keep})
            await session.execute(_FORGET_ENTERED, {"keep": self._keep})
