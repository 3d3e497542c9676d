"""The migrations of each service make exactly the tables that its code knows."""

import importlib
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Integer, MetaData, String
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.local.settings import SERVICES
from tests.stack import Servers

_OF_THE_CHASSIS = frozenset({"outbox", "inbox", "alembic_version"})
# The migrations may make more of these than the code names; what it names must be there.
_MAY_BE_MORE = frozenset({"index", "unique_constraint", "foreign_key_constraint"})
# One in Python: text and varchar, bigint and integer.
_ALIKE = (String, Integer)


def differ(context: Any, column: Any, known: Any, found_type: Any, known_type: Any) -> bool | None:
    alike = any(isinstance(found_type, kind) and isinstance(known_type, kind) for kind in _ALIKE)
    return False if alike else None


def differences(connection: Connection, known: MetaData) -> list[Any]:
    def of_the_service(entry: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
        more = reflected and compare_to is None
        return not ((kind == "table" and name in _OF_THE_CHASSIS) or (kind in _MAY_BE_MORE and more))

    context = MigrationContext.configure(connection, opts={"include_object": of_the_service, "compare_type": differ})
    return list(compare_metadata(context, known))


@pytest.mark.parametrize("service", SERVICES)
async def test_a_migrated_database_has_the_tables_of_the_code(servers: Servers, service: str) -> None:
    known = importlib.import_module(f"services.{service}.tables").Base.metadata
    engine = create_async_engine(servers.migrated_database(service).url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences, known) == []
    await engine.dispose()
