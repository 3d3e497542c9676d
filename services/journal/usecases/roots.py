"""Daily roots: written when a day is over, and carried out of the database."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import orjson

from chassis import clock
from chassis.database import Database, UnitOfWork
from chassis.reach import EVERYTHING
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.journal import ROOT_WRITTEN, RootWritten
from services.journal.domain.roots import Root, days_due
from services.journal.repository import chain

log = logging.getLogger(__name__)

BUCKET = "journal"


@dataclass(frozen=True)
class Outside:
    """A root as it was found outside the database, and where."""

    root: RootWritten
    place: str


async def write_due(database: Database, storage: Storage) -> int:
    """Write the roots of the days that have ended; returns how many. Each goes out before it counts as written."""
    written = 0
    while (root := await _next_due(database)) is not None:
        told = told_of(root)
        # The object first, then the row: a root that is on record can always be shown.
        stored = await storage.put_bytes(BUCKET, orjson.dumps(told.model_dump(mode="json")))
        async with database.transaction(EVERYTHING) as uow:
            if await chain.add_root(uow.session, root, stored.key):
                await uow.emit(ROOT_WRITTEN, told)
                log.info("the journal's root of %s: row %d, %s", root.day, root.last_number, told.hash)
                written += 1
    return written


async def _next_due(database: Database) -> Root | None:
    async with database.transaction(EVERYTHING) as uow:
        return await next_due(uow, clock.now())


async def next_due(uow: UnitOfWork, now: datetime) -> Root | None:
    """The root of the earliest day that is over and has none."""
    # Whoever is appending has committed once the lock is ours, and whoever comes next is stamped later than now.
    await chain.lock_head(uow.session)
    last = await chain.last_root(uow.session)
    first_entry = await chain.first_entry(uow.session)
    first_day = clock.moscow_date(first_entry) if first_entry else None
    day = next(days_due(last.day if last else None, first_day, clock.moscow_date(now)), None)
    if day is None:
        return None
    begins = _midnight(day)
    previous = last.hash if last else bytes(32)
    return await chain.root_at(uow.session, day, begins, _midnight(day + timedelta(days=1)), previous)


async def kept_outside(storage: Storage) -> list[Outside]:
    """The copies in the object store; what cannot be read there is passed over with a warning."""
    found: list[Outside] = []
    for stored in await storage.list(BUCKET):
        ref = ObjectRef(bucket=BUCKET, key=stored.key, sha256="", size=stored.size)
        content = b"".join([piece async for piece in storage.stream(ref)])
        try:
            found.append(Outside(RootWritten.model_validate_json(content), f"{BUCKET}/{stored.key}"))
        except ValueError:
            log.warning("%s/%s is no root", BUCKET, stored.key)
    return found


def told_of(root: Root) -> RootWritten:
    return RootWritten(
        day=root.day,
        last_number=root.last_number,
        last_hash=root.last_hash.hex(),
        rows=root.rows,
        hash=root.hash.hex(),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.MOSCOW)
