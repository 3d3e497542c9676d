"""Objects without a row: quarantine after a day, gone a month later; an object with a row is never touched."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from secrets import token_hex

import pytest
import pytest_asyncio

from chassis import clock
from contracts.base import ObjectRef
from services.reports.sweep import QUARANTINE, Sweeper, Swept
from tests.integration.reports.scene import Scene
from tests.stack import Servers, TestDatabase

pytestmark = pytest.mark.asyncio(loop_scope="module")
DAY = timedelta(days=1, minutes=1)


@pytest_asyncio.fixture(loop_scope="module")
async def bucket(scene: Scene) -> str:
    """A bucket of the test's own: what others left in theirs must not be counted."""
    name = f"test-{token_hex(6)}"
    await scene.reports.storage.ensure_bucket(name)
    return name


@pytest_asyncio.fixture(loop_scope="module")
async def sweeper(scene: Scene, bucket: str) -> AsyncIterator[Sweeper]:
    yield Sweeper(scene.reports.database, scene.reports.storage, scene.reports.settings, bucket)


def later(by: timedelta) -> datetime:
    return clock.now() + by


async def quarantined(scene: Scene, original: ObjectRef) -> ObjectRef:
    rows = await scene.rows("SELECT object FROM quarantine WHERE original_key = :key", key=original.key)
    return ObjectRef.model_validate(rows[0].object)


async def test_an_object_without_a_row_lies_in_quarantine_after_a_day(
    scene: Scene, sweeper: Sweeper, bucket: str
) -> None:
    storage = scene.reports.storage
    orphan = await storage.put_bytes(bucket, b"nobody's")
    assert await sweeper.run(later(timedelta(hours=23))) == Swept(0, 0)
    assert await storage.exists(orphan)
    assert await sweeper.run(later(DAY)) == Swept(1, 0)
    assert not await storage.exists(orphan)
    kept = await quarantined(scene, orphan)
    assert (kept.bucket, kept.sha256) == (QUARANTINE, orphan.sha256)
    assert await storage.read(kept) == b"nobody's"


async def test_it_is_deleted_a_month_later(scene: Scene, sweeper: Sweeper, bucket: str) -> None:
    orphan = await scene.reports.storage.put_bytes(bucket, b"nobody's either")
    await sweeper.run(later(DAY))
    kept = await quarantined(scene, orphan)
    await sweeper.run(later(DAY + timedelta(days=29)))
    assert await scene.reports.storage.exists(kept)
    assert (await sweeper.run(later(DAY + timedelta(days=31)))).deleted >= 1
    assert not await scene.reports.storage.exists(kept)
    assert (await sweeper.run(later(DAY + timedelta(days=31)))).deleted == 0


async def test_an_object_with_a_row_stays_where_it_is(scene: Scene, sweeper: Sweeper, bucket: str) -> None:
    owed = await scene.owed()
    stored = await scene.reports.storage.put_bytes(bucket, owed.file())
    await scene.submit(owed, stored)
    assert await sweeper.run(later(DAY)) == Swept(0, 0)
    assert await scene.reports.storage.exists(stored)


async def test_two_sweeps_at_once_lose_nothing(scene: Scene, sweeper: Sweeper, bucket: str) -> None:
    orphan = await scene.reports.storage.put_bytes(bucket, b"wanted by two")
    await sweeper.run(later(DAY))
    await sweeper.run(later(DAY))
    assert await scene.reports.storage.read(await quarantined(scene, orphan)) == b"wanted by two"


async def test_it_is_a_command(servers: Servers, database: TestDatabase) -> None:
    environment = {**os.environ, **servers.environment("reports"), "KABINET_DATABASE_URL": database.url}

    def sweep(*arguments: str) -> int:
        command = [sys.executable, "-m", "services.reports", "sweep", *arguments]
        return subprocess.run(command, env=environment, check=False, capture_output=True).returncode

    assert sweep() == 0
    assert sweep("--all") == 2
