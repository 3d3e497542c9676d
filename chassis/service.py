"""How a process lives: settings, logs, telemetry, connections, readiness, signals, drain."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

import uvloop

from chassis import asking, inbox, logs
from chassis.bus import Bus, Call, Pace, Received
from chassis.database import Database, UnitOfWork
from chassis.health import Check, Readiness, serve_health
from chassis.migrations import migrate
from chassis.outbox import Relay
from chassis.reach import EVERYTHING
from chassis.settings import ServiceSettings
from chassis.storage import Storage
from chassis.telemetry import Telemetry
from contracts.base import A, M, Q, Rpc
from contracts.registry import Consumer

log = logging.getLogger(__name__)

S = TypeVar("S", bound=ServiceSettings)
Background = Callable[[asyncio.Event], Awaitable[None]]
EventHandler = Callable[[UnitOfWork, M], Awaitable[None]]
BatchHandler = Callable[[UnitOfWork, Sequence[Received[M]]], Awaitable[None]]


class Platform(Generic[S]):
    """What a service is built on, and where its composition root registers what it does."""

    def __init__(self, service: str, settings: S) -> None:
        self.service = service
        self.settings = settings
        self.bus = Bus(service, settings)
        self.tokens = self.bus.tokens
        self.storage = Storage(settings)
        self.readiness = Readiness()
        self._started = asyncio.Event()
        # Health is served from before the connections are open: without this, no check yet would mean ready.
        self.readiness.add("start", self._has_started)
        self._database = Database(settings.database_url, settings.database_pool) if settings.database_url else None
        self._serving: list[Callable[[], Awaitable[None]]] = []
        self._background: dict[str, Background] = {}
        self._on_stop: list[Callable[[], Awaitable[None]]] = []

    @property
    def database(self) -> Database:
        """Raises RuntimeError in a process that was given no database (a worker, a gateway)."""
        if self._database is None:
            raise RuntimeError(f"{self.service} was started without KABINET_DATABASE_URL")
        return self._database

    def serve(self, rpc: Rpc[Q, A], handler: Callable[[Call[Q]], Awaitable[A]]) -> None:
        """Answer `rpc` once everything is built."""
        self._serving.append(partial(self.bus.serve, rpc, handler))

    def consume(self, consumer: Consumer, handler: EventHandler[Any]) -> None:
        """Process a durable consumer: inbox and effects in one transaction, ack after its commit."""

        async def one(uow: UnitOfWork, received: Sequence[Received[Any]]) -> None:
            await handler(uow, received[0].message)

        self._consume(consumer, one, Pace())

    def consume_together(self, consumer: Consumer, handler: BatchHandler[Any], pace: Pace) -> None:
        """The same for several messages at once: their inbox rows and effects in one transaction, each message new.

        When that fails they come one by one, so that only the one at fault is delivered again.
        """
        self._consume(consumer, handler, pace)

    def _consume(self, consumer: Consumer, handler: BatchHandler[Any], pace: Pace) -> None:
        async def apply(name: str, received: Sequence[Received[Any]]) -> None:
            messages = {one.id: one for one in received}
            # An event tells of any organisation, and nobody asked for it.
            async with self.database.transaction(EVERYTHING) as uow:
                new = await inbox.enter(uow.session, name, list(messages))
                if new:
                    await handler(uow, [one for id, one in messages.items() if id in new])

        self.background(consumer.name, self.bus.consumer(consumer, apply, self.database.ping, pace).run)

    def background(self, name: str, task: Background) -> None:
        """Run `task` until it sees the event that it is given; if it ends before, the process ends."""
        self._background[name] = task

    def ready_when(self, name: str, check: Check) -> None:
        self.readiness.add(name, check)

    def on_stop(self, action: Callable[[], Awaitable[None]]) -> None:
        """Run `action` when the process stops, after its background tasks, before its connections."""
        self._on_stop.append(action)

    async def start(self, stopping: asyncio.Event) -> list[asyncio.Task[None]]:
        """Open connections, announce what is served, and start what runs in the background."""
        await self.bus.open()
        self.ready_when("nats", self.bus.check)
        if self._database is not None:
            self.ready_when("postgres", self._database.ping)
            self.background("outbox", Relay(self._database, self.bus, self.settings).run)
        for announce in self._serving:
            await announce()
        self._background["closed connection"] = self._watch_connection
        self._started.set()
        return [asyncio.create_task(self._guard(task, stopping), name=name) for name, task in self._background.items()]

    async def _has_started(self) -> None:
        if not self._started.is_set():
            raise ConnectionError("connections are still being opened")

    async def stop(self, tasks: list[asyncio.Task[None]]) -> None:
        """Finish what is in hand, within the drain time, and close."""
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=self.settings.drain_seconds)
            for task in unfinished:
                task.cancel()
        for action in self._on_stop:
            await action()
        await self.bus.close()
        self.storage.close()
        if self._database is not None:
            await self._database.close()

    async def _watch_connection(self, stopping: asyncio.Event) -> None:
        closed = asyncio.create_task(self.bus.closed.wait())
        stopped = asyncio.create_task(stopping.wait())
        await asyncio.wait({closed, stopped}, return_when=asyncio.FIRST_COMPLETED)
        closed.cancel()
        stopped.cancel()

    @staticmethod
    async def _guard(task: Background, stopping: asyncio.Event) -> None:
        """A background task that died leaves a process that looks alive: better that the supervisor restarts it."""
        try:
            await task(stopping)
        except Exception:
            log.exception("a background task failed, the process stops")
            raise
        finally:
            stopping.set()


Build = Callable[[Platform[S]], Awaitable[None]]


async def run_service(name: str, role: str, settings: S, build: Build[S]) -> int:
    """Run one process until a signal or a failure; returns its exit code. `role` tells it apart in logs and traces."""
    process = name if role == "serve" else f"{name}-{role}"
    logs.configure(process, settings.log_level)
    telemetry = Telemetry(process, settings)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    platform = Platform(name, settings)
    health = None
    try:
        await build(platform)
        if settings.health_port:
            health = await serve_health(platform.readiness, settings.health_host, settings.health_port)
        tasks = await platform.start(stopping)
        log.info("%s is running", process)
        await stopping.wait()
        log.info("%s stops", process)
        await platform.stop(tasks)
        failed = any(not t.cancelled() and t.exception() for t in tasks if t.done())
        return 1 if failed else 0
    finally:
        if health is not None:
            health.close()
        telemetry.close()


Command = Callable[[list[str]], int]


def main(
    name: str,
    settings: type[S],
    build: Build[S],
    *,
    roles: Mapping[str, Build[S]] | None = None,
    commands: Mapping[str, Command] | None = None,
) -> None:
    """The command line of a service: `serve`, `migrate`, a further role, or a command of its own. Exits."""
    word, *arguments = sys.argv[1:] or ["serve"]
    builds = {"serve": build, **(roles or {})}
    if word in builds:
        sys.exit(uvloop.run(run_service(name, word, settings(), builds[word])))
    if word == "migrate":
        read = settings()
        logs.configure(name, read.log_level)
        migrate(name, read.database_url)
        sys.exit(0)
    if commands and word in commands:
        with asking.coming_from("", f"{name} {word}"):
            sys.exit(commands[word](arguments))
    known = ", ".join([*builds, "migrate", *(commands or {})])
    sys.exit(f"{name}: unknown command {word!r}; known: {known}")
