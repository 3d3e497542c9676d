"""Judging in a reader of its own: a job, its rule set and the file's bytes -> summary and whole verdict."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

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

    async def rules_of(self, job: ValidationRequested, patiently: Patiently) -> dict[RuleSetRef, bytes]:
        """The rule sets that may judge a file: those in force for the editions of its form."""
        refs = (*filter(None, [job.rule_set]), *(other.rule_set for other in job.other_editions))
        return {ref: await self.rules(ref, patiently) for ref in refs}

    async def judge(
        self, job: ValidationRequested, rules: Mapping[RuleSetRef, bytes], data: bytes
    ) -> tuple[ValidationFinished, bytes]:
        """The summary, still without the place of the verdict, and the verdict as it is stored. Raises ReaderError.

        `rules` are the rule sets in force, one for each edition of the form: the file tells which of them judges it.
        """
        documents = {ref.document.sha256: document for ref, document in rules.items()}
        head = {"task": "judge", "rules": list(documents), "job": job.model_dump(mode="json")}
        reply, verdict = await self._pool.run(head, data, seconds=self._seconds, documents=documents)
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


def about(job: ValidationRequested) -> dict[str, Any]:
    """Whose report a verdict is of: for those who count verdicts and do not know submissions."""
    return {
        "form": job.expected.form,
        "member_id": job.member_id,
        "obligation_id": job.obligation_id,
        "received_at": job.received_at,
    }
