"""The worker: takes a job, reads the file, judges it, stores the verdict, announces it - and only then acks the job.

It has no database. Whatever it dies of, the job comes again; the fourth delivery opens no file, writes the system
verdict and the dead letter, and terminates the job.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from pydantic import ValidationError

from chassis import clock
from chassis.bus import Bus, Delivery, PublishError
from chassis.storage import ObjectDamagedError, ObjectMissingError, Storage
from contracts.registry import WORKERS
from contracts.statuses import ReportStatus
from contracts.validator import VALIDATION_FINISHED, Counts, Reason, ValidationFinished, ValidationRequested
from services.validator import texts
from services.validator.isolation import ReaderError
from services.validator.judge import Judge, about
from services.validator.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")
_RETRY_SECONDS = 1.0
_STORE_PAUSE = 1.0


class Worker:
    """One worker process: at most `worker_slots` jobs in hand."""

    def __init__(self, bus: Bus, storage: Storage, judge: Judge, settings: Settings) -> None:
        self._bus = bus
        self._storage = storage
        self._judge = judge
        self._slots = settings.worker_slots
        self._patience = settings.storage_patience_seconds
        # Set while this process has no live job in hand: trials go on only then.
        self.free = asyncio.Event()
        self.free.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until `stopping`, then finish what is in hand."""
        jobs = self._bus.jobs(WORKERS)
        working: set[asyncio.Task[None]] = set()
        while not stopping.is_set():
            for delivery in await jobs.fetch(self._slots - len(working)):
                working.add(asyncio.create_task(self._settle(delivery)))
                self.free.clear()
            if len(working) >= self._slots:
                await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            working = {task for task in working if not task.done()}
            if not working:
                self.free.set()
        await jobs.close()
        if working:
            await asyncio.wait(working)

    async def _settle(self, delivery: Delivery[ValidationRequested]) -> None:
        keeping = asyncio.create_task(delivery.keep_alive())
        try:
            with delivery.span("validator.judge") as span:
                job = delivery.decode()
                span.set_attribute("kabinet.submission_id", str(job.submission_id))
                span.set_attribute("kabinet.delivery", delivery.number)
                await self._work(delivery, job)
        except ValidationError:
            log.exception("a job cannot be read")
            await delivery.give_up("undecodable")
        except (ReaderError, PublishError, ObjectMissingError, ObjectDamagedError, OSError) as error:
            log.warning("delivery %d of a job failed: %s: %s", delivery.number, type(error).__name__, error)
            await delivery.retry(_RETRY_SECONDS * delivery.number)
        except Exception:
            log.exception("delivery %d of a job failed", delivery.number)
            await delivery.retry(_RETRY_SECONDS * delivery.number)
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _work(self, delivery: Delivery[ValidationRequested], job: ValidationRequested) -> None:
        if delivery.is_last:
            await self._announce(_failed(job, texts.SYSTEM_FAILURE))
            await delivery.give_up("judged in vain three times")
        elif job.rule_set is None:
            await self._announce(_failed(job, texts.NO_RULE_SET))
            await delivery.done()
        else:
            await self._announce(await self._judged(job))
            await delivery.done()

    async def _judged(self, job: ValidationRequested) -> ValidationFinished:
        rules = await self._judge.rules_of(job, self._patiently)
        data = await self._patiently(lambda: self._storage.read(job.object))
        others = await self._judge.others(job, self._patiently)
        summary, document = await self._judge.judge(job, rules, data, others)
        stored = await self._patiently(lambda: self._storage.put_bytes("verdicts", document))
        return summary.model_copy(update={"verdict": stored, "finished_at": clock.now()})

    async def _announce(self, finished: ValidationFinished) -> None:
        message_id = f"verdict-{finished.submission_id}-{finished.attempt}"
        # rule: a worker has no database, and the job is acked only after the result
        await self._bus.publish(VALIDATION_FINISHED, finished, message_id=message_id)

    async def _patiently(self, act: Callable[[], Awaitable[T]]) -> T:
        """A store that is being restarted must not use up the job's deliveries."""
        deadline = asyncio.get_running_loop().time() + self._patience
        while True:
            try:
                return await act()
            except (ObjectMissingError, ObjectDamagedError):
                raise
            except Exception as error:
                if asyncio.get_running_loop().time() > deadline:
                    raise
                log.warning("the object store does not answer, waiting: %s", type(error).__name__)
                await asyncio.sleep(_STORE_PAUSE)


def _failed(job: ValidationRequested, reason: Reason) -> ValidationFinished:
    """The verdict of a file that was not opened."""
    return ValidationFinished(
        submission_id=job.submission_id,
        attempt=job.attempt,
        status=ReportStatus.CHECK_FAILED,
        rule_set=job.rule_set,
        counts=Counts(),
        reasons=(reason,),
        finished_at=clock.now(),
        **about(job),
    )
