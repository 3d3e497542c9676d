"""Judging in a reader of its own: a job, its rule set and the file's bytes -> summary and whole verdict."""

from collections.abc import Awaitable, Callable
from functools import partial

from chassis import clock
from chassis.storage import Storage
from contracts.forms import RuleSetRef
from contracts.validator import ValidationFinished, ValidationRequested
from services.validator.isolation import ReaderPool

_REMEMBERED_RULE_SETS = 32
_REASONS_SHOWN = 50

Patiently = Callable[[Callable[[], Awaitable[bytes]]], Awaitable[bytes]]


class Judge:
    """`seconds`: how long a file may take."""

    def __init__(self, pool: ReaderPool, storage: Storage, seconds: float) -> None:
        self._pool = pool
        self._storage = storage
        self._seconds = seconds
        self._rules: dict[str, bytes] = {}

    async def rules(self, ref: RuleSetRef, patiently: Patiently) -> bytes:
        """The document of a rule set: read once, verified, and kept (a published version never changes)."""
        sha256 = ref.document.sha256
        if sha256 not in self._rules:
            document = await patiently(partial(self._storage.read, ref.document))
            if len(self._rules) >= _REMEMBERED_RULE_SETS:
                self._rules.pop(next(iter(self._rules)))
            self._rules[sha256] = document
        return self._rules[sha256]

    async def judge(
        self, job: ValidationRequested, rule_set: RuleSetRef, rules: bytes, data: bytes
    ) -> tuple[ValidationFinished, bytes]:
        """The summary, still without the place of the verdict, and the verdict as it is stored. Raises ReaderError."""
        sha256 = rule_set.document.sha256
        head = {"task": "judge", "rules": sha256, "job": job.model_dump(mode="json")}
        reply, verdict = await self._pool.run(head, data, seconds=self._seconds, documents={sha256: rules})
        summary = ValidationFinished(
            submission_id=job.submission_id,
            attempt=job.attempt,
            status=reply["status"],
            rule_set=rule_set,
            counts=reply["counts"],
            reasons=reply["reasons"][:_REASONS_SHOWN],
            content_hash=reply["content_hash"],
            finished_at=clock.now(),
        )
        return summary, verdict
