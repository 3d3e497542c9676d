"""Alembic for every service: `services/<name>/migrations/env.py` calls `run()`.

`python -m chassis.migrations SERVICE` does what `python -m services.SERVICE migrate` does, without loading the service.
"""

import asyncio
import importlib
import os
import sys
from pathlib import Path

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import tenancy
from chassis.tenancy import Walled

# A migration that waits for a lock holds up every request behind it: better that it fails and is tried again.
_LOCK_TIMEOUT = "SET lock_timeout = '5s'"
# The policies hold for the owner of the tables too: a migration that fills in a column must see every row.
_EVERYONE = "SET kabinet.everyone = 'on'"
# Two processes that migrate at once take turns.
_ONE_AT_A_TIME = "SELECT pg_advisory_lock(hashtext('kabinet.migrations'))"


def migrate(service: str, database_url: str) -> None:
    """Bring the database of `services.<service>` to the newest version."""
    package = importlib.import_module(f"services.{service}")
    folder = Path(str(package.__file__)).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["database_url"] = database_url
    command.upgrade(config, "head")


def run() -> None:
    """The body of an `env.py`."""
    asyncio.run(_run(context.config.attributes["database_url"]))


async def _run(url: str) -> None:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade)
            await connection.commit()
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    connection.execute(text(_LOCK_TIMEOUT))
    connection.execute(text(_EVERYONE))
    connection.execute(text(_ONE_AT_A_TIME))
    context.configure(connection=connection, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


def create_chassis_tables() -> None:
    """Outbox and inbox; called by a service's first migration."""
    op.execute("""
        CREATE TABLE outbox (
            id uuid PRIMARY KEY DEFAULT uuidv7(),
            subject text NOT NULL,
            payload bytea NOT NULL,
            headers text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            attempts integer NOT NULL DEFAULT 0,
            lease_token uuid,
            leased_until timestamptz,
            published_at timestamptz)
    """)
    op.execute("CREATE INDEX outbox_waiting ON outbox (id) WHERE published_at IS NULL")
    op.execute("CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL")
    op.execute("""
        CREATE TABLE inbox (
            consumer text NOT NULL,
            message_id text NOT NULL,
            entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (consumer, message_id))
    """)
    op.execute("CREATE INDEX inbox_entered ON inbox (entered_at)")


def isolate(table: str, rule: Walled) -> None:
    """Hold every statement on `table` to the reach of its transaction, by `rule`: the `__tenancy__` of its model."""
    for statement in tenancy.statements(table, rule):
        op.execute(statement)


if __name__ == "__main__":
    migrate(sys.argv[1], os.environ["KABINET_DATABASE_URL"])
