"""The real servers for tests: each a direct child of pytest, which the kernel ends with it even when it is killed."""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import asyncpg

from deploy.local.installation import Installation, open_installation
from deploy.local.ports import free_ports
from deploy.local.programs import Program, signal_session, spawn, tail
from deploy.local.provision import create_database, owner_of, provision_databases, share
from deploy.local.servers.nats import ADMIN, NatsServer
from deploy.local.settings import PROJECT, LocalSettings

T = TypeVar("T")
START_SECONDS = 30.0


def run_sync(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine to its end from a plain fixture, in a thread, so that pytest's own loop is left alone."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(make())).result()


def wait_until(ready: Callable[[], bool], *, seconds: float = START_SECONDS, what: str = "the condition") -> None:
    """Poll until `ready()`; fails naming `what`."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come within {seconds:.0f} s")
        pause.wait(0.02)


@contextlib.contextmanager
def reachable_folder() -> Iterator[Path]:
    """A temporary folder that PostgreSQL's own user can walk through (pytest's `tmp_path` is closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="kabinet-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Child:
    """A program started for tests."""

    def __init__(self, make: Callable[[], Program], logs: Path) -> None:
        self._make = make
        self._logs = logs
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, seconds: float = START_SECONDS) -> None:
        """Start it and wait until it is ready."""
        program = self._make()
        log = self._logs / f"{program.name}.log"
        self.process = process = spawn(program, log)

        def ready() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"{program.name} ended with {process.returncode}:\n{tail(log)}")
            return program.ready()

        wait_until(ready, seconds=seconds, what=f"{program.name} being ready")

    def kill(self) -> None:
        """kill -9, children included."""
        self._end(signal.SIGKILL)

    def stop(self, *, seconds: float = 20) -> None:
        """Stop it as the supervisor would."""
        self._end(self._make().stop_signal, seconds)

    def pause(self) -> None:
        """SIGSTOP: alive, connected and silent. `resume` wakes it."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def _end(self, number: signal.Signals, seconds: float = 20) -> None:
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(number)
        try:
            process.wait(timeout=seconds)
        finally:
            signal_session(process.pid, signal.SIGKILL)
            process.wait()


@dataclass(frozen=True)
class TestDatabase:
    """A database made for one test. `url` is SQLAlchemy's (asyncpg), `plain_url` is asyncpg's own; both as the service.

    `owner_url` is SQLAlchemy's as the owner of the tables (migrations), `admin_url` asyncpg's as the superuser, whom no
    policy holds.
    """

    __test__ = False

    name: str
    url: str
    plain_url: str
    owner_url: str
    admin_url: str


@dataclass
class Servers:
    """NATS, PostgreSQL, S3 and the mail sink, once per pytest run."""

    installation: Installation
    children: dict[str, Child]
    templates: dict[str, str] = field(default_factory=dict)

    def environment(self, identity: str) -> dict[str, str]:
        """The KABINET_* settings of a service, `worker` or `gateway` on these servers (its own main database)."""
        return self.installation.environment(identity)

    def fresh_database(self, role: str = "reports") -> TestDatabase:
        """An empty database of the service."""
        return self._create(role, template="template1")

    def migrated_database(self, service: str) -> TestDatabase:
        """A database with the service's migrations applied: they run once per pytest run, then it is copied."""
        if service not in self.templates:
            template = self._create(service, template="template1")
            environment = {**os.environ, **self.environment(service), "KABINET_DATABASE_URL": template.owner_url}
            command = [sys.executable, "-m", f"services.{service}", "migrate"]
            subprocess.run(command, env=environment, cwd=PROJECT, check=True)
            self.templates[service] = template.name
        return self._create(service, template=self.templates[service])

    def drop(self, database: TestDatabase) -> None:
        """Drop a database, its open sessions with it."""
        run_sync(lambda: self._execute(f'DROP DATABASE "{database.name}" WITH (FORCE)'))

    def _create(self, service: str, *, template: str) -> TestDatabase:
        name = f"{service}_{secrets.token_hex(6)}"
        postgres = self.installation.postgres

        async def create() -> None:
            connection = await asyncpg.connect(postgres.url("postgres"))
            try:
                await create_database(connection, name, service=service, template=template)
            finally:
                await connection.close()
            if template == "template1":  # a copy of a migrated database has its rights already
                await share(postgres, name, service)

        run_sync(create)
        own = self._url(name, service)
        return TestDatabase(
            name=name,
            url=_for_sqlalchemy(own),
            plain_url=own,
            owner_url=_for_sqlalchemy(self._url(name, owner_of(service))),
            admin_url=postgres.url(name),
        )

    def _url(self, database: str, role: str) -> str:
        password = self.installation.credentials.database_passwords[role]
        return self.installation.postgres.url(database, role=role, password=password)

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.installation.postgres.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def _for_sqlalchemy(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


@contextlib.contextmanager
def running_servers() -> Iterator[Servers]:
    """Start the four servers on free ports with databases and buckets of every service; stop them at the end."""
    with reachable_folder() as folder, contextlib.ExitStack() as stack:
        installation = open_installation(LocalSettings(folder, http_port=free_ports(1)[0]))
        servers = (installation.postgres, installation.nats, installation.s3, installation.mail)
        children = {server.name: Child(server.program, installation.settings.logs) for server in servers}
        for child in children.values():
            stack.callback(child.kill)
            child.start()
        run_sync(lambda: provision_databases(installation.postgres, installation.credentials.database_passwords))
        yield Servers(installation, children)


class TestNats(Child):
    """A NATS server of one test's own: kill, restart, wipe it at will."""

    __test__ = False

    def __init__(self, server: NatsServer, logs: Path) -> None:
        super().__init__(server.program, logs)
        self.server = server

    @property
    def url(self) -> str:
        return self.server.url

    def credentials(self, user: str = ADMIN) -> dict[str, str]:
        """What nats-py connects with; `admin` may do everything, a service's user only what it is permitted."""
        return {"nkeys_seed_str": self.server.seeds[user]}

    def wipe(self) -> None:
        """Remove the whole store; the server must be down."""
        shutil.rmtree(self.server.store, ignore_errors=True)


@contextlib.contextmanager
def running_nats() -> Iterator[TestNats]:
    """A NATS server with the product's users, empty."""
    with reachable_folder() as folder:
        nats = TestNats(open_installation(LocalSettings(folder, http_port=free_ports(1)[0])).nats, folder / "logs")
        try:
            nats.start()
            yield nats
        finally:
            nats.kill()
