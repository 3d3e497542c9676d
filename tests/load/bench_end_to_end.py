"""Upload to verdict over HTTP on a running copy: idle latency, then sustained throughput, on loopback only."""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any

from chassis import clock
from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, Cabinet, signed_in
from tests.load.cost import cpu_seconds, percentiles
from tests.product import Stack, running_stack

IDLE_UPLOADS = 100
SUSTAINED_SECONDS = 20
AT_ONCE = 12
SIZES = {"24 KB": None, "100 KB": 100_000}


def run() -> dict[str, Any]:
    """Latencies in milliseconds, rates in verdicts a second; each size in the same run on the same copy."""
    with running_stack({"KABINET_LOG_LEVEL": "WARNING"}) as stack:
        return asyncio.run(_measure(stack))


Target = tuple[str, bytes]


async def _measure(stack: Stack) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    async with signed_in(stack, MEMBER) as member:
        for label, size in SIZES.items():
            targets = await _targets(member, size)
            await _idle(member, targets[0], 10)
            times = await _idle(member, targets[0], IDLE_UPLOADS)
            figures[f"{label}: upload to receipt p50 / p99, ms"] = percentiles([receipt for receipt, _ in times])
            figures[f"{label}: upload to verdict p50 / p99, ms"] = percentiles([verdict for _, verdict in times])
            sustained = await _sustained(stack, member, targets)
            figures |= {f"{label}: {name}": value for name, value in sustained.items()}
    return figures


async def _targets(member: Cabinet, size: int | None) -> list[Target]:
    """A report of each period that has ended, and a file of that size (bytes) which holds every trigger."""
    inn = (await member.get("/me"))["organisation"]["inn"]
    today = clock.moscow_date(clock.now()).isoformat()
    reports = [r for r in await member.reports(form="0420846") if r["reporting_date"] < today]
    return [(r["id"], sample_report("0420846", _period(r), inn, size=size)) for r in reports]


def _period(report: dict[str, Any]) -> str:
    end = report["reporting_date"]
    return f"{end[:4]}Q{(int(end[5:7]) - 1) // 3 + 1}"


async def _idle(member: Cabinet, target: Target, number: int) -> list[tuple[float, float]]:
    """(to receipt, to verdict) of uploads one after another, in seconds, as a browser sees it: live events."""
    times = []
    async with member.http.stream("GET", "/live", timeout=60) as live:
        lines = live.aiter_lines()
        for _ in range(number):
            started = time.perf_counter()
            receipt = await member.upload(*target, key=secrets.token_hex(8))
            answered = time.perf_counter()
            await _told(member, lines, receipt["submission_id"])
            times.append((answered - started, time.perf_counter() - started))
    return times


async def _told(member: Cabinet, lines: Any, submission_id: str) -> None:
    """Wait for live events until the submission has its verdict; the last look is part of what is measured."""
    while (await member.submission(submission_id))["status"] == "checking":
        async for line in lines:
            if line.startswith("data:") and submission_id in line:
                break


async def _sustained(stack: Stack, member: Cabinet, targets: list[Target]) -> dict[str, Any]:
    """Verdicts a second from the first upload to the last verdict, and what one costs each process in CPU time."""
    accepted: list[str] = []
    judged: set[str] = set()
    before, started = cpu_seconds(stack), time.monotonic()
    ends = started + SUSTAINED_SECONDS

    async def uploader() -> None:
        while time.monotonic() < ends:
            target = targets[len(accepted) % len(targets)]
            accepted.append((await member.upload(*target, key=secrets.token_hex(8)))["submission_id"])

    async with member.http.stream("GET", "/live", timeout=60) as live:
        following = asyncio.create_task(_follow(live.aiter_lines(), judged))
        await asyncio.gather(*(uploader() for _ in range(AT_ONCE)))
        async with asyncio.timeout(120):
            while not judged.issuperset(accepted):
                await asyncio.sleep(0.05)
        took = time.monotonic() - started
        following.cancel()
    after = cpu_seconds(stack)
    assert {(await member.submission(id))["status"] for id in accepted[-AT_ONCE:]} == {"accepted"}
    each = {name: (after[name] - before.get(name, 0)) / len(accepted) * 1000 for name in after}
    costs = ", ".join(f"{name} {ms:.1f}" for name, ms in sorted(each.items(), key=lambda item: -item[1]) if ms >= 0.1)
    return {
        "sustained, verdicts a second": round(len(accepted) / took, 1),
        "CPU of one verdict, all processes, ms": round(sum(each.values()), 1),
        "CPU of one verdict by process, ms": costs,
    }


async def _follow(lines: AsyncIterator[str], judged: set[str]) -> None:
    """Collect the submissions whose verdict live events tell of: polling would be a load of its own."""
    async for line in lines:
        if line.startswith("data:") and '"verdict"' in line:
            judged.add(json.loads(line.removeprefix("data:"))["id"])
