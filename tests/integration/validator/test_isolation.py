"""Readers are real processes: they are killed, they hang, they run out of memory, and the others go on."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from hashlib import sha256

import orjson
import psutil
import pytest
import pytest_asyncio

from services.validator import builtin
from services.validator.isolation import ReaderKilledError, ReaderPool, ReaderTimeoutError
from services.validator.sampler.generator import sample_report
from tests.waiting import eventually

FORMS = orjson.dumps([rules.form.model_dump(mode="json") for rules in builtin.rule_sets()])
KEY = sha256(FORMS).hexdigest()
HEAD = {"task": "inspect", "file_name": "report.xtdd", "forms": KEY}


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ReaderPool]:
    started = ReaderPool(2, 1024)
    await started.start()
    yield started
    await started.close()


@pytest.fixture(scope="module")
def report() -> bytes:
    return sample_report("0420846", "2026Q3", "7707083893")


@pytest.fixture(scope="module")
def large_report() -> bytes:
    return sample_report("0420846", "2026Q3", "7707083893", size=20_000_000)


async def inspect(pool: ReaderPool, content: bytes, seconds: float = 20) -> dict[str, object]:
    reply, _ = await pool.run(HEAD, content, seconds=seconds, documents={KEY: FORMS})
    return reply


def readers() -> list[psutil.Process]:
    """Those that this process started itself: a whole product for other tests may run below it, with its own."""
    return [c for c in psutil.Process().children() if "services.validator.isolation.reader" in c.cmdline()]


async def test_a_file_is_read_in_another_process(pool: ReaderPool, report: bytes) -> None:
    reply = await inspect(pool, report)
    assert reply["inspection"]["form"] == "0420846"  # type: ignore[index]
    assert len(readers()) == 2


async def test_a_refusal_comes_back_with_its_code(pool: ReaderPool) -> None:
    reply = await inspect(pool, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    assert reply["refusal"]["code"] == "forbidden_xml"  # type: ignore[index]


async def test_a_reader_killed_in_mid_task_takes_only_its_task(
    pool: ReaderPool, report: bytes, large_report: bytes
) -> None:
    doomed = asyncio.create_task(inspect(pool, large_report))

    async def busy() -> list[psutil.Process]:
        return [reader for reader in readers() if reader.cpu_times().user > 1.0 or reader.memory_info().rss > 150 << 20]

    victim = (await eventually(busy))[0]
    os.kill(victim.pid, signal.SIGKILL)
    with pytest.raises(ReaderKilledError):
        await doomed
    answers = await asyncio.gather(*(inspect(pool, report) for _ in range(6)))
    assert all("inspection" in answer for answer in answers)


async def test_a_task_that_outlives_its_time_is_stopped(pool: ReaderPool, report: bytes, large_report: bytes) -> None:
    with pytest.raises(ReaderTimeoutError):
        await inspect(pool, large_report, seconds=0.05)
    assert "inspection" in await inspect(pool, report)
    assert "inspection" in await inspect(pool, report)


@pytest.mark.parametrize("memory_mb", [100, 130, 160])
async def test_a_file_that_needs_too_much_memory_ends_its_reader(
    large_report: bytes, report: bytes, memory_mb: int
) -> None:
    """Wherever it runs out, in Python or inside libxml2: never is a good file called broken for it."""
    pool = ReaderPool(1, memory_mb)
    await pool.start()
    try:
        with pytest.raises(ReaderKilledError):
            await inspect(pool, large_report)
        assert "inspection" in await inspect(pool, report)
    finally:
        await pool.close()


async def test_closing_leaves_no_process(report: bytes) -> None:
    pool = ReaderPool(3, 1024)
    await pool.start()
    await inspect(pool, report)
    await pool.close()
    assert readers() == []
