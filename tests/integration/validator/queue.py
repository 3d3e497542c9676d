"""The queue of jobs as reports sees it, and all that workers announce."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from chassis.bus import Bus, streams
from chassis.bus.dead_letters import DeadLetter, DeadLetters, dead_letters
from chassis.bus.permissions import OPERATOR
from chassis.settings import ServiceSettings
from chassis.storage import Storage
from contracts.base import ObjectRef
from contracts.forms import RuleSetRef
from contracts.members import MemberCard, MemberStatus, MemberType
from contracts.periods import PeriodKind, period_of
from contracts.registry import WORKERS
from contracts.validator import VALIDATION_FINISHED, VALIDATION_REQUESTED, ExpectedReport, ValidationFinished
from contracts.validator import ValidationRequested as Job
from deploy.local.servers.nats import ADMIN
from services.validator import builtin
from services.validator.domain.rule_set import RuleSet
from services.validator.sampler.generator import sample_report
from services.validator.usecases.publishing import document_of
from tests.in_process import connected, settings_on, store_of
from tests.registry_numbers import some_ogrn
from tests.stack import Servers, TestNats
from tests.waiting import eventually

FORM = "0420846"
INN = "7707083893"
PERIOD = period_of(PeriodKind.QUARTER, 2026, 3)


def report(**sampled: Any) -> bytes:
    """A report that fits what the jobs of these tests expect."""
    return sample_report(FORM, PERIOD, INN, **sampled)


@dataclass
class JobQueue:
    """`heard`: every announcement of a verdict, repeats included, as it came."""

    reports: Bus
    storage: Storage
    letters: DeadLetters
    rule_set: RuleSetRef
    everything: Bus
    heard: list[ValidationFinished] = field(default_factory=list)

    async def job(self, content: bytes | ObjectRef, **changes: Any) -> Job:
        """A job about `content`, not yet asked for."""
        stored = content if isinstance(content, ObjectRef) else await self.storage.put_bytes("uploads", content)
        member = MemberCard(
            id=uuid4(),
            revision=1,
            inn=INN,
            ogrn=some_ogrn(),
            full_name="ООО МКК «Берег»",
            short_name="МКК «Берег»",
            type=MemberType.MKK,
            status=MemberStatus.MEMBER,
            included_on=date(2020, 1, 9),
        )
        values: dict[str, Any] = {
            "submission_id": uuid4(),
            "attempt": 1,
            "member_id": member.id,
            "object": stored,
            "file_name": "отчет.xtdd",
            "expected": ExpectedReport(form=FORM, period=PERIOD, inn=INN),
            "rule_set": self.rule_set,
            "member": member,
            "working_days": (),
            "requested_at": datetime(2026, 10, 5, 12, tzinfo=UTC),
        }
        return Job(**values | changes)

    async def ask(self, job: Job) -> Job:
        """Put a job into the queue, as an outbox would."""
        payload = job.model_dump_json().encode()
        await self.reports.publish_raw(VALIDATION_REQUESTED.subject, payload, {"Nats-Msg-Id": token_hex(8)})
        return job

    async def ask_about(self, content: bytes | ObjectRef, **changes: Any) -> Job:
        """Store `content` and ask for its verdict."""
        return await self.ask(await self.job(content, **changes))

    async def verdicts(self, submission_id: UUID, number: int = 1, *, seconds: float = 60) -> list[ValidationFinished]:
        """The announcements about a submission, once there are `number` of them."""

        async def enough() -> list[ValidationFinished]:
            found = [one for one in self.heard if one.submission_id == submission_id]
            return found if len(found) >= number else []

        return await eventually(enough, seconds=seconds)

    async def verdict(self, job: Job, *, seconds: float = 60) -> ValidationFinished:
        """The first announcement about the job's submission."""
        return (await self.verdicts(job.submission_id, seconds=seconds))[0]

    async def bytes_of(self, finished: ValidationFinished) -> bytes:
        """The whole verdict as it is stored."""
        assert finished.verdict is not None
        return await self.storage.read(finished.verdict)

    async def letter(self, payload: bytes) -> DeadLetter:
        """The dead letter of that payload, once it is there."""

        async def found() -> DeadLetter | None:
            return next((one for one in await self.letters.newest(100) if one.payload == payload), None)

        letter = await eventually(found)
        assert letter is not None
        return letter

    async def is_idle(self) -> bool:
        """Every job was settled."""
        return (await self.reports.depth(WORKERS)).idle

    async def is_taken(self) -> bool:
        """Some job is in a worker's hands."""
        try:
            return (await self.reports.depth(WORKERS)).in_flight > 0
        except ConnectionError:
            return False  # the first worker declares the consumer

    async def publish_rules(self, rules: RuleSet) -> RuleSetRef:
        """The reference that jobs carry, with its document stored."""
        document = await self.storage.put_bytes("rulesets", document_of(rules))
        return RuleSetRef(
            id=uuid4(), version=rules.version, effective_from=rules.effective_from or date.min, document=document
        )


async def declare_workers(broker: TestNats) -> None:
    """The queue's consumer stands, as it does once a worker was ever started."""
    async with connected("validator", broker) as bus:
        await streams.declare_consumer(bus._connection.jetstream, WORKERS)


@asynccontextmanager
async def job_queue(servers: Servers, broker: TestNats) -> AsyncIterator[JobQueue]:
    """An empty queue with the streams around it; the built-in rules of form 0420846 are published."""
    storage = Storage(settings_on(ServiceSettings, "reports", broker, **store_of(servers, "reports")))
    async with (
        connected("validator", broker) as validator,
        connected("reports", broker) as reports,
        connected(ADMIN, broker) as everything,
        dead_letters(settings_on(ServiceSettings, OPERATOR, broker)) as letters,
    ):
        for owner in (validator, reports):
            await owner.declare_own_streams()
        document = await storage.put_bytes("rulesets", document_of(builtin.rule_set(FORM)))
        rule_set = RuleSetRef(id=uuid4(), version="1", effective_from=date(2024, 1, 1), document=document)
        queue = JobQueue(reports, storage, letters, rule_set, everything)

        async def hear(finished: ValidationFinished) -> None:
            queue.heard.append(finished)

        await everything.listen(VALIDATION_FINISHED, hear)
        yield queue
    storage.close()
