"""PostgreSQL through SQLAlchemy: one unit of work a request or message, committed by the entry point."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from sqlalchemy import Connection, MetaData, event, text
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

from chassis import acts, outbox
from chassis.reach import NOTHING, Reach
from contracts.base import Event, M
from contracts.identity import Identity
from contracts.journal import ActObject, event_of
from contracts.journal_acts import Act

_REACH = "reach"


def metadata() -> MetaData:
    """Metadata with fixed constraint names, so that migrations can name what they change."""
    return MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ReachingConnection(asyncpg.Connection):
    """Sends what a transaction may reach together with its BEGIN: no round trip of its own stands in front of it."""

    opening = ""

    async def execute(self, query: str, *args: object, timeout: float | None = None) -> str:
        if self.opening and query.startswith("BEGIN"):
            query = f"{query} {self.opening}"
        return await super().execute(query, *args, timeout=timeout)


@dataclass(frozen=True)
class UnitOfWork:
    """One transaction. What is emitted leaves only if it commits."""

    session: AsyncSession
    letters: list[outbox.Letter] = field(default_factory=list)
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    async def emit(self, event: Event[M], message: M) -> None:
        """Announce `message` if this transaction commits; all letters of a transaction go out in one statement."""
        self.letters.append(outbox.letter(event, message))

    def record(
        self,
        act: Act,
        object: ActObject,
        *,
        before: acts.State = None,
        after: acts.State = None,
        by: Identity | None = None,
    ) -> None:
        """Put an act on record if this transaction commits: who asks, from where, and which fields it changed.

        `by`: the person, where nobody was signed in when it was asked.
        """
        self.letters.append(outbox.letter(event_of(act), acts.told(act, object, before, after, by)))

    def after_commit(self, action: Callable[[], None]) -> None:
        """Call `action` if this transaction commits: to wake whoever works on what it leaves behind."""
        self.afterwards.append(action)


class Database:
    """The pool of one service."""

    def __init__(self, url: str, pool_size: int) -> None:
        connections = {"connection_class": ReachingConnection}
        self._engine = create_async_engine(url, pool_size=pool_size, max_overflow=0, connect_args=connections)
        event.listen(self._engine.sync_engine, "checkout", _check_out)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False, sync_session_class=_ReachingSession)
        # For statements that are a transaction each: BEGIN and COMMIT would cost more than they do.
        self._statements = async_sessionmaker(self._engine.execution_options(isolation_level="AUTOCOMMIT"))
        # For answers put together from several statements: what is committed between them must not be seen by halves.
        self._snapshots = async_sessionmaker(
            self._engine.execution_options(isolation_level="REPEATABLE READ"),
            expire_on_commit=False,
            sync_session_class=_ReachingSession,
        )
        self._holder: outbox.Holder | None = None

    def letters_go_to(self, holder: outbox.Holder | None) -> None:
        """Who gets the letters that are written from now on; nobody: they wait in the table."""
        self._holder = holder

    @asynccontextmanager
    async def transaction(self, reach: Reach = NOTHING) -> AsyncIterator[UnitOfWork]:
        """A unit of work that commits when the block ends, and rolls back when it raises.

        It sees the rows of whom it reaches, and without a word the shared tables alone.
        """
        holder = self._holder
        async with self._sessions(info={_REACH: reach}) as session, session.begin():
            uow = UnitOfWork(session)
            yield uow
            rows = await outbox.add(session, uow.letters, holder)
        if rows and holder:
            holder.take(rows)
        for action in uow.afterwards:
            action()

    @asynccontextmanager
    async def snapshot(self, reach: Reach = NOTHING) -> AsyncIterator[AsyncSession]:
        """A session in which every question sees the same moment: for reading alone."""
        async with self._snapshots(info={_REACH: reach}) as session, session.begin():
            yield session

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[AsyncSession]:
        """A session in which every statement is a transaction of its own (the relay's leases and marks).

        It reaches the shared tables alone.
        """
        async with self._statements() as session:
            yield session

    async def ping(self) -> None:
        async with self.statements() as session:
            await session.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._engine.dispose()


class _ReachingSession(Session):
    """A session whose `info` holds the reach of its transaction."""


@event.listens_for(_ReachingSession, "after_begin")
def _open(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    # SQLAlchemy's BEGIN goes out with the first statement: here it is still to come.
    reach: Reach = session.info[_REACH]
    _driver(connection.connection).opening = reach.opening


def _check_out(connection: Any, record: object, proxy: object) -> None:
    """A connection that died with its server must not fail the next request: the pool starts afresh.

    asyncpg knows that the socket was closed; asking the server (`pool_pre_ping`) would be three round trips each time.
    """
    driver = _driver(connection)
    if driver.is_closed():
        raise InvalidatePoolError("the server closed the connection")
    # What the one before it reached must not open the next transaction on this connection.
    driver.opening = ""


def _driver(connection: Any) -> ReachingConnection:
    found = connection.driver_connection
    if not isinstance(found, ReachingConnection):
        raise TypeError(f"{type(found).__name__} opens transactions without their reach")
    return found
