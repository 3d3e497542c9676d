"""Judging in a reader of its own: a job, its rule set and the file's bytes -> summary and whole verdict."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from chassis import clock
from chassis.storage import ObjectDamagedError, ObjectMissingError, Storage
from contracts.forms import RuleSetRef
from contracts.validator import ValidationFinished, ValidationRequested
from services.validator.domain.other_reports import OtherReport
from services.validator.isolation import ReaderPool
from services.validator.isolation.bodies import joined, named

log = logging.getLogger(__name__)

# Beside the upload itself; a reader takes about ten times as much memory.
MOST_OTHER_BYTES = 64 << 20
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

    async def others(self, job: ValidationRequested, patiently: Patiently) -> dict[str, OtherReport]:
        """The other reports that the job names, each verified by its hash. One that is lost, or would not fit, is told
        as such: triggers that look at it can't be evaluated, all others can."""
        found: dict[str, OtherReport] = {}
        room = MOST_OTHER_BYTES
        for key, report in named(job.others):
            if report.object.size > room:
                found[key] = OtherReport(b"", missing="large")
                continue
            try:
                data = await patiently(partial(self._storage.read, report.object))
            except (ObjectMissingError, ObjectDamagedError) as error:
                log.warning("the %s report of a job cannot be read: %s", key, type(error).__name__)
                found[key] = OtherReport(b"", missing="lost")
                continue
            found[key] = OtherReport(data)
            room -= len(data)
        return found

    async def rules_of(self, job: ValidationRequested, patiently: Patiently) -> dict[RuleSetRef, bytes]:
        """The rule sets that may judge a file: those in force for the editions of its form."""
        refs = (*filter(None, [job.rule_set]), *(other.rule_set for other in job.other_editions))
        return {ref: await self.rules(ref, patiently) for ref in refs}

    async def judge(
        self,
        job: ValidationRequested,
        rules: Mapping[RuleSetRef, bytes],
        data: bytes,
        others: Mapping[str, OtherReport],
        *,
        with_held: bool = False,
    ) -> tuple[ValidationFinished, bytes]:
        """The summary, still without the place of the verdict, and the verdict as it is stored. Raises ReaderError.

        `rules` are the rule sets in force, one for each edition of the form: the file tells which of them judges it.
        `others` go by the keys of `isolation.bodies.named`.
        """
        documents = {ref.document.sha256: document for ref, document in rules.items()}
        parts, body = joined(data, job.others, others)
        head = {
            "task": "judge",
            "rules": list(documents),
            "job": job.model_dump(mode="json"),
            "parts": parts,
            "held": with_held,
        }
        reply, verdict = await self._pool.run(head, body, seconds=self._seconds, documents=documents)
        summary = ValidationFinished(
            submission_id=job.submission_id,
            attempt=job.attempt,
            status=reply["status"],
            rule_set=next((ref for ref in rules if ref.document.sha256 == reply["rules"]), None),
            counts=reply["counts"],
            reasons=reply["reasons"][:_REASONS_SHOWN],
            content_hash=reply["content_hash"],
            fired=reply["fired"],
            finished_at=clock.now(),
            outcomes=reply["outcomes"],
            **about(job),
        )
        return summary, verdict

    async def compare(
        self,
        job: ValidationRequested,
        rules: Mapping[RuleSetRef, bytes],
        before: Mapping[RuleSetRef, bytes],
        data: bytes,
        others: Mapping[str, OtherReport],
    ) -> dict[str, Any]:
        """What `rules` and `before` say of one file: {draft, before}, each {status, findings}. Raises ReaderError."""
        documents = {ref.document.sha256: document for ref, document in {**rules, **before}.items()}
        parts, body = joined(data, job.others, others)
        head = {
            "task": "trial",
            "rules": [ref.document.sha256 for ref in rules],
            "before": [ref.document.sha256 for ref in before],
            "job": job.model_dump(mode="json"),
            "parts": parts,
        }
        reply, _ = await self._pool.run(head, body, seconds=self._seconds, documents=documents)
        return reply


def about(job: ValidationRequested) -> dict[str, Any]:
    """Whose report a verdict is of: for those who count verdicts and do not know submissions."""
    return {
        "form": job.expected.form,
        "member_id": job.member_id,
        "obligation_id": job.obligation_id,
        "received_at": job.received_at,
    }
