"""The verdict of a file that is not handed in: the same readers, rules and words as a worker's, and nothing is kept."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from chassis.bus import Call
from chassis.database import Database
from chassis.errors import ServiceError
from chassis.storage import ObjectDamagedError, ObjectMissingError, Storage
from contracts.forms import Accepts, RuleSetTitle
from contracts.prechecks import BUCKET, PrecheckedFile, PrecheckFile
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Inspection, ValidationRequested
from services.validator import texts
from services.validator.inspector import Inspector
from services.validator.isolation import ReaderError
from services.validator.judge import Judge
from services.validator.repository import editions
from services.validator.turns import Turns

log = logging.getLogger(__name__)

T = TypeVar("T")
_MEGABYTE = 1 << 20


class Prechecks:
    """Larger files than `max_size` bytes are not judged here."""

    def __init__(
        self, database: Database, storage: Storage, turns: Turns, inspector: Inspector, judge: Judge, max_size: int
    ) -> None:
        self._database = database
        self._storage = storage
        self._turns = turns
        self._inspector = inspector
        self._judge = judge
        self._max_size = max_size

    async def precheck(self, call: Call[PrecheckFile]) -> PrecheckedFile:
        """Raises ServiceError: the refusals of an inspection, `precheck_too_large`, `_busy`, `_failed`."""
        job = call.request.job
        if job.object.size > self._max_size:
            limit = self._max_size // _MEGABYTE
            raise ServiceError("precheck_too_large", {"limit": f"{limit} МБ", "limit_en": f"{limit} MB"})
        async with self._turns.turn():
            try:
                return await self._checked(job)
            except ReaderError as error:
                log.warning("a file was not checked: %s: %s", type(error).__name__, error)
                raise ServiceError("precheck_failed") from error

    async def _checked(self, job: ValidationRequested) -> PrecheckedFile:
        data = await _stored(partial(self._storage.read, job.object))
        inspection = await self._inspect(data, job.file_name)
        if job.rule_set is None:
            return PrecheckedFile(
                inspection=inspection,
                status=ReportStatus.CHECK_FAILED,
                rule_set=None,
                counts=Counts(),
                reasons=(texts.NO_RULE_SET,),
            )
        return await self._judged(job, inspection, data)

    async def _inspect(self, data: bytes, file_name: str) -> Inspection:
        async with self._database.transaction() as uow:
            known = [form for form in await editions.every_edition(uow.session) if form.accepts is Accepts.XTDD]
        return await self._inspector.inspect(data, file_name, known)

    async def _judged(self, job: ValidationRequested, inspection: Inspection, data: bytes) -> PrecheckedFile:
        rules = await self._judge.rules_of(job, _stored)
        others = await self._judge.others(job, _other)
        summary, document = await self._judge.judge(job, rules, data, others)
        return PrecheckedFile(
            inspection=inspection,
            status=summary.status,
            rule_set=RuleSetTitle.model_validate(summary.rule_set.model_dump()) if summary.rule_set else None,
            counts=summary.counts,
            reasons=summary.reasons,
            fired=summary.fired or (),
            verdict=await _stored(partial(self._storage.put_bytes, BUCKET, document)),
        )


async def _stored(act: Callable[[], Awaitable[T]]) -> T:
    """Somebody waits for the answer: a store that is away is told, not waited for."""
    try:
        return await act()
    except Exception as error:
        # Whatever is wrong with the store, the file may be well.
        log.warning("the object store failed a check: %s: %s", type(error).__name__, error)
        raise ServiceError("unavailable") from error


async def _other(act: Callable[[], Awaitable[T]]) -> T:
    """Another report that is lost spoils only what looks at it."""
    try:
        return await act()
    except (ObjectMissingError, ObjectDamagedError):
        raise
    except Exception as error:
        log.warning("the object store failed a check: %s: %s", type(error).__name__, error)
        raise ServiceError("unavailable") from error
