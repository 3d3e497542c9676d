"""The worker's second duty: trials of rule sets, worked off in chunks when the live queue gives it nothing.

A chunk is taken only while no live job waits or is in anybody's hands, and between two of its files the live jobs of
this process go first. Its readers are other processes than those of live jobs, and nicer ones. A worker that dies or
stops leaves its chunk to another, which counts every file of it anew: nothing was counted before the whole was done.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from chassis.bus import Bus, Delivery
from chassis.storage import ObjectDamagedError, ObjectMissingError, Storage
from contracts.forms import RuleSetRef
from contracts.registry import TRIALS, WORKERS
from contracts.statuses import ReportStatus
from contracts.trials import CHUNK_FINISHED, ChunkFinished, TrialChunk, TrialItems, TrialTally
from contracts.validator import ValidationRequested
from contracts.verdict import Finding
from services.validator.domain.rule_set import RuleSet
from services.validator.domain.trials import Count, Judgement, count_of, fitting
from services.validator.isolation import ReaderError
from services.validator.judge import Judge

log = logging.getLogger(__name__)

_PAUSE = 0.5
_RETRY_SECONDS = 2.0
# While one file is judged, the next is read.
_LANES = 2


class StoppingError(Exception):
    """The worker is told to stop: the chunk goes back, nothing of it was counted."""


@dataclass(frozen=True)
class Draft:
    """What is tried, as if it were in force, and its document."""

    ref: RuleSetRef
    document: bytes
    rules: RuleSet


class TrialWorker:
    """One chunk at a time. `free` is set while the process has no live job in hand."""

    def __init__(self, bus: Bus, storage: Storage, judge: Judge, free: asyncio.Event) -> None:
        self._bus = bus
        self._storage = storage
        self._judge = judge
        self._free = free

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping`."""
        jobs = self._bus.jobs(TRIALS)
        while not stopping.is_set():
            if not await self._is_idle():
                await _pause(stopping)
                continue
            for delivery in await jobs.fetch(1):
                await self._settle(delivery, stopping)
        await jobs.close()

    async def _is_idle(self) -> bool:
        """Whether no live job waits or is worked on, here or elsewhere."""
        if not self._free.is_set():
            return False
        try:
            return (await self._bus.depth(WORKERS)).idle
        except ConnectionError:
            return False

    async def _settle(self, delivery: Delivery[TrialChunk], stopping: asyncio.Event) -> None:
        keeping = asyncio.create_task(delivery.keep_alive())
        try:
            with delivery.span("validator.trial"):
                await self._work(delivery, delivery.decode(), stopping)
        except ValidationError:
            log.exception("a chunk of a trial cannot be read")
            await delivery.give_up("undecodable")
        except StoppingError:
            await delivery.retry(0)
        except Exception as error:
            log.warning("delivery %d of a chunk failed: %s: %s", delivery.number, type(error).__name__, error)
            await delivery.retry(_RETRY_SECONDS * delivery.number)
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _work(self, delivery: Delivery[TrialChunk], chunk: TrialChunk, stopping: asyncio.Event) -> None:
        if delivery.is_last:
            await self._announce(chunk, None)
            await delivery.give_up("tried in vain three times")
            return
        items = TrialItems.model_validate_json(await self._storage.read(chunk.items)).items
        count = await self._count(await self._draft(chunk), items, stopping)
        await self._announce(chunk, fitting(count.tally()))
        await delivery.done()

    async def _draft(self, chunk: TrialChunk) -> Draft:
        ref = RuleSetRef(id=chunk.trial_id, version="", effective_from=date.min, document=chunk.document)
        document = await self._judge.rules(ref, _once)
        rules = RuleSet.model_validate_json(document)
        return Draft(ref.model_copy(update={"edition": rules.form.edition_title}), document, rules)

    async def _count(self, draft: Draft, items: Sequence[ValidationRequested], stopping: asyncio.Event) -> Count:
        count = count_of(draft.rules)
        found: list[tuple[Judgement, Judgement | None] | None] = [None] * len(items)
        numbers = iter(range(len(items)))

        async def lane() -> None:
            for number in numbers:
                if stopping.is_set():
                    raise StoppingError
                await self._free.wait()
                found[number] = await self._judgements(draft, items[number])

        await _together([lane() for _ in range(_LANES)])
        for job, judged in zip(items, found, strict=True):
            if judged is None:
                count.failed += 1
            else:
                count.add(job, *judged)
        return count

    async def _judgements(self, draft: Draft, job: ValidationRequested) -> tuple[Judgement, Judgement | None] | None:
        """By the draft and by what is in force; None when it is for a reason of ours that there are none."""
        before = await self._judge.rules_of(job, _once)
        # Only a file tells its edition: those of the form's other editions are judged by their own rule sets.
        others = {ref: document for ref, document in before.items() if ref.edition.edition != draft.ref.edition.edition}
        rules = {draft.ref: draft.document, **others}
        try:
            data = await self._storage.read(job.object)
            reports = await self._judge.others(job, _once)
            reply = await self._judge.compare(job, rules, before, data, reports)
        except (ReaderError, ObjectMissingError, ObjectDamagedError) as error:
            log.warning("a trial leaves out submission %s: %s: %s", job.submission_id, type(error).__name__, error)
            return None
        return _judgement(reply["draft"]), _judgement(reply["before"]) if reply["before"] else None

    async def _announce(self, chunk: TrialChunk, tally: TrialTally | None) -> None:
        finished = ChunkFinished(trial_id=chunk.trial_id, number=chunk.number, tally=tally)
        # rule: a worker has no database, and the job is acked only after the result
        await self._bus.publish(CHUNK_FINISHED, finished, message_id=f"trial-{chunk.trial_id}-{chunk.number}")


def _judgement(told: dict[str, Any]) -> Judgement:
    findings = [Finding.model_validate(finding) for finding in told["findings"]]
    return Judgement(ReportStatus(told["status"]), {finding.code: finding for finding in findings})


async def _once(act: Callable[[], Awaitable[bytes]]) -> bytes:
    """A store that is away hands the chunk back: nobody waits for it."""
    return await act()


async def _pause(stopping: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), _PAUSE)


async def _together(lanes: list[Coroutine[Any, Any, None]]) -> None:
    """Until all are through; the first failure ends the others, and is raised as it is."""
    tasks = [asyncio.create_task(lane) for lane in lanes]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
