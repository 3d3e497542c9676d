"""Files that kill or hang their reader: told as our failure, kept as dead letters, and in nobody's way."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from chassis.bus.dead_letters import DeadLetter, DeadLetters, dead_letters
from chassis.bus.permissions import OPERATOR
from chassis.settings import ServiceSettings
from tests.cabinet import SECOND
from tests.e2e.desk import Desk, desk_of
from tests.product import Stack, running_stack
from tests.waiting import eventually

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]

# Small enough for files of megabytes to be too much, and ample for ordinary ones. Nothing is re-checked by itself
# while the test looks.
TIGHT = {
    "KABINET_READER_MEMORY_MB": "300",
    "KABINET_JUDGE_SECONDS": "1.5",
    "KABINET_RECHECK_PAUSES": "[3600]",
}
SMALL = 12
QUICKLY = 15.0
# Rows of the largest table: copies of 62 MB do not fit into the memory of a reader, 23 MB take twice its time.
KILLING_ROWS, HANGING_ROWS = 53_000, 20_000
_ROW = re.compile(r"\s*<(?P<name>\w+:Раздел6Портфель_1)>.*?</(?P=name)>", re.DOTALL)
_PATIENCE = 90.0


@dataclass(frozen=True)
class Doomed:
    """A submission whose file no reader survives."""

    kind: str
    submission: dict[str, Any]
    content: bytes


@dataclass(frozen=True)
class Aftermath:
    """What became of the hostile files, and of the small ones that came with them."""

    desk: Desk
    doomed: tuple[Doomed, ...]
    small: tuple[dict[str, Any], ...]
    waits: tuple[float, ...]
    letters: DeadLetters


def grown(content: bytes, rows: int) -> bytes:
    """The report with so many rows more in its largest table."""
    text = content.decode("utf-8-sig")
    row = _ROW.search(text)
    assert row is not None
    return (text[: row.end()] + row.group() * rows + text[row.end() :]).encode("utf-8-sig")


@pytest.fixture(scope="module")
def tight() -> Iterator[Stack]:
    with running_stack(TIGHT) as stack:
        yield stack


@asynccontextmanager
async def letters_of(stack: Stack) -> AsyncIterator[DeadLetters]:
    nats = stack.installation.nats
    settings = ServiceSettings.model_validate(
        {"nats_url": nats.url, "nats_user": OPERATOR, "nats_seed": nats.seeds[OPERATOR]}
    )
    async with dead_letters(settings) as letters:
        yield letters


async def letters_about(letters: DeadLetters, submission_id: str) -> list[DeadLetter]:
    """Newest first."""
    found = await letters.newest(await letters.count())
    return [letter for letter in found if json.loads(letter.payload).get("submission_id") == submission_id]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def aftermath(tight: Stack) -> AsyncIterator[Aftermath]:
    """Two hostile files first, so that they stand at the head of the queue; small ones of another member at once."""
    async with desk_of(tight) as desk, desk_of(tight, SECOND) as other, letters_of(tight) as letters:
        first, second = await desk.report(ago=2), await desk.report(ago=3)
        # The older first: one that comes after a later one has that checked again.
        files = {
            "hanging": (second, grown(desk.sample(second), HANGING_ROWS)),
            "killing": (first, grown(desk.sample(first), KILLING_ROWS)),
        }
        taken = {kind: await desk.cabinet.upload(report["id"], content) for kind, (report, content) in files.items()}
        small = await asyncio.gather(*(timed_upload(other, seed) for seed in range(SMALL)))
        ends = [await desk.cabinet.verdict(taken[kind]["submission_id"], seconds=_PATIENCE) for kind in files]
        doomed = tuple(Doomed(kind, end, files[kind][1]) for kind, end in zip(files, ends, strict=True))
        yield Aftermath(desk, doomed, tuple(judged for judged, _ in small), tuple(wait for _, wait in small), letters)


async def timed_upload(desk: Desk, seed: int) -> tuple[dict[str, Any], float]:
    """A small report, and how long its verdict took."""
    report, begun = await desk.report(ago=2), time.monotonic()
    judged = await desk.upload(report, desk.sample(report, seed=seed))
    return judged, time.monotonic() - begun


async def test_small_files_uploaded_at_the_same_time_are_judged_quickly(aftermath: Aftermath) -> None:
    assert {judged["status"] for judged in aftermath.small} == {"accepted"}
    assert max(aftermath.waits) < QUICKLY
    ended = min(doomed.submission["verdict"]["finished_at"] for doomed in aftermath.doomed)
    assert sorted(judged["verdict"]["finished_at"] for judged in aftermath.small)[SMALL // 2] < ended


async def test_a_hostile_file_is_told_as_our_failure_and_stays_received(aftermath: Aftermath) -> None:
    for doomed in aftermath.doomed:
        shown = doomed.submission
        assert (shown["status"], shown["status_label"]) == ("check_failed", "Не удалось проверить на триггеры")
        (reason,) = shown["verdict"]["reasons"]
        assert (reason["cause"], reason["code"]) == ("system", "check_crashed")
        assert reason["text"].startswith("Сбой на нашей стороне")
        assert [entry["code"] for entry in shown["timeline"]] == ["received", "check_failed"]
        report = await aftermath.desk.cabinet.get(f"/reports/{shown['report_id']}")
        assert (report["status"], report["actor"]) == ("check_failed", "system")
        original = await aftermath.desk.cabinet.http.get(f"/submissions/{shown['id']}/file")
        assert original.content == doomed.content


async def test_one_reader_died_of_its_file_and_another_was_stopped(tight: Stack, aftermath: Aftermath) -> None:
    logs = "".join((tight.data_dir / "logs" / f"{worker}.log").read_text() for worker in tight.workers())
    assert aftermath.doomed
    assert "ReaderKilledError" in logs
    assert "ReaderTimeoutError" in logs


async def test_the_member_is_not_asked_to_do_anything(aftermath: Aftermath) -> None:
    for doomed in aftermath.doomed:
        notice = await aftermath.desk.notice_of(doomed.submission)
        assert notice["kind"] == "check_failed"
        assert notice["title"].startswith("[Перепроверим] ")


async def test_its_job_is_in_the_dead_letters(aftermath: Aftermath) -> None:
    for doomed in aftermath.doomed:
        (letter,) = await letters_about(aftermath.letters, doomed.submission["id"])
        assert (letter.consumer, letter.reason) == ("workers", "judged in vain three times")


async def test_a_dead_letter_that_is_sent_back_changes_nothing(aftermath: Aftermath) -> None:
    killing = next(doomed for doomed in aftermath.doomed if doomed.kind == "killing").submission
    (letter,) = await letters_about(aftermath.letters, killing["id"])
    await aftermath.letters.replay(letter)

    async def back_again() -> bool:
        found = await letters_about(aftermath.letters, killing["id"])
        return any(again.sequence > letter.sequence for again in found)

    await eventually(back_again, seconds=_PATIENCE)
    assert await aftermath.desk.cabinet.submission(killing["id"]) == killing


async def test_the_workers_are_well_afterwards(tight: Stack, aftermath: Aftermath) -> None:
    judged, _ = await timed_upload(aftermath.desk, seed=99)
    assert judged["status"] == "accepted"
    assert [tight.process(worker).restarts for worker in tight.workers()] == [0, 0]
