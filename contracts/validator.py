"""validator: forms, inspection of files, and the verdict of a file against a rule set."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.auth import NoQuestion
from contracts.base import Event, Message, ObjectRef, Rpc
from contracts.forms import FormInfo, FormSummary, RuleSetRef, RuleSetTitle
from contracts.members import MemberCard
from contracts.periods import Period
from contracts.roles import METHODOLOGISTS, READERS, STAFF
from contracts.statuses import Cause, ReportStatus
from contracts.terms import WorkingYear


class InspectFile(Message):
    object: ObjectRef
    file_name: str


class Inspection(Message):
    """What an XTDD file says of itself; `content_hash` ignores the volatile covering letter and root attributes."""

    form: str
    form_version: str | None = None
    period: Period
    inn: str | None = None
    outgoing_number: str | None = None
    outgoing_date: date | None = None
    content_hash: str


class FormPage(Message):
    items: tuple[FormSummary, ...]
    next: str | None = None


class ByCode(Message):
    code: str


class ElementView(Message):
    path: str
    type: str
    label: str | None = None
    section: str | None = None
    line: str | None = None
    column: str | None = None
    repeats: bool = False
    key: str | None = None
    mandatory: bool = True


class FormView(FormSummary):
    elements: tuple[ElementView, ...]


class RuleSetQuery(Message):
    id: UUID


class TriggerView(Message):
    code: str
    title: str
    severity: str
    when: str | None = None
    formula: str
    hint: str | None = None
    source: str | None = None


class RuleSetView(Message):
    ref: RuleSetTitle
    form: str
    triggers: tuple[TriggerView, ...]


class ExpectedReport(Message):
    """What the slot awaits; a file that says otherwise is not of this form, period or member."""

    form: str
    period: Period
    inn: str


class ValidationRequested(Message):
    """A job for a worker: everything that the verdict depends on, so that a repeat gives the same bytes."""

    submission_id: UUID
    attempt: int
    member_id: UUID
    object: ObjectRef
    file_name: str
    expected: ExpectedReport
    rule_set: RuleSetRef | None
    member: MemberCard
    working_days: tuple[WorkingYear, ...]
    requested_at: datetime


class Counts(Message):
    """Outcomes of the triggers; disjoint, `warnings` is a part of `fired`."""

    held: int = 0
    fired: int = 0
    warnings: int = 0
    not_evaluable: int = 0
    not_applicable: int = 0


class Reason(Message):
    """Why a report could not be checked: a code, who acts, and a sentence in Russian."""

    code: str
    cause: Cause
    text: str
    element: str | None = None


class ValidationFinished(Message):
    """The summary of a verdict; the whole of it, findings included, is the object `verdict`."""

    submission_id: UUID
    attempt: int
    status: ReportStatus
    rule_set: RuleSetRef | None
    counts: Counts
    reasons: tuple[Reason, ...] = Field(default=(), description="at most 50; all of them are in the verdict")
    verdict: ObjectRef | None = None
    content_hash: str | None = None
    finished_at: datetime


INSPECT_FILE = Rpc(subjects.FILE_INSPECT, InspectFile, Inspection, "validator", ("reports",), READERS)
LIST_FORMS = Rpc(subjects.FORM_LIST, NoQuestion, FormPage, "validator", ("gateway",), READERS)
GET_FORM = Rpc(subjects.FORM_GET, ByCode, FormView, "validator", ("gateway",), STAFF)
GET_RULE_SET = Rpc(subjects.RULE_SET_GET, RuleSetQuery, RuleSetView, "validator", ("gateway",), METHODOLOGISTS)

FORM_PUBLISHED = Event(subjects.EVT_FORM_PUBLISHED, FormInfo, "validator", "EVT_VALIDATOR")
VALIDATION_FINISHED = Event(subjects.EVT_VALIDATION_FINISHED, ValidationFinished, "validator", "EVT_VALIDATOR")
VALIDATION_REQUESTED = Event(subjects.JOB_VALIDATION_REQUESTED, ValidationRequested, "reports", "VALIDATION")
