"""What uploads leave behind: objects in the store, rows in the database of reports, lines in the journal."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from chassis.settings import ServiceSettings
from chassis.storage import Storage
from tests.product import Stack

# Everything that an accepted upload adds to. What hangs on a submission is counted by submissions: those of other tests
# may be checked again at any moment.
_COUNTED = {
    **dict.fromkeys(("submissions", "idempotency_keys", "receipts"), "*"),
    **dict.fromkeys(("attempts", "verdicts", "timeline"), "DISTINCT submission_id"),
}


@dataclass(frozen=True)
class Left:
    """Keys of the uploaded objects, and how many rows each table has."""

    objects: frozenset[str]
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Remains:
    """A look behind the product's back, with the credentials of reports."""

    storage: Storage
    database: asyncpg.Connection

    async def left(self) -> Left:
        objects = frozenset(found.key for found in await self.storage.list("uploads"))
        rows = {
            table: await self.database.fetchval(f"SELECT count({what}) FROM {table}")  # noqa: S608
            for table, what in _COUNTED.items()
        }
        return Left(objects, rows)

    async def journal(self, *, after: int = 0) -> list[asyncpg.Record]:
        """Lines of the journal of refused uploads, oldest first."""
        return list(await self.database.fetch("SELECT * FROM refusals WHERE id > $1 ORDER BY id", after))

    async def last_line(self) -> int:
        """Where the journal ends now."""
        return int(await self.database.fetchval("SELECT coalesce(max(id), 0) FROM refusals"))


@asynccontextmanager
async def remains_of(stack: Stack) -> AsyncIterator[Remains]:
    environment = stack.installation.environment("reports")
    storage = Storage(
        ServiceSettings.model_validate(
            {name.removeprefix("KABINET_").lower(): value for name, value in environment.items()}
        )
    )
    database = await asyncpg.connect(
        environment["KABINET_DATABASE_URL"].replace("+asyncpg", ""), server_settings={"kabinet.everyone": "on"}
    )
    try:
        yield Remains(storage, database)
    finally:
        await database.close()
        storage.close()
