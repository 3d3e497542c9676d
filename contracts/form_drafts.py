"""validator: forms drawn up in the browser - drafts, their history, the outline of a sample file, trials."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from contracts import subjects
from contracts.base import Done, Message, ObjectRef, Rpc
from contracts.errors import FieldError
from contracts.forms import Accepts, PeriodPlace
from contracts.reports import PeriodView
from contracts.roles import METHODOLOGISTS, STAFF
from contracts.terms import Term
from contracts.validator import ByCode, FormView
from contracts.verdict import StructureRemark

# Reading a sample of tens of megabytes takes seconds; nobody's upload waits for it.
_READING = timedelta(seconds=45)

MOST_ELEMENTS = 1500

Code = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё_-]*$")]
Name = Annotated[str, Field(max_length=200)]
Path = Annotated[str, Field(max_length=1000)]
Pattern = Annotated[str, Field(max_length=500)]
Reason = Annotated[str, Field(min_length=3, max_length=1000)]


class ElementDraft(Message):
    """One element as it is edited; the meaning of the fields is that of `ElementView`."""

    path: Annotated[str, Field(min_length=1, max_length=1000)]
    type: Literal["number", "date", "text", "boolean", "row"] = "text"
    label: Annotated[str, Field(max_length=500)] | None = None
    section: Name | None = None
    line: Annotated[str, Field(max_length=40)] | None = None
    column: Annotated[str, Field(max_length=40)] | None = None
    repeats: bool = False
    key: Name | None = None
    mandatory: bool = True


class FormContent(Message):
    """All of a form that people edit: one edition of it. It may be unfinished until it is published."""

    title: Annotated[str, Field(max_length=300)] = ""
    accepts: Accepts = Accepts.XTDD
    file_types: Annotated[tuple[Annotated[str, Field(max_length=10)], ...], Field(max_length=20)] = ()
    edition: Annotated[str, Field(max_length=40)] = ""
    namespace: Pattern | None = None
    root: Pattern | None = None
    versions: Annotated[tuple[Annotated[str, Field(max_length=40)], ...], Field(max_length=50)] = ()
    period: PeriodPlace | None = None
    inn: Path | None = None
    due: Term | None = None
    elements: Annotated[tuple[ElementDraft, ...], Field(max_length=MOST_ELEMENTS)] = ()


class NewForm(Message):
    code: Code
    content: FormContent = FormContent()


class StartDraft(Message):
    """A draft of a published form, begun from one of its editions (the newest without a name)."""

    code: Code
    edition: str | None = None


class SaveDraft(Message):
    """`revision` is the one that was edited: a draft that was saved meanwhile is a `conflict`."""

    code: Code
    revision: int
    content: FormContent


class DiscardDraft(Message):
    code: Code
    revision: int


class PublishDraft(Message):
    """`why` goes into the history of the form."""

    code: Code
    revision: int
    why: Reason


class FormDraft(Message):
    """A draft as it stands. `problems` are what stands against its publication, by field."""

    code: str
    revision: int
    content: FormContent
    problems: tuple[FieldError, ...] = ()
    published: bool = Field(description="whether the form has been published before")
    created_by: str
    saved_by: str
    saved_at: datetime


class Act(StrEnum):
    STARTED = "started"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Change(Message):
    """What a publication changed: a setting by its name, or an element by its path."""

    kind: Literal["setting", "element_added", "element_removed", "element_changed"]
    name: str
    before: str | None = None
    after: str | None = None


class HistoryEntry(Message):
    """`changes`: the first 200 of `changes_total`. Without a person: what came with the program."""

    at: datetime
    act: Act
    person: str | None = None
    edition: str = ""
    revision: int
    why: str | None = None
    changes: tuple[Change, ...] = ()
    changes_total: int = 0


class FormHistory(Message):
    items: tuple[HistoryEntry, ...]
    next: str | None = None


class SampleFile(Message):
    object: ObjectRef
    file_name: str


class OutlineElement(ElementDraft):
    """An element as a sample shows it: how often it was met, how often empty, and the columns that could be its key."""

    met: int
    empty: int
    keys: tuple[str, ...] = ()


class Outline(Message):
    """A form drawn up from a sample. Values of the sample are not in it. `cut`: it has more elements than are taken."""

    root: str
    namespace: str
    encoding: str
    code: str | None = None
    version: str | None = None
    content: FormContent
    elements: tuple[OutlineElement, ...]
    cut: bool = False


class TryForm(Message):
    """`draft`: try the draft of the form as it was last saved; else its published editions."""

    code: Code
    draft: bool
    object: ObjectRef
    file_name: str


class TrialProblem(Message):
    """What would keep the file from being taken, or is odd about it. `where` is a setting of the form."""

    code: str
    where: Literal["file", "root", "namespace", "versions", "period", "inn", "file_types", "other_forms"]
    found: str | None = None
    expected: str | None = None


class UnreadableValue(Message):
    """A value that is not of its element's type."""

    path: str
    type: str
    value: str
    line: int | None = None


class Trial(Message):
    """What the form makes of a file: `taken` is whether an upload of it would be, its period and member aside."""

    taken: bool
    root: str | None = None
    namespace: str | None = None
    encoding: str | None = None
    version: str | None = None
    edition: str | None = None
    year_text: str | None = None
    part_text: str | None = None
    period: PeriodView | None = None
    inn: str | None = None
    due_date: date | None = None
    problems: tuple[TrialProblem, ...] = ()
    remarks: tuple[StructureRemark, ...] = ()
    unreadable: tuple[UnreadableValue, ...] = ()
    unreadable_total: int = 0


CREATE_FORM = Rpc(subjects.FORM_CREATE, NewForm, FormDraft, "validator", ("gateway",), METHODOLOGISTS)
START_DRAFT = Rpc(subjects.FORM_DRAFT_START, StartDraft, FormDraft, "validator", ("gateway",), METHODOLOGISTS)
GET_DRAFT = Rpc(subjects.FORM_DRAFT_GET, ByCode, FormDraft, "validator", ("gateway",), STAFF)
SAVE_DRAFT = Rpc(subjects.FORM_DRAFT_SAVE, SaveDraft, FormDraft, "validator", ("gateway",), METHODOLOGISTS)
DISCARD_DRAFT = Rpc(subjects.FORM_DRAFT_DISCARD, DiscardDraft, Done, "validator", ("gateway",), METHODOLOGISTS)
PUBLISH_DRAFT = Rpc(subjects.FORM_DRAFT_PUBLISH, PublishDraft, FormView, "validator", ("gateway",), METHODOLOGISTS)
GET_HISTORY = Rpc(subjects.FORM_HISTORY, ByCode, FormHistory, "validator", ("gateway",), STAFF)
OUTLINE_FILE = Rpc(
    subjects.FORM_OUTLINE, SampleFile, Outline, "validator", ("gateway",), METHODOLOGISTS, timeout=_READING
)
TRY_FORM = Rpc(subjects.FORM_TRY, TryForm, Trial, "validator", ("gateway",), METHODOLOGISTS, timeout=_READING)
