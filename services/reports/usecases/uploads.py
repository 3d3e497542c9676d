"""Taking an upload: the slot it is for, the receipt that it gets, and nothing but a journal line when it is refused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from chassis.signing import KeyPair
from contracts.field_errors import field_error
from contracts.forms import Accepts, FormInfo
from contracts.identity import Identity
from contracts.journal_acts import Act
from contracts.members import MemberStatus
from contracts.reports import Receipt, Registration, Submit
from contracts.statuses import ReportStatus
from contracts.terms import WorkingCalendar
from contracts.validator import ExpectedReport
from services.reports import texts
from services.reports.domain.numbers import registration_number
from services.reports.domain.status import Step, checking_after
from services.reports.domain.timeliness import deemed_received
from services.reports.domain.versions import Standing, after_upload
from services.reports.repository import journals, obligations, submissions, writing
from services.reports.repository.obligations import Context, period_of
from services.reports.tables import Base, IdempotencyRow, ObligationRow, ReceiptRow, SubmissionRow, TimelineRow
from services.reports.usecases import access, announce, checks, history, objects, receipts, verdicts
from services.reports.views import receipt


@dataclass(frozen=True)
class Slot:
    """What an upload is for, as it stood when the upload was announced."""

    context: Context

    @property
    def obligation(self) -> ObligationRow:
        return self.context.row

    @property
    def form(self) -> FormInfo:
        return self.context.form

    @property
    def expected(self) -> ExpectedReport:
        return ExpectedReport(form=self.form.code, period=period_of(self.obligation), inn=self.context.card.inn)

    @property
    def first_status(self) -> ReportStatus:
        """What the receipt of an upload says."""
        return ReportStatus.CHECKING if self.form.accepts is Accepts.XTDD else ReportStatus.ACCEPTED


@dataclass(frozen=True)
class Upload:
    """Who hands in what, and when reports learnt of it."""

    request: Submit
    who: Identity
    trace_id: str
    now: datetime

    @property
    def received_at(self) -> datetime:
        """The first byte of the upload; for a document that staff register, the time at which it really came."""
        registration = self.request.registration
        return registration.received_at if registration is not None else self.request.received_at


async def open_slot(session: AsyncSession, who: Identity, report_id: UUID) -> Slot:
    """Raises ServiceError `not_found` (absent or foreign), `forbidden` (the member is not in force)."""
    context = await obligations.find(session, access.scope(who), report_id)
    if context is None:
        raise not_found()
    if context.card.status is not MemberStatus.MEMBER:
        raise ServiceError("forbidden")
    return Slot(context)


def check_registration(upload: Upload) -> None:
    """Staff only register what came otherwise, with its grounds; members only upload.

    Raises ServiceError `forbidden`, `invalid`.
    """
    registration = upload.request.registration
    if not upload.who.is_staff:
        if registration is not None:
            raise ServiceError("forbidden")
        return
    if registration is None:
        raise _wrong("registration", "registration_required")
    _check_facts(registration, upload.now)


def _check_facts(registration: Registration, now: datetime) -> None:
    if not registration.grounds.strip():
        raise _wrong("registration.grounds", "required")
    # A zero character would fail only in the database, as a failure of ours.
    if "\0" in registration.grounds:
        raise _wrong("registration.grounds", "characters")
    if registration.received_at.tzinfo is None:
        raise _wrong("registration.received_at", "time_zone")
    if registration.received_at > now:
        raise _wrong("registration.received_at", "date_future")


def _wrong(field: str, code: str) -> ServiceError:
    return ServiceError("invalid", fields=(field_error(field, code),))


async def repeated(session: AsyncSession, upload: Upload, slot: Slot) -> Receipt | None:
    """The receipt that this idempotency key got before. Raises ServiceError `idempotency_mismatch`."""
    if upload.request.idempotency_key is None:
        return None
    known = await journals.remembered(session, upload.who.person_id, upload.request.idempotency_key)
    if known is None:
        return None
    if (known.obligation_id, known.sha256) != (upload.request.report_id, upload.request.object.sha256):
        raise ServiceError("idempotency_mismatch")
    row = await access.submission(session, upload.who, known.submission_id)
    return receipt(row, slot.first_status, repeated=True)


async def accept(uow: UnitOfWork, upload: Upload, slot: Slot, key: KeyPair) -> Receipt:
    """Version, registration number, receipt, check and announcements, all or nothing.

    Two uploads for one obligation take turns on its row. Raises ServiceError `idempotency_mismatch`.
    """
    submission_id = uuid4()
    if not await _remember(uow.session, upload, submission_id):
        earlier = await repeated(uow.session, upload, slot)
        if earlier is None:
            raise LookupError("an idempotency key vanished while it was read")
        return earlier
    obligation, serial = await obligations.lock_for_upload(uow.session, slot.obligation.id)
    same = await submissions.same_file(uow.session, obligation.id, upload.request.object.sha256)
    row = _add_version(upload, slot, obligation, submission_id, serial)
    row.same_as = same[0] if same is not None else None
    written: list[Base] = [
        row,
        obligation,
        _line(upload, row, same[1] if same is not None else None),
        _signed(row, slot, key),
    ]
    await announce.submission_received(uow, row)
    uow.record(Act.REPORT_UPLOADED, objects.submission(row), after=_facts(row, slot))
    if slot.form.accepts is Accepts.XTDD:
        await announce.obligation_changed(uow, obligation, slot.form)
        written.append(await checks.ask(uow, row, slot.context, upload.now))
    else:
        written += await verdicts.accept_unchecked(uow, obligation, row, slot.form, upload.now)
    await writing.take_upload(uow.session, written)
    return receipt(row, slot.first_status, repeated=False)


def _facts(row: SubmissionRow, slot: Slot) -> dict[str, Any]:
    """What the journal says of an upload."""
    return {
        "form": slot.form.code,
        "period": slot.expected.period.label,
        "version": row.version,
        "file_name": row.file_name,
        "size": row.size,
        "sha256": row.sha256,
        "received_at": row.received_at,
        "grounds": row.grounds,
    }


async def _remember(session: AsyncSession, upload: Upload, submission_id: UUID) -> bool:
    request = upload.request
    if request.idempotency_key is None:
        return True
    row = IdempotencyRow(
        person_id=upload.who.person_id,
        key=request.idempotency_key,
        obligation_id=request.report_id,
        sha256=request.object.sha256,
        submission_id=submission_id,
        created_at=upload.now,
    )
    return await journals.remember(session, row)


def _add_version(
    upload: Upload, slot: Slot, obligation: ObligationRow, submission_id: UUID, serial: int
) -> SubmissionRow:
    """The new version, which is the current one of its obligation from now on."""
    standing = after_upload(Standing(obligation.submissions_count, obligation.submitted_at), upload.received_at)
    row = _submission(upload, obligation, WorkingCalendar(slot.context.years), serial)
    row.id, row.version = submission_id, standing.versions
    obligation.status, obligation.cause = row.status, None
    obligation.submissions_count, obligation.submitted_at = standing.versions, standing.submitted_at
    obligation.current_submission_id = row.id
    return row


def _submission(upload: Upload, obligation: ObligationRow, calendar: WorkingCalendar, serial: int) -> SubmissionRow:
    request, registration = upload.request, upload.request.registration
    return SubmissionRow(
        obligation_id=obligation.id,
        member_id=obligation.member_id,
        registration_number=registration_number(moscow_date(upload.now), serial),
        file_name=request.file_name,
        object_bucket=request.object.bucket,
        object_key=request.object.key,
        sha256=request.object.sha256,
        size=request.object.size,
        received_at=upload.received_at,
        completed_at=request.completed_at,
        deemed_received_on=deemed_received(moscow_date(upload.received_at), calendar),
        submitted_by=upload.who.person_id,
        submitted_by_name=upload.who.person_name,
        grounds=registration.grounds if registration is not None else None,
        trace_id=upload.trace_id,
        status=checking_after(ReportStatus(obligation.status), Step.UPLOAD),
        reasons=[],
        attempt=1,
        queued_at=upload.now,
        issued_at=upload.now,
        auto_rechecks=0,
    )


def _line(upload: Upload, row: SubmissionRow, same_version: int | None) -> TimelineRow:
    if row.grounds is not None:
        text = texts.registered(row.registration_number, row.version, row.grounds)
        return history.line_of_person(row, upload.now, upload.who, "registered", text)
    text = texts.received(row.registration_number, row.version, same_version)
    return history.line_of_person(row, upload.now, upload.who, "received", text)


def _signed(row: SubmissionRow, slot: Slot, key: KeyPair) -> ReceiptRow:
    document = receipts.document_of(row, slot.obligation, slot.form, slot.context.card)
    return ReceiptRow(submission_id=row.id, document=document, signature=key.sign(document.encode()), key_id=key.kid)
