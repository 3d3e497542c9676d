"""A back-test of a draft over thousands of past reports on a running copy, from its start to its last figure."""

import asyncio
import os
import time
from typing import Any

from chassis import clock
from services.validator.sampler.generator import sample_report
from tests.cabinet import MEMBER, STAFF, Cabinet, signed_in
from tests.load.cost import cpu_seconds
from tests.load.past_reports import multiply
from tests.product import Stack, running_stack

FORM = "0420846"
REPORTS = int(os.environ.get("KABINET_BENCH_REPORTS") or 3000)
SIZE = 100_000
# Different files of one period: what was found in one must not answer for the next.
VARIETY = 20
_AT_MOST_SECONDS = 900


def run() -> dict[str, Any]:
    """Seconds from the start to the end, and CPU time by process; two cores, as everything runs on them."""
    with running_stack({"KABINET_LOG_LEVEL": "WARNING"}) as stack:
        return asyncio.run(_measure(stack))


async def _measure(stack: Stack) -> dict[str, Any]:
    async with signed_in(stack, MEMBER) as member, signed_in(stack, STAFF) as staff:
        await _fill(stack, member)
        draft = await staff.post(f"/forms/{FORM}/rule-sets", {"based_on": None, "version": None})
        before, started = cpu_seconds(stack), time.monotonic()
        trial = await _finished(staff, (await staff.post(f"/rule-sets/{draft['id']}/backtest"))["id"])
        took, after = time.monotonic() - started, cpu_seconds(stack)
    assert (trial["state"], trial["failed"], trial["judged"]) == ("finished", 0, trial["total"])
    assert trial["total"] >= REPORTS
    # The draft has the triggers in force: nothing may fare otherwise.
    assert not [one for one in trial["triggers"] if one["newly"] or one["gone"]]
    spent = {name: after[name] - before.get(name, 0) for name in after}
    costs = ", ".join(f"{name} {s:.1f}" for name, s in sorted(spent.items(), key=lambda item: -item[1]) if s >= 0.5)
    total = trial["total"]
    return {
        f"{total} reports of 100 KB, from start to end, s": round(took, 1),
        "reports a second": round(total / took, 1),
        "CPU, all processes, s": round(sum(spent.values()), 1),
        "CPU of one report, ms": round(sum(spent.values()) / total * 1000, 1),
        "CPU by process, s": costs,
    }


async def _fill(stack: Stack, member: Cabinet) -> None:
    """Reports of each period that has ended: one handed in over HTTP, the others copies with contents of their own."""
    inn = (await member.get("/me"))["organisation"]["inn"]
    today = clock.moscow_date(clock.now()).isoformat()
    reports = [one for one in await member.reports(form=FORM) if one["reporting_date"] < today]
    contents = {}
    for report in reports:
        end = report["reporting_date"]
        period = f"{end[:4]}Q{(int(end[5:7]) - 1) // 3 + 1}"
        files = [sample_report(FORM, period, inn, size=SIZE, seed=seed) for seed in range(VARIETY)]
        receipt = await member.upload(report["id"], files[0])
        await member.verdict(receipt["submission_id"])
        contents[receipt["submission_id"]] = files
    await multiply(stack, contents, -(-REPORTS // len(contents)))


async def _finished(staff: Cabinet, id: str) -> dict[str, Any]:
    async with asyncio.timeout(_AT_MOST_SECONDS):
        while (trial := await staff.get(f"/trials/{id}"))["state"] == "running":
            await asyncio.sleep(0.5)
    return dict(trial)
