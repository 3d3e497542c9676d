"""What the tests of messaging do again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from chassis.bus import Bus
from chassis.reach import EVERYTHING
from chassis.service import Platform
from contracts.auth import PERSON_CHANGED, PersonChanged
from contracts.base import Event, M
from contracts.disputes import (
    DISPUTE_ANSWERED,
    DISPUTE_OPENED,
    DisputeAnswered,
    DisputeKind,
    DisputeOpened,
    DisputeState,
)
from contracts.forms import Accepts, FormInfo, SuspendedTrigger
from contracts.identity import Identity
from contracts.messaging import LIST_NOTICES, NoticePage, NoticeQuery
from contracts.periods import PeriodKind
from contracts.reports import SUBMISSION_CHECKED, FormTitle, MemberTitle, PeriodView, SubmissionChecked
from contracts.roles import Role
from contracts.statuses import ReportStatus
from contracts.suspensions import SUSPENSION_CHANGED, SuspensionChanged
from contracts.terms import Term, TermUnit
from contracts.validator import Counts
from services.messaging.settings import Settings
from tests.integration.messaging.mail_server import MailServer
from tests.signed_asker import SignedAsker, person
from tests.waiting import eventually

FORM = FormTitle(code="0420846", title="Отчет о микрофинансовой деятельности")
PERIOD = PeriodView(
    kind=PeriodKind.QUARTER, start=date(2026, 7, 1), end=date(2026, 9, 30), label="III квартал 2026 года"
)


def verdict(member_id: UUID, **changes: Any) -> SubmissionChecked:
    """A report of `member_id` was accepted with errors, in time."""
    values: dict[str, Any] = {
        "submission_id": uuid4(),
        "obligation_id": uuid4(),
        "member_id": member_id,
        "submitted_by": uuid4(),
        "attempt": 1,
        "current": True,
        "registration_number": "2026-000017",
        "form": FORM,
        "period": PERIOD,
        "status": ReportStatus.ACCEPTED_WITH_ERRORS,
        "counts": Counts(held=30, fired=4),
        "due_date": date(2026, 10, 30),
        "received_at": datetime(2026, 10, 12, 9, 0, tzinfo=UTC),
        "checked_at": datetime(2026, 10, 12, 9, 1, tzinfo=UTC),
    }
    return SubmissionChecked(**values | changes)


def dispute(member_id: UUID, **changes: Any) -> DisputeOpened:
    """A member explains a trigger."""
    return DisputeOpened(**_dispute(member_id) | changes)


def answer(member_id: UUID, **changes: Any) -> DisputeAnswered:
    """The SRO accepts an explanation."""
    own = {"outcome": DisputeState.ACCEPTED, "valid_until": date(2027, 3, 31), "answered_at": datetime.now(UTC)}
    return DisputeAnswered(**_dispute(member_id) | own | changes)


def suspension(**changes: Any) -> SuspensionChanged:
    """A trigger switched itself off."""
    trigger = SuspendedTrigger(
        id=uuid4(),
        rule_set_id=uuid4(),
        rule_set_version="2026.2",
        code="П-01",
        title="Итог равен сумме",
        reason="Деление на ноль",
        reason_en="Division by zero",
        suspended_at=datetime(2026, 10, 12, 9, 2, tzinfo=UTC),
    )
    form = FormInfo(
        code=FORM.code,
        revision=4,
        title=FORM.title,
        accepts=Accepts.XTDD,
        period_kind=PeriodKind.QUARTER,
        due=Term(days=30, unit=TermUnit.CALENDAR),
        suspended=(trigger,),
    )
    return SuspensionChanged(**{"form": form, "trigger": trigger, **changes})


def _dispute(member_id: UUID) -> dict[str, Any]:
    return {
        "dispute_id": uuid4(),
        "submission_id": uuid4(),
        "obligation_id": uuid4(),
        "registration_number": "2026-000017",
        "member": MemberTitle(id=member_id, name="МКК «Берег»", inn="7707083893"),
        "form": FORM,
        "period": PERIOD,
        "trigger": "П-01",
        "trigger_title": "Итог равен сумме",
        "rule_set": None,
        "kind": DisputeKind.EXPLAIN,
        "opened_by": uuid4(),
        "opened_at": datetime(2026, 10, 12, 9, 5, tzinfo=UTC),
    }


def colleague(organisation_id: UUID | None, email: str, **changes: Any) -> PersonChanged:
    """An active person of an organisation."""
    values: dict[str, Any] = {
        "person_id": uuid4(),
        "revision": 1,
        "name": "Анна Петрова",
        "email": email,
        "organisation_id": organisation_id,
        "roles": (Role.MEMBER_USER,),
        "active": True,
    }
    return PersonChanged(**values | changes)


@dataclass(frozen=True)
class Scene:
    """A running messaging, the bus as auth, reports and the validator see it, a gateway and a mail server."""

    messaging: Platform[Settings]
    reports: Bus
    validator: Bus
    asker: SignedAsker
    mail_server: MailServer

    async def people(self, *events: PersonChanged) -> None:
        """auth announces people; returns when messaging has committed all of them."""
        await self._tell(self.asker.auth, PERSON_CHANGED, *events)

    async def verdicts(self, *events: SubmissionChecked) -> None:
        """reports announces verdicts; returns when messaging has committed all of them."""
        await self._tell(self.reports, SUBMISSION_CHECKED, *events)

    async def opened(self, *events: DisputeOpened) -> None:
        """reports announces disputes."""
        await self._tell(self.reports, DISPUTE_OPENED, *events)

    async def answered(self, *events: DisputeAnswered) -> None:
        """reports announces answers."""
        await self._tell(self.reports, DISPUTE_ANSWERED, *events)

    async def suspended(self, *events: SuspensionChanged) -> None:
        """The validator announces triggers that are switched off or on."""
        await self._tell(self.validator, SUSPENSION_CHANGED, *events)

    async def _tell(self, owner: Bus, event: Event[M], *messages: M) -> None:
        ids = [str(uuid4()) for _ in messages]
        for message_id, message in zip(ids, messages, strict=True):
            await owner.publish(event, message, message_id=message_id)

        async def entered() -> bool:
            [row] = await self.rows("SELECT count(*) AS n FROM inbox WHERE message_id = ANY(:ids)", ids=ids)
            return bool(row.n == len(ids))

        await eventually(entered)

    async def notices(self, identity: Identity, **query: Any) -> NoticePage:
        return await self.asker.ask(LIST_NOTICES, NoticeQuery(**query), identity)

    async def mails_settled(self) -> None:
        """Wait until every mail was sent or given up."""

        async def none_waits() -> bool:
            [row] = await self.rows("SELECT count(*) AS n FROM mails WHERE sent_at IS NULL AND given_up_at IS NULL")
            return bool(row.n == 0)

        await eventually(none_waits)

    async def rows(self, query: str, **parameters: Any) -> Sequence[Any]:
        async with self.messaging.database.transaction(EVERYTHING) as uow:
            return (await uow.session.execute(text(query), parameters)).all()

    async def change(self, statement: str, **parameters: Any) -> None:
        async with self.messaging.database.transaction(EVERYTHING) as uow:
            await uow.session.execute(text(statement), parameters)


def member(organisation_id: UUID) -> Identity:
    return person(Role.MEMBER_USER, organisation_id)
