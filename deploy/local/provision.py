"""A database for each service with two roles of its own: no role enters another's database.

The owner makes and changes the tables (migrations). The service itself only reads and writes rows: it owns nothing, so
it cannot lift the policies that hold it to the organisation of whoever asks.
"""

import asyncpg

from deploy.local.servers.postgres import PostgresServer


def owner_of(service: str) -> str:
    """The role that owns a service's database and its tables."""
    return f"{service}_owner"


async def provision_databases(server: PostgresServer, passwords: dict[str, str]) -> None:
    """Create what is missing; `passwords`: of every service's role and of its owner's. Again it changes nothing."""
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        # By default every role may connect to every database, those of the server itself included.
        for database in ("postgres", "template1"):
            await connection.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
        services = [name for name in passwords if owner_of(name) in passwords]
        for service in services:
            await create_role(connection, service, passwords[service])
            await create_role(connection, owner_of(service), passwords[owner_of(service)])
            if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", service):
                await create_database(connection, service, service=service)
    finally:
        await connection.close()
    for service in services:
        await share(server, service, service)


async def share(server: PostgresServer, database: str, service: str) -> None:
    """Give the tables to the owner, and the service the use of their rows: of those that are yet to be made, too."""
    owner = owner_of(service)
    connection = await asyncpg.connect(server.url(database))
    try:
        # Once alone: what a migration took from the service since (the journal is append-only) must not be given back.
        if await connection.fetchval("SELECT true FROM pg_default_acl WHERE defaclrole = $1::text::regrole", owner):
            return
        # Of a folder from before there was an owner.
        await connection.execute(f'REASSIGN OWNED BY "{service}" TO "{owner}"')
        await connection.execute(f"""
            GRANT CONNECT ON DATABASE "{database}" TO "{service}";
            GRANT USAGE ON SCHEMA public TO "{service}";
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{service}";
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{service}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public
                GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{service}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public
                GRANT USAGE, SELECT ON SEQUENCES TO "{service}"
        """)
    finally:
        await connection.close()


async def create_role(connection: asyncpg.Connection, role: str, password: str) -> None:
    """A role that can log in and nothing else; the password is set anew each time."""
    if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", role):
        await connection.execute(f'CREATE ROLE "{role}" NOSUPERUSER NOCREATEDB NOCREATEROLE')
    await connection.execute(f"ALTER ROLE \"{role}\" LOGIN PASSWORD '{password}'")


async def create_database(
    connection: asyncpg.Connection, name: str, *, service: str, template: str = "template1"
) -> None:
    """A database that only the service and its owner may enter."""
    await connection.execute(f'CREATE DATABASE "{name}" OWNER "{owner_of(service)}" TEMPLATE "{template}"')
    await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
    await connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO "{service}"')
