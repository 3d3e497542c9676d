"""Pre-check: the verdict of a file that is not handed in. Whatever is stored for it lies in a bucket of its own."""

from datetime import timedelta
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import Message, ObjectRef, Rpc
from contracts.disputes import Explained
from contracts.forms import RuleSetTitle
from contracts.reports import LocatedFile
from contracts.roles import MEMBERS, REGISTRARS, Scope
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Inspection, Reason, ValidationRequested

# Nothing here is older than an hour: the file and its verdict are removed with the answer, what a crash left is swept.
BUCKET = "prechecks"


class PrecheckFile(Message):
    """The job that a worker would get for this file; its `object` lies in the bucket of pre-checks."""

    job: ValidationRequested


class PrecheckedFile(Message):
    """What the file says of itself, and its verdict; the whole of it is the object `verdict`."""

    inspection: Inspection
    status: ReportStatus
    rule_set: RuleSetTitle | None
    counts: Counts
    reasons: tuple[Reason, ...] = Field(default=(), description="at most 50; all of them are in the verdict")
    fired: tuple[str, ...] = ()
    verdict: ObjectRef | None = None


class Precheck(Message):
    report_id: UUID
    object: ObjectRef
    file_name: str = Field(min_length=1, max_length=255)


class Prechecked(Message):
    """The verdict; `located` tells where the file and the findings lie, until whoever asked has removed both."""

    status: ReportStatus
    status_label: str
    rule_set: RuleSetTitle | None = None
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    explained: tuple[Explained, ...] = ()
    located: LocatedFile


# How long the two sides wait: for live checks to go first, and for the file itself.
PRECHECK_FILE = Rpc(
    subjects.FILE_PRECHECK,
    PrecheckFile,
    PrecheckedFile,
    "validator",
    ("reports",),
    MEMBERS | REGISTRARS,
    timedelta(seconds=35),
    scope=Scope.REPORTS_WRITE,
)
PRECHECK = Rpc(
    subjects.UPLOAD_PRECHECK,
    Precheck,
    Prechecked,
    "reports",
    ("gateway",),
    MEMBERS | REGISTRARS,
    timedelta(seconds=40),
    scope=Scope.REPORTS_WRITE,
)
