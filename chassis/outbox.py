"""The outbox: messages leave in the transaction of the change that they tell of, and none is ever dropped here.

The relay leases rows (SKIP LOCKED, a token on every final write), publishes with the row's id as `Nats-Msg-Id`, and
marks them. It wakes at each commit of its own process and otherwise once a second. When the broker has lost a stream,
the relay declares it again and announces the events of the last day anew; inboxes absorb the repeats. Jobs are not
announced anew: the reconciler of the service that asked for them knows which are still wanted.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
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
_LEASE = timedelta(seconds=30)
_RETRY = timedelta(seconds=1)

_ADD = text("INSERT INTO outbox (subject, payload, headers) VALUES (:subject, :payload, :headers)")

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
    WHERE lease_token = :token AND published_at IS NULL AND NOT (id = ANY(:published))
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
class _Row:
    id: UUID
    subject: str
    payload: bytes
    headers: dict[str, str]


def letter(event: Event[M], message: M) -> dict[str, object]:
    """A row of the outbox; the current trace goes with it."""
    return {
        "subject": event.subject,
        "payload": message.model_dump_json().encode(),
        "headers": orjson.dumps(telemetry.inject()).decode(),
    }


async def add(session: AsyncSession, letters: Sequence[dict[str, object]]) -> None:
    """Insert rows into the outbox of the session's transaction, in their order."""
    if letters:
        await session.execute(_ADD, letters)


class Relay:
    """Publishes the outbox of one service; any number may run side by side."""

    def __init__(self, database: "Database", bus: Bus, settings: ServiceSettings) -> None:
        self._database = database
        self._bus = bus
        self._poll = settings.outbox_poll_seconds
        self._window = timedelta(hours=settings.republish_hours)
        self._keep = timedelta(days=settings.keep_messages_days)
        self._wake = asyncio.Event()
        self._heal = asyncio.Event()
        self._forget_at = clock.now()
        database.on_commit(self._wake.set)
        bus.on_reconnect(self._heal.set)

    async def run(self, stopping: asyncio.Event) -> None:
        """Relay until `stopping`; failures are logged and tried again, forever."""
        self._heal.set()
        while not stopping.is_set():
            try:
                await self._heal_if_needed()
                while await self._relay_batch() == _BATCH:
                    self._wake.clear()
                await self._forget_if_due()
            except (PublishError, SQLAlchemyError, OSError) as error:
                log.warning("outbox: messages wait, trying again: %s", error)
                self._heal.set()
                await self._pause(_RETRY.total_seconds())
            await self._pause(self._poll)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return
        self._wake.clear()

    async def _relay_batch(self) -> int:
        token = uuid4()
        rows = await self._claim(token)
        if not rows:
            return 0
        outcomes = await asyncio.gather(*(self._publish(row) for row in rows), return_exceptions=True)
        published = [row.id for row, outcome in zip(rows, outcomes, strict=True) if outcome is None]
        await self._settle(token, published, all_done=len(published) == len(rows))
        telemetry.outbox_published.add(len(published))
        failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failures:
            raise failures[0]
        return len(rows)

    async def _publish(self, row: _Row) -> None:
        await self._bus.publish_raw(row.subject, row.payload, {**row.headers, "Nats-Msg-Id": str(row.id)})

    async def _claim(self, token: UUID) -> Sequence[_Row]:
        async with self._database.statements() as session:
            found = await session.execute(_CLAIM, {"token": token, "lease": _LEASE, "batch": _BATCH})
            rows = [_Row(r.id, r.subject, bytes(r.payload), orjson.loads(r.headers)) for r in found]
        return sorted(rows, key=lambda row: row.id)

    async def _settle(self, token: UUID, published: list[UUID], *, all_done: bool) -> None:
        async with self._database.statements() as session:
            await session.execute(_MARK, {"ids": published, "token": token})
            if not all_done:
                await session.execute(_RELEASE, {"token": token, "published": published, "delay": _RETRY})

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
