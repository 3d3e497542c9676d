"""The two roles of the validator, run for tests: in this process, or in one of their own."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from typing import Any

from chassis.service import Platform
from chassis.storage import Storage
from contracts.base import ObjectRef
from services.validator.bootstrap import build_catalogue, build_worker
from services.validator.settings import Settings
from tests.in_process import running, settings_on, store_of
from tests.processes import service_process
from tests.stack import Servers, TestDatabase, TestNats


def catalogue(
    servers: Servers, broker: TestNats, database: TestDatabase, **own: Any
) -> AbstractAsyncContextManager[Platform[Settings]]:
    """A running catalogue; `own` are the settings that the test is about."""
    values = {"inspect_seconds": 10, **store_of(servers, "validator"), **own}
    return running("validator", settings_on(Settings, "validator", broker, database, **values), build_catalogue)


class WatchedStorage(Storage):
    """The store, which remembers what was read from it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.opened: list[str] = []

    async def read(self, ref: ObjectRef) -> bytes:
        self.opened.append(ref.key)
        return await super().read(ref)


@asynccontextmanager
async def worker(servers: Servers, broker: TestNats, **own: Any) -> AsyncIterator[WatchedStorage]:
    """A running worker, seen through its store; `own` are the settings that the test is about."""
    settings = settings_on(Settings, "validator", broker, **store_of(servers, "worker"), **own)
    watched = WatchedStorage(settings)

    async def build(platform: Platform[Settings]) -> None:
        platform.storage = watched
        await build_worker(platform)

    async with running("validator", settings, build):
        yield watched


def worker_process(servers: Servers, broker: TestNats) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """`python -m services.validator worker`."""
    return service_process(servers, broker, "worker", "services.validator", "worker")
