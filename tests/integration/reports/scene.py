"""What the tests of reports do again and again.

The files are not XTDD: the validator of these tests, on the real bus and the real store, reads a line of JSON that says
what a file would say of itself. What it makes of real files is the validator's own tests' business.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import text

from chassis import clock
from chassis.bus import Bus, Call
from chassis.errors import ServiceError
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.base import ById, Event, Message, ObjectRef
from contracts.form_view import CompareFiles, Comparison, DrawForm, FormPicture
from contracts.forms import Accepts, FormInfo, RuleSetRef
from contracts.identity import Identity
from contracts.members import MemberCard, MemberStatus, MemberType
from contracts.periods import Period, PeriodKind, period_of
from contracts.prechecks import BUCKET as PRECHECKS
from contracts.prechecks import PrecheckedFile, PrecheckFile
from contracts.reports import (
    GET_OBLIGATION,
    GET_SUBMISSION,
    LIST_OBLIGATIONS,
    OPEN_PERIOD,
    SUBMIT,
    ObligationQuery,
    ObligationView,
    OpenPeriod,
    Receipt,
    ReportView,
    SubmissionChecked,
    SubmissionView,
    Submit,
)
from contracts.reports import SUBMISSION_CHECKED as _CHECKED
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.terms import Term, TermUnit
from contracts.validator import (
    VALIDATION_FINISHED,
    Counts,
    InspectFile,
    Inspection,
    ValidationFinished,
    ValidationRequested,
)
from services.reports.settings import Settings
from services.reports.usecases import copies
from tests.registry_numbers import some_inn, some_ogrn
from tests.signed_asker import SignedAsker, person

YEAR = clock.moscow_date(clock.now()).year - 1
PERIOD = period_of(PeriodKind.QUARTER, YEAR, 3)


def member_of(card: MemberCard, role: Role = Role.MEMBER_USER) -> Identity:
    return person(role, card.id)


def staff(role: Role = Role.SRO_ADMIN) -> Identity:
    return person(role, uuid4())


def card_of(status: MemberStatus = MemberStatus.MEMBER, **changes: Any) -> MemberCard:
    values: dict[str, Any] = {
        "id": uuid4(),
        "revision": 1,
        "inn": some_inn(),
        "ogrn": some_ogrn(),
        "full_name": "ООО МКК «Берег»",
        "short_name": "МКК «Берег»",
        "type": MemberType.MKK,
        "status": status,
        "included_on": date(2020, 1, 9),
    }
    return MemberCard(**values | changes)


def form_of(**changes: Any) -> FormInfo:
    document = ObjectRef(bucket="rulesets", key=token_hex(8), sha256="0" * 64, size=1)
    values: dict[str, Any] = {
        "code": token_hex(4),
        "revision": 1,
        "title": "Отчет о микрофинансовой деятельности",
        "accepts": Accepts.XTDD,
        "period_kind": PeriodKind.QUARTER,
        "due": Term(days=15, unit=TermUnit.WORKING),
        "rule_sets": (RuleSetRef(id=uuid4(), version="1", effective_from=date(2020, 1, 1), document=document),),
    }
    return FormInfo(**values | changes)


def report_file(form: FormInfo, card: MemberCard, period: Period = PERIOD, **more: Any) -> bytes:
    """A file that says these of itself; `more` makes its bytes differ."""
    says = {"form": form.code, "period": period.model_dump(mode="json"), "inn": card.inn, "content_hash": "f" * 64}
    return orjson.dumps({**says, **more})


def refused_file(code: str, found: str = "?", expected: str = "?") -> bytes:
    """A file that the validator refuses to read."""
    return orjson.dumps({"refuse": code, "params": {"found": found, "expected": expected}, "salt": token_hex(4)})


@dataclass
class Inspecting:
    """The validator's answers, and its silences."""

    reports: Platform[Settings]
    asked: int = 0
    viewed: list[DrawForm] = field(default_factory=list)
    compared: list[CompareFiles] = field(default_factory=list)
    prechecked: list[ValidationRequested] = field(default_factory=list)
    speaking: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.speaking.set()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It hears, and does not answer before the block ends."""
        self.speaking.clear()
        try:
            yield
        finally:
            self.speaking.set()

    async def draw(self, call: Call[DrawForm]) -> FormPicture:
        self.viewed.append(call.request)
        return FormPicture(sections=(), section=0, offset=0, blocks=())

    async def compare(self, call: Call[CompareFiles]) -> Comparison:
        self.compared.append(call.request)
        return Comparison(items=(), total=0)

    async def inspect(self, call: Call[InspectFile]) -> Inspection:
        self.asked += 1
        await self.speaking.wait()
        says = orjson.loads(await self.reports.storage.read(call.request.object))
        if "refuse" in says:
            raise ServiceError(says["refuse"], says["params"])
        return Inspection.model_validate(says)

    async def precheck(self, call: Call[PrecheckFile]) -> PrecheckedFile:
        """The verdict of a file is told by the file too: `verdict` in it says which."""
        says = orjson.loads(await self.reports.storage.read(call.request.job.object))
        self.prechecked.append(call.request.job)
        if "refuse" in says:
            raise ServiceError(says["refuse"], says["params"])
        return PrecheckedFile(
            inspection=Inspection.model_validate(says),
            status=says.get("verdict", ReportStatus.ACCEPTED),
            rule_set=call.request.job.rule_set,
            counts=Counts(held=8),
            fired=says.get("fired", ()),
            verdict=await self.reports.storage.put_bytes(PRECHECKS, b"{}"),
        )


@dataclass(frozen=True)
class Owed:
    """A member, a form, and the report that the one owes of the other."""

    form: FormInfo
    card: MemberCard
    report: ObligationView
    member: Identity

    def file(self, **more: Any) -> bytes:
        return report_file(self.form, self.card, **more)


@dataclass(frozen=True)
class Scene:
    """Running reports, the bus as the validator and a gateway see it."""

    reports: Platform[Settings]
    validator: Bus
    asker: SignedAsker
    inspecting: Inspecting

    async def form(self, **changes: Any) -> FormInfo:
        form = form_of(**changes)
        async with self.reports.database.transaction(EVERYTHING) as uow:
            await copies.keep_form(uow, form)
        return form

    async def member(self, status: MemberStatus = MemberStatus.MEMBER, **changes: Any) -> MemberCard:
        card = card_of(status, **changes)
        await self.tell(card)
        return card

    async def tell(self, card: MemberCard) -> None:
        async with self.reports.database.transaction(EVERYTHING) as uow:
            await copies.keep_member(uow, card)

    async def open(self, form: FormInfo, *cards: MemberCard, period: Period = PERIOD, **more: Any) -> None:
        """Open a period of the form for these members."""
        request = OpenPeriod(
            form=form.code,
            kind=period.kind,
            year=period.start.year,
            number=period.number,
            members=tuple(card.id for card in cards),
            **{"due_date": period.end + timedelta(days=30), **more},
        )
        await self.asker.ask(OPEN_PERIOD, request, staff())

    async def owed(self, *, period: Period = PERIOD, **form: Any) -> Owed:
        """A new member that owes a report of a new form."""
        known, card = await self.form(**form), await self.member()
        await self.open(known, card, period=period)
        return await self.owed_by(card, known)

    async def owed_by(self, card: MemberCard, form: FormInfo) -> Owed:
        """The report of an opened form, first in the member's list."""
        member = member_of(card)
        page = await self.asker.ask(LIST_OBLIGATIONS, ObligationQuery(form=form.code), member)
        return Owed(form, card, page.items[0], member)

    async def all_owed(self, card: MemberCard) -> Sequence[ObligationView]:
        return (await self.asker.ask(LIST_OBLIGATIONS, ObligationQuery(), member_of(card))).items

    async def put(self, content: bytes) -> ObjectRef:
        return await self.reports.storage.put_bytes("uploads", content)

    async def submit(self, owed: Owed, content: bytes | ObjectRef | None = None, **changes: Any) -> Receipt:
        """Hand in a file; by default one that fits, by the member."""
        stored = content if isinstance(content, ObjectRef) else await self.put(content or owed.file(salt=token_hex(4)))
        who = changes.pop("who", owed.member)
        return await self.asker.ask(SUBMIT, submit_of(stored, **{"report_id": owed.report.id, **changes}), who)

    async def report(self, owed: Owed, who: Identity | None = None) -> ReportView:
        return await self.asker.ask(GET_OBLIGATION, ById(id=owed.report.id), who or owed.member)

    async def submission(self, submission_id: UUID, who: Identity) -> SubmissionView:
        return await self.asker.ask(GET_SUBMISSION, ById(id=submission_id), who)

    async def listen(self, event: Event[Any]) -> "asyncio.Queue[Any]":
        """Fills with what reports announces from now on."""
        heard: asyncio.Queue[Message] = asyncio.Queue()
        await self.asker.gateway.listen(event, heard.put)
        return heard

    async def job_of(self, submission_id: UUID, attempt: int = 1) -> ValidationRequested:
        """The newest job that was asked for in that attempt."""
        jobs = [
            ValidationRequested.model_validate_json(sent) for sent in await self.emitted("job.validation.requested")
        ]
        return [job for job in jobs if (job.submission_id, job.attempt) == (submission_id, attempt)][-1]

    async def finish(self, receipt: Receipt, **changes: Any) -> None:
        """A worker's verdict on the bus; `judge` waits until it has been entered."""
        finished = finished_of(receipt.submission_id, **changes)
        await self.validator.publish(VALIDATION_FINISHED, finished, message_id=token_hex(8))

    async def judge(self, receipt: Receipt, **changes: Any) -> SubmissionChecked:
        """A worker's verdict, entered and announced."""
        checked = await self.listen(_CHECKED)
        await self.finish(receipt, **changes)
        async with asyncio.timeout(10):
            while (announced := await checked.get()).submission_id != receipt.submission_id:
                continue
        return SubmissionChecked.model_validate(announced)

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        async with self.reports.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()

    async def change(self, statement: str, **parameters: Any) -> None:
        async with self.reports.database.transaction(EVERYTHING) as uow:
            await uow.session.execute(text(statement), parameters)

    async def all_sent(self) -> bool:
        """Whether nothing stands in the outbox unmarked; the relay marks what it sent a little later."""
        return not await self.rows("SELECT id FROM outbox WHERE published_at IS NULL")

    async def emitted(self, subject: str) -> list[bytes]:
        """Payloads that went into the outbox under `subject`, oldest first."""
        found = await self.rows("SELECT payload FROM outbox WHERE subject = :subject ORDER BY id", subject=subject)
        return [bytes(row.payload) for row in found]


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Poll what nobody announces; fails after ten seconds."""
    tick = asyncio.Event()
    async with asyncio.timeout(10):
        while not await condition():
            asyncio.get_running_loop().call_later(0.02, tick.set)
            await tick.wait()
            tick.clear()


def submit_of(stored: ObjectRef, **changes: Any) -> Submit:
    now = clock.now()
    values: dict[str, Any] = {
        "object": stored,
        "file_name": "отчет.xtdd",
        "received_at": now - timedelta(seconds=2),
        "completed_at": now - timedelta(seconds=1),
    }
    return Submit(**values | changes)


def finished_of(submission_id: UUID, **changes: Any) -> ValidationFinished:
    values: dict[str, Any] = {
        "submission_id": submission_id,
        "attempt": 1,
        "status": ReportStatus.ACCEPTED,
        "rule_set": None,
        "counts": Counts(held=8),
        "finished_at": clock.now(),
    }
    return ValidationFinished(**values | changes)
