"""validator: forms, inspection of files, and the verdict of a file against a rule set."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.auth import NoQuestion
from contracts.base import Event, Message, ObjectRef, Rpc
from contracts.forms import EditionTitle, FormInfo, FormSummary, PeriodPlace, RuleSetRef
from contracts.members import MemberCard
from contracts.periods import Period
from contracts.roles import READERS, STAFF, Scope
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


class DraftTitle(Message):
    """A form that is being drawn up, or a new edition of one; `problems`: how much stands against publishing it."""

    code: str
    title: str
    edition: str
    problems: int
    saved_by: str
    saved_at: datetime


class FormPage(Message):
    """`drafts` are shown to the staff alone."""

    items: tuple[FormSummary, ...]
    drafts: tuple[DraftTitle, ...] = ()
    next: str | None = None


class ByCode(Message):
    """One form; `edition`: one of its editions, the newest without."""

    code: str
    edition: str | None = None


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
    options: tuple[str, ...] = Field(default=(), description="the values of an enumeration; empty: any value")


class PublishedEdition(EditionTitle):
    """An edition of a form, and when and by whom it was last published (nobody: it came with the program)."""

    revision: int
    published_at: datetime
    published_by: str | None = None


class FormView(FormSummary):
    """A form as the staff see it: one edition whole, and the titles of all, the newest first."""

    elements: tuple[ElementView, ...]
    edition: str = ""
    editions: tuple[PublishedEdition, ...] = ()
    namespace: str | None = None
    root: str | None = None
    versions: tuple[str, ...] = ()
    period: PeriodPlace | None = None
    inn: str | None = None
    draft: bool = Field(default=False, description="whether a draft of it is being edited")


class ExpectedReport(Message):
    """What the slot awaits; a file that says otherwise is not of this form, period or member."""

    form: str
    period: Period
    inn: str


class OtherReport(Message):
    """Another report of the same member that triggers look at: its last receipted version when the check was asked
    for. What its slot awaited is told, for a file that was taken unread may hold something else."""

    submission_id: UUID
    object: ObjectRef
    file_name: str
    form: str
    period: Period


class OtherReports(Message):
    """Reports that the rule set asks for, as far as there are any: without one, what looks at it does not apply."""

    previous: OtherReport | None = None
    year_ago: OtherReport | None = None
    forms: tuple[OtherReport, ...] = Field(default=(), description="for the same reporting date, one a form")


class OtherEdition(Message):
    """A rule set in force for another edition of the form, and the codes of its triggers that are switched off."""

    rule_set: RuleSetRef
    suspended: tuple[str, ...] = ()


class ValidationRequested(Message):
    """A job for a worker: everything that the verdict depends on, so that a repeat gives the same bytes.

    `other_editions` are rule sets in force for other editions of the form: the file tells which of them judges it.
    `editions` are all editions of the form: of one that has no rule set the file may be all the same.
    """

    submission_id: UUID
    attempt: int
    member_id: UUID
    object: ObjectRef
    file_name: str
    expected: ExpectedReport
    rule_set: RuleSetRef | None
    other_editions: tuple[OtherEdition, ...] = ()
    editions: tuple[EditionTitle, ...] = ()
    member: MemberCard
    working_days: tuple[WorkingYear, ...]
    requested_at: datetime
    obligation_id: UUID | None = None
    received_at: datetime | None = Field(default=None, description="of this version of the report")
    suspended: tuple[str, ...] = Field(default=(), description="codes of triggers that are switched off: skipped")
    others: OtherReports = OtherReports()


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


class TriggerTrouble(Message):
    """Why a trigger could not be evaluated, in the whole file or in some of its rows: the engine's code, who acts.

    `named`: what the rule itself names and is at fault, such as a parameter; never a value of the report.
    """

    code: str
    cause: Cause
    reason: str
    element: str | None = None
    named: str | None = None


class TriggerOutcomes(Message):
    """What became of the triggers that neither held nor fired. `troubles` may name one that fired in other rows."""

    troubles: tuple[TriggerTrouble, ...] = ()
    not_applicable: tuple[str, ...] = ()
    suspended: tuple[str, ...] = Field(default=(), description="switched off: a part of not_applicable")


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
    fired: tuple[str, ...] | None = Field(default=None, description="codes of triggers that fired; null: not told")
    finished_at: datetime
    form: str | None = None
    member_id: UUID | None = None
    obligation_id: UUID | None = None
    received_at: datetime | None = None
    outcomes: TriggerOutcomes = TriggerOutcomes()


# reports asks on behalf of whoever uploads, which may be a program.
INSPECT_FILE = Rpc(
    subjects.FILE_INSPECT, InspectFile, Inspection, "validator", ("reports",), READERS, scope=Scope.REPORTS_WRITE
)
LIST_FORMS = Rpc(subjects.FORM_LIST, NoQuestion, FormPage, "validator", ("gateway",), READERS)
GET_FORM = Rpc(subjects.FORM_GET, ByCode, FormView, "validator", ("gateway",), STAFF)

FORM_PUBLISHED = Event(subjects.EVT_FORM_PUBLISHED, FormInfo, "validator", "EVT_VALIDATOR")
VALIDATION_FINISHED = Event(subjects.EVT_VALIDATION_FINISHED, ValidationFinished, "validator", "EVT_VALIDATOR")
VALIDATION_REQUESTED = Event(subjects.JOB_VALIDATION_REQUESTED, ValidationRequested, "reports", "VALIDATION")
