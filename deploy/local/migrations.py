"""Bringing the databases up to date, and knowing without asking each service that they are.

A database carries the digest of the migrations that were applied to it as its comment. Six services that start only to
find nothing to do would cost three seconds of every start.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import asyncpg

from deploy.local.servers.postgres import PostgresServer
from deploy.local.settings import PROJECT

_COMMENTS = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"


async def bring_up_to_date(
    server: PostgresServer, services: Iterable[str], migrate: Callable[[str], Awaitable[None]]
) -> list[str]:
    """Call `migrate` for each service whose database lacks its newest migrations; returns those services."""
    connection = await asyncpg.connect(server.url("postgres"))
    try:
        applied = {str(name): comment for name, comment in await connection.fetch(_COMMENTS)}
        wanted = {service: digest(service) for service in services}
        behind = [service for service in wanted if applied.get(service) != wanted[service]]
        await asyncio.gather(*(migrate(service) for service in behind))
        for service in behind:
            await connection.execute(f"COMMENT ON DATABASE \"{service}\" IS '{wanted[service]}'")
        return behind
    finally:
        await connection.close()


def digest(service: str, project: Path = PROJECT) -> str:
    """Changes with every file that takes part in the service's migrations."""
    files = [project / "chassis/migrations.py", *sorted((project / "services" / service / "migrations").rglob("*.py"))]
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.relative_to(project).as_posix().encode() + b"\0" + file.read_bytes())
    return f"migrations {whole.hexdigest()}"
