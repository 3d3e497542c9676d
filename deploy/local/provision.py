"""A database and a role of its own for each service: no role enters another's database."""

import asyncpg

from deploy.local.servers.postgres import PostgresServer


async def provision_databases(server: PostgresServer, passwords: dict[str, str]) -> None:
    """Create what is missing; `passwords`: service -> password of its role. Running it again changes nothing."""
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        # By default every role may connect to every database, those of the server itself included.
        for database in ("postgres", "template1"):
            await connection.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
        for service, password in passwords.items():
            await create_role(connection, service, password)
            if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", service):
                await create_database(connection, service, owner=service)
    finally:
        await connection.close()


async def create_role(connection: asyncpg.Connection, role: str, password: str) -> None:
    """A role that can log in and nothing else; the password is set anew each time."""
    if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", role):
        await connection.execute(f'CREATE ROLE "{role}" NOSUPERUSER NOCREATEDB NOCREATEROLE')
    await connection.execute(f"ALTER ROLE \"{role}\" LOGIN PASSWORD '{password}'")


async def create_database(
    connection: asyncpg.Connection, name: str, *, owner: str, template: str = "template1"
) -> None:
    """A database that only its owner may enter."""
    await connection.execute(f'CREATE DATABASE "{name}" OWNER "{owner}" TEMPLATE "{template}"')
    await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
