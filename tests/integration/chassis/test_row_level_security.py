"""Without any filter of a repository nothing of another organisation comes back: every table of every service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import text

from chassis.database import Database
from chassis.reach import EVERYTHING, NOTHING, Reach, organisation
from chassis.tenancy import OwnedBy, Shared, StaffOnly, Tenancy, statements, tenancies
from deploy.local.settings import SERVICES
from tests.integration.chassis.tenants import ONE, OTHER, Column, fill, insertion, values
from tests.stack import Servers, TestDatabase

_POLICIES = "SELECT tablename, policyname, permissive, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
_FORCED = """
    SELECT relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) AS owner FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
"""


def rules_of(service: str) -> dict[str, Tenancy]:
    return dict(tenancies(import_module(f"services.{service}.tables").Base))


@asynccontextmanager
async def connected(url: str, reach: Reach = NOTHING) -> AsyncIterator[asyncpg.Connection]:
    """A transaction of that reach, which leaves nothing behind."""
    connection = await asyncpg.connect(url)
    transaction = connection.transaction()
    await transaction.start()
    if reach.opening:
        await connection.execute(reach.opening)
    yield connection
    await transaction.rollback()
    await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_database_holds_the_policies_that_the_code_says(servers: Servers, service: str) -> None:
    database, rules = servers.migrated_database(service), rules_of(service)
    async with connected(database.admin_url) as connection:
        tables = {row["relname"]: row for row in await connection.fetch(_FORCED)}
        held = await connection.fetch(_POLICIES)
        for table, rule in rules.items():
            walled = not isinstance(rule, Shared)
            assert (tables[table]["relrowsecurity"], tables[table]["relforcerowsecurity"]) == (walled, walled), table
        for table, rule in rules.items():
            for statement in statements(table, rule) if not isinstance(rule, Shared) else ():
                await connection.execute(statement)
        assert held == await connection.fetch(_POLICIES), f"write a migration of {service}: isolate(table, rule)"
        assert {row["owner"] for row in tables.values()} == {f"{service}_owner"}
        role = await connection.fetchrow("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1", service)
        assert tuple(role) == (False, False)


@pytest.mark.parametrize("service", SERVICES)
async def test_a_forgotten_filter_returns_nothing_of_another(servers: Servers, service: str) -> None:
    database = servers.migrated_database(service)
    tables, rules = await fill(database), rules_of(service)
    walled = {table for table, rule in rules.items() if not isinstance(rule, Shared)}
    seen = {reach: await _owners(database, tables, reach) for reach in (NOTHING, organisation(ONE), EVERYTHING)}
    for table in walled:
        own = [] if isinstance(rules[table], StaffOnly) else [ONE]
        assert seen[NOTHING][table] == [], table
        assert seen[organisation(ONE)][table] == own, table
        assert seen[EVERYTHING][table] == [ONE, OTHER], table
    for table in set(tables) - walled:
        assert seen[NOTHING][table] == [ONE, OTHER], table
    for table in walled:
        async with connected(database.plain_url, organisation(ONE)) as connection:
            assert await _touched(connection, table, tables[table]) == len(seen[organisation(ONE)][table]), table


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_is_written_for_another(servers: Servers, service: str) -> None:
    database = servers.migrated_database(service)
    tables, rules = await fill(database), rules_of(service)
    for table, rule in rules.items():
        if not isinstance(rule, OwnedBy | StaffOnly):
            continue
        for reach in (NOTHING, organisation(ONE)):
            async with connected(database.plain_url, reach) as connection:
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                    await connection.execute(insertion(table, tables[table]), *values(tables[table], UUID(int=3)))


async def test_a_transaction_reaches_what_it_was_opened_for_and_no_other_after_it(servers: Servers) -> None:
    database = servers.migrated_database("calendar")
    await fill(database)
    # One connection: what the one before it reached would be seen by the next.
    opened = Database(database.url, 1)
    for reach, expected in (
        (organisation(ONE), [ONE]),
        (NOTHING, []),
        (EVERYTHING, [ONE, OTHER]),
        (organisation(OTHER), [OTHER]),
        (NOTHING, []),
    ):
        async with opened.transaction(reach) as uow:
            assert list(await uow.session.scalars(_DUE)) == expected
        async with opened.snapshot(reach) as session:
            assert list(await session.scalars(_DUE)) == expected
        with pytest.raises(LookupError):
            async with opened.transaction(reach):
                raise LookupError("before the first statement")
        async with opened.statements() as session:
            assert list(await session.scalars(_DUE)) == []
    async with opened.transaction() as uow:
        assert list(await uow.session.scalars(_DUE)) == []
    await opened.close()


async def test_the_reach_of_a_transaction_holds_behind_a_savepoint(servers: Servers) -> None:
    database = servers.migrated_database("calendar")
    await fill(database)
    opened = Database(database.url, 1)
    async with opened.transaction(organisation(ONE)) as uow:
        with pytest.raises(LookupError):
            async with uow.session.begin_nested():
                raise LookupError("only what is in the savepoint is undone")
        assert list(await uow.session.scalars(_DUE)) == [ONE]
    await opened.close()


_DUE = text("SELECT member_id FROM due_dates ORDER BY 1")


async def _owners(database: TestDatabase, tables: dict[str, list[Column]], reach: Reach) -> dict[str, list[UUID]]:
    """Table -> whose rows an unfiltered question returns; told by the first of the columns that tells."""
    found = {}
    async with connected(database.plain_url, reach) as connection:
        for table, columns in tables.items():
            rows = await connection.fetch(f"SELECT * FROM {table}")  # noqa: S608
            told = [next(owner for owner in (ONE, OTHER) if _is_of(row, columns, owner)) for row in rows]
            found[table] = sorted(told)
    return found


async def _touched(connection: asyncpg.Connection, table: str, columns: list[Column]) -> int:
    """How many rows an unfiltered change takes; none of a table that the service may not change at all."""
    column = columns[0].name
    try:
        return int((await connection.execute(f"UPDATE {table} SET {column} = {column}")).split()[1])  # noqa: S608
    except asyncpg.InsufficientPrivilegeError:
        return 0


def _is_of(row: asyncpg.Record, columns: list[Column], owner: UUID) -> bool:
    return all(row[column.name] == column.value(owner) for column in columns)
