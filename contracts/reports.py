"""reports: obligations, submissions, verdicts, receipts. Views have the field names of the public interface."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Done, Event, Message, ObjectRef, Rpc
from contracts.forms import RuleSetTitle
from contracts.periods import PeriodKind
from contracts.roles import MEMBERS, READERS, REGISTRARS, STAFF, Role, Scope
from contracts.statuses import Actor, ReportStatus, Timeliness
from contracts.validator import Counts, Inspection, Reason


class FormTitle(Message):
    code: str
    title: str


class PeriodView(Message):
    kind: PeriodKind
    start: date
    end: date
    label: str


class IncomingNumber(Message):
    """The number and date that the Bank of Russia gave to the registered report."""

    number: str = Field(min_length=1, max_length=100)
    date: date


class MemberTitle(Message):
    id: UUID
    name: str
    inn: str


class ObligationView(Message):
    """What a member owes: one form for one period (`ordinal` tells apart forms that come on an event)."""

    id: UUID
    member: MemberTitle
    form: FormTitle
    accepts: str
    file_types: tuple[str, ...] = ()
    period: PeriodView
    ordinal: int
    reporting_date: date
    due_date: date | None = Field(description="local date in Europe/Moscow, until 24:00; null: the year is not loaded")
    working_days_left: int | None = None
    submitted_at: datetime | None = Field(description="receipt of the first version")
    status: ReportStatus
    status_label: str
    incoming_number: IncomingNumber | None = None
    current_submission_id: UUID | None = None
    submissions_count: int = 0
    timeliness: Timeliness
    actor: Actor
    counts: Counts | None = Field(default=None, description="of the current submission's newest verdict")
    reasons: tuple[Reason, ...] = ()
    explained: int = Field(default=0, description="fired triggers shown as explained; the status stays as it is")


class TimelineEntry(Message):
    """One change of a submission: when, what, by whom (`actor` is a person's name, «СРО» or «система»)."""

    at: datetime
    code: str
    text: str
    actor: str
    rule_set: str | None = None


class VerdictView(Message):
    attempt: int
    status: ReportStatus
    status_label: str
    rule_set: RuleSetTitle | None = None
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    finished_at: datetime


class QueueView(Message):
    """How many submissions are ahead, and the rough wait; shown only while a submission is checked."""

    position: int
    eta_seconds: int


class SubmissionSummary(Message):
    id: UUID
    version: int
    current: bool
    registration_number: str
    file_name: str
    size: int
    sha256: str
    received_at: datetime
    completed_at: datetime
    deemed_received_on: date | None
    submitted_by: str
    grounds: str | None = None
    status: ReportStatus
    status_label: str
    counts: Counts | None = None


class SubmissionView(SubmissionSummary):
    report_id: UUID
    member: MemberTitle
    form: FormTitle
    period: PeriodView
    stage: str
    queue: QueueView | None = None
    verdict: VerdictView | None = None
    verdicts: tuple[VerdictView, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    same_as: UUID | None = None
    trace_id: str
    explained: int = Field(default=0, description="triggers of the newest verdict that are shown as explained")


class ReportView(ObligationView):
    """An obligation with all its versions, newest first."""

    submissions: tuple[SubmissionSummary, ...] = ()


class ObligationQuery(Message):
    year: int | None = None
    form: str | None = None
    status: ReportStatus | None = None
    member: UUID | None = None
    cursor: str | None = None
    limit: int = Field(default=100, ge=1, le=200)


class ObligationPage(Message):
    items: tuple[ObligationView, ...]
    next: str | None = None


class OpenPeriod(Message):
    """Open a period of a form: one obligation for each obliged member (all members in force when none is named)."""

    form: str
    kind: PeriodKind
    year: int = Field(ge=2000, le=2100)
    number: int = Field(ge=1, le=12)
    members: tuple[UUID, ...] | None = None
    due_date: date | None = Field(default=None, description="null: counted by the form's rule")


class OpenedPeriod(Message):
    form: str
    period: PeriodView
    due_date: date
    opened: int = Field(description="obligations that did not exist before")


class Registration(Message):
    """Staff register a document that did not come through the cabinet (a confirmed outage): when it came, and why."""

    received_at: datetime
    grounds: str = Field(min_length=3, max_length=500)


class Submit(Message):
    report_id: UUID
    object: ObjectRef
    file_name: str = Field(min_length=1, max_length=255)
    received_at: datetime = Field(description="first byte of the upload")
    completed_at: datetime
    idempotency_key: str | None = Field(default=None, max_length=200)
    registration: Registration | None = None


class Receipt(Message):
    """The answer to an upload: proof of having filed, before any verdict."""

    submission_id: UUID
    report_id: UUID
    registration_number: str
    received_at: datetime
    deemed_received_on: date | None
    sha256: str
    size: int
    status: ReportStatus
    status_label: str
    same_as: UUID | None = None
    repeated: bool = Field(default=False, description="the answer to a repeated idempotency key; nothing was added")


class SignedReceipt(Message):
    """`document` is the exact text that was signed (canonical JSON); `signature` is Ed25519, base64."""

    document: str
    signature: str
    key_id: str
    public_key: str


class SetIncomingNumber(Message):
    submission_id: UUID
    number: str = Field(min_length=1, max_length=100)
    date: date


class Repeat(Message):
    """A trigger that fired in the periods right before as well: `periods` counts them."""

    code: str
    periods: int


class Reading(StrEnum):
    """What of a submission is about to be read: for the journal, where a reader is of the SRO."""

    FILE = "file"
    VERDICT = "verdict"


class LocateFile(ById):
    """`reading` is None where the bytes are looked up for another purpose than to show or give them."""

    reading: Reading | None = None


class LocatedFile(Message):
    """Where the gateway fetches bytes from after reports has agreed that this person may have them."""

    original: ObjectRef
    file_name: str
    verdict: ObjectRef | None = None
    form: FormTitle
    period: PeriodView
    registration_number: str
    report_id: UUID | None = None
    member: MemberTitle | None = None
    version: int | None = None
    received_at: datetime | None = None
    rule_set: RuleSetTitle | None = Field(default=None, description="of the newest verdict")
    repeats: tuple[Repeat, ...] = Field(default=(), description="of triggers that fired in the newest verdict")


class RecogniseUpload(Message):
    object: ObjectRef
    file_name: str


class Recognised(Message):
    """Which of my reports a file fits. `report_id` is None when none does; `inspection` says what was found."""

    report_id: UUID | None
    inspection: Inspection
    form_title: str | None = None
    period_label: str


class RefusedUpload(Message):
    """An upload that the gateway had to refuse before there was an object (size, time, name): for the journal."""

    report_id: UUID | None
    code: str
    file_name: str
    size: int
    sha256: str | None = None
    received_at: datetime


class ObligationChanged(Message):
    """State of an obligation for those who show dates; a lower `revision` is old news."""

    obligation_id: UUID
    revision: int
    member_id: UUID
    form: FormTitle
    period: PeriodView
    due_date: date | None
    status: ReportStatus
    submitted_on: date | None = None


class SubmissionReceived(Message):
    submission_id: UUID
    obligation_id: UUID
    member_id: UUID
    version: int


class SubmissionChecked(Message):
    """A verdict was entered: for notices and for open browsers."""

    submission_id: UUID
    obligation_id: UUID
    member_id: UUID
    submitted_by: UUID
    attempt: int
    current: bool
    registration_number: str
    form: FormTitle
    period: PeriodView
    status: ReportStatus
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    due_date: date | None = None
    received_at: datetime
    checked_at: datetime


_GATEWAY = ("gateway",)
_UPLOADERS = MEMBERS | REGISTRARS

LIST_OBLIGATIONS = Rpc(
    subjects.OBLIGATION_LIST, ObligationQuery, ObligationPage, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ
)
GET_OBLIGATION = Rpc(subjects.OBLIGATION_GET, ById, ReportView, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ)
OPEN_PERIOD = Rpc(subjects.PERIOD_OPEN, OpenPeriod, OpenedPeriod, "reports", _GATEWAY, frozenset({Role.SRO_ADMIN}))
SUBMIT = Rpc(subjects.SUBMISSION_SUBMIT, Submit, Receipt, "reports", _GATEWAY, _UPLOADERS, scope=Scope.REPORTS_WRITE)
GET_SUBMISSION = Rpc(
    subjects.SUBMISSION_GET, ById, SubmissionView, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ
)
LOCATE_FILE = Rpc(
    subjects.SUBMISSION_LOCATE, LocateFile, LocatedFile, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ
)
GET_RECEIPT = Rpc(
    subjects.SUBMISSION_RECEIPT, ById, SignedReceipt, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_READ
)
RECHECK = Rpc(subjects.SUBMISSION_RECHECK, ById, SubmissionView, "reports", _GATEWAY, STAFF)
SET_INCOMING_NUMBER = Rpc(
    subjects.INCOMING_NUMBER_SET,
    SetIncomingNumber,
    SubmissionView,
    "reports",
    _GATEWAY,
    _UPLOADERS,
    scope=Scope.REPORTS_WRITE,
)
RECOGNISE_UPLOAD = Rpc(
    subjects.UPLOAD_RECOGNISE, RecogniseUpload, Recognised, "reports", _GATEWAY, _UPLOADERS, scope=Scope.REPORTS_WRITE
)
JOURNAL_REFUSAL = Rpc(
    subjects.UPLOAD_REFUSED, RefusedUpload, Done, "reports", _GATEWAY, READERS, scope=Scope.REPORTS_WRITE
)

OBLIGATION_CHANGED = Event(subjects.EVT_OBLIGATION_CHANGED, ObligationChanged, "reports", "EVT_REPORTS")
SUBMISSION_RECEIVED = Event(subjects.EVT_SUBMISSION_RECEIVED, SubmissionReceived, "reports", "EVT_REPORTS")
SUBMISSION_CHECKED = Event(subjects.EVT_SUBMISSION_CHECKED, SubmissionChecked, "reports", "EVT_REPORTS")
