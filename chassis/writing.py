"""Many rows of several tables in one statement, whose text is made once.

An ORM's unit of work writes table by table and row by row: a round trip and a compilation each. Where a request or a
batch of events writes much, its rows are gathered as plain objects, outside any session, and go out together. Foreign
keys among them hold: PostgreSQL looks at them when the statement ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Column, Table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

Model = type[DeclarativeBase]
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Part:
    """What is done to the rows of one model."""

    model: Model
    columns: tuple[Column[Any], ...]
    sql: str

    def parameters(self, rows: Sequence[DeclarativeBase]) -> dict[str, list[Any]]:
        """An array for each column."""
        return {_name(column): [_value(row, column) for row in rows] for column in self.columns}


def inserts(model: Model) -> Part:
    """New rows; every column that the database does not compute comes from the object."""
    table = _table(model)
    columns = tuple(column for column in table.columns if column.computed is None and column.identity is None)
    values = ", ".join(_read(column) for column in columns)
    sql = f"INSERT INTO {table.name} ({_names(columns)}) SELECT {values} FROM {_rows(columns)}"  # noqa: S608 (our names)
    return Part(model, columns, sql)


def updates(model: Model, *changed: str) -> Part:
    """Rows that stand already, by their `id`: the named columns get the object's values."""
    table = _table(model)
    columns = tuple(table.columns[name] for name in ("id", *changed))
    news = ", ".join(f"{name} = {_read(table.columns[name])}" for name in changed)
    sql = f"UPDATE {table.name} AS kept SET {news} FROM {_rows(columns)} WHERE kept.id = news.id"  # noqa: S608
    return Part(model, columns, sql)


class Writing:
    """One statement for all its parts. A model stands in one part only."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts
        steps = ", ".join(f"step_{number} AS ({part.sql})" for number, part in enumerate(parts))
        self._statement = text(f"WITH {steps} SELECT 1")

    async def write(self, session: AsyncSession, rows: Iterable[DeclarativeBase]) -> None:
        """Write rows of these models in the session's transaction. Raises TypeError for a row of another model."""
        by_model: dict[Model, list[DeclarativeBase]] = {part.model: [] for part in self._parts}
        for row in rows:
            if type(row) not in by_model:
                raise TypeError(f"this statement does not write {type(row).__name__}")
            by_model[type(row)].append(row)
        values: dict[str, list[Any]] = {}
        for part in self._parts:
            values |= part.parameters(by_model[part.model])
        await session.execute(self._statement, values)


def _table(model: Model) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not a table")
    return table


def _name(column: Column[Any]) -> str:
    return f"{column.table.name}_{column.name}"


def _names(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(column.name for column in columns)


def _rows(columns: Sequence[Column[Any]]) -> str:
    arrays = ", ".join(f"CAST(:{_name(column)} AS {_carried(column)}[])" for column in columns)
    return f"unnest({arrays}) AS news ({_names(columns)})"


def _carried(column: Column[Any]) -> str:
    # An array of arrays has no rows of its own: such values travel as JSON.
    return "jsonb" if isinstance(column.type, ARRAY) else column.type.compile(_DIALECT)


def _read(column: Column[Any]) -> str:
    if not isinstance(column.type, ARRAY):
        return f"news.{column.name}"
    kind = column.type.compile(_DIALECT)
    return f"CAST(ARRAY(SELECT jsonb_array_elements_text(news.{column.name})) AS {kind})"


def _value(row: DeclarativeBase, column: Column[Any]) -> Any:
    value = getattr(row, column.name)
    if value is not None and isinstance(column.type, (JSONB, ARRAY)):
        return orjson.dumps(value).decode()
    return value
