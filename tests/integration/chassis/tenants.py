"""A row of each of two organisations in every table of a service, whatever its columns are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg

from tests.stack import TestDatabase

ONE, OTHER = UUID(int=1), UUID(int=2)
_OF_THE_CHASSIS = ("outbox", "inbox", "alembic_version")

_COLUMNS = """
    SELECT table_name AS table, column_name AS column, udt_name AS kind FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER' AND is_identity = 'NO' AND NOT table_name = ANY($1)
    ORDER BY table_name, ordinal_position
"""
_CHECKS = (
    "SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
)


@dataclass(frozen=True)
class Column:
    name: str
    kind: str

    def value(self, owner: UUID) -> object:
        """One for each owner; every id is the owner's, so that rows belong together as their keys say."""
        number = owner.int
        known: dict[str, object] = {
            "uuid": owner,
            "date": date(2026, 1, number),
            "timestamptz": datetime(2026, 1, number, tzinfo=UTC),
            "bool": False,
            "jsonb": "{}",
            "bytea": bytes([number]),
            "text": f"text {number}",
            "int4": number,
            "int8": number,
            "int2": number,
        }
        return [] if self.kind.startswith("_") else known[self.kind]


async def columns_of(database: TestDatabase) -> dict[str, list[Column]]:
    """Table -> the columns that are to be filled in."""
    connection = await asyncpg.connect(database.admin_url)
    found: dict[str, list[Column]] = {}
    for row in await connection.fetch(_COLUMNS, list(_OF_THE_CHASSIS)):
        found.setdefault(row["table"], []).append(Column(row["column"], row["kind"]))
    await connection.close()
    return found


def insertion(table: str, columns: list[Column]) -> str:
    names = ", ".join(column.name for column in columns)
    places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
    return f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 (our names)


def values(columns: list[Column], owner: UUID) -> list[object]:
    return [column.value(owner) for column in columns]


async def fill(database: TestDatabase) -> dict[str, list[Column]]:
    """Write the rows of both organisations into every table, past its foreign keys and rules of content."""
    found = await columns_of(database)
    connection = await asyncpg.connect(database.admin_url)
    for check in await connection.fetch(_CHECKS):
        await connection.execute(f"ALTER TABLE {check['table']} DROP CONSTRAINT {check['name']}")
    await connection.execute("SET session_replication_role = replica")
    for table, columns in found.items():
        # Journals refuse what policies are to be seen at.
        await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        await connection.execute(f"DELETE FROM {table}")  # noqa: S608
        for owner in (ONE, OTHER):
            await connection.execute(insertion(table, columns), *values(columns, owner))
    await connection.close()
    return found
