"""Trials of rule sets: a draft judged against reports that were handed in, without any effect on them.

A **back-test** takes the current submissions of a form, once. A **shadow run** takes what is handed in while it lasts,
after its live verdict. Both are worked off in chunks by the workers, when the live queue gives them nothing.
A **try-on** is one submission, answered at once, and leaves nothing behind.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import ById, Event, Message, ObjectRef, Rpc
from contracts.periods import Period
from contracts.roles import METHODOLOGISTS
from contracts.statuses import ReportStatus
from contracts.validator import ValidationRequested
from contracts.verdict import FindingCell, Severity, VerdictDocument
from contracts.workbench import Reader, RuleSetQuery

EXAMPLES_KEPT = 3


class TrialKind(StrEnum):
    BACKTEST = "backtest"
    SHADOW = "shadow"


class TrialState(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class TrialChunk(Message):
    """A job: judge the reports of `items` (a stored `TrialItems`) by `document`, and by what is in force for each."""

    trial_id: UUID
    number: int
    document: ObjectRef
    items: ObjectRef
    count: int


class TrialItems(Message):
    items: tuple[ValidationRequested, ...]


class Change(StrEnum):
    """How a trigger fares under the draft, against what is in force: an example is of one of these."""

    NEWLY = "newly"
    GONE = "gone"
    SAME = "same"
    NOT_EVALUABLE = "not_evaluable"


class TrialExample(Message):
    """One report: what was found there, or - of a trigger that fires no longer - what had been found."""

    change: Change
    submission_id: UUID
    report_id: UUID | None = None
    member: str
    period: Period
    message: str | None = None
    cells: tuple[FindingCell, ...] = ()


class TriggerFigures(Message):
    """Reports by what the trigger did in them. What is counted nowhere here held.

    `fired` = `newly` + `same`; `gone` fired by the version in force and does not by the draft.
    """

    code: str
    title: str
    severity: Severity
    in_draft: bool = True
    fired: int = 0
    newly: int = 0
    gone: int = 0
    same: int = 0
    not_applicable: int = 0
    not_evaluable_file: int = 0
    not_evaluable_rule: int = 0
    not_evaluable_system: int = 0


class TriggerTally(TriggerFigures):
    """`examples`: the first few of each kind of change."""

    examples: tuple[TrialExample, ...] = ()


class StatusMove(Message):
    """So many reports have the status `before` by what is in force and `after` by the draft."""

    before: ReportStatus | None
    after: ReportStatus
    reports: int


class TrialTally(Message):
    """`judged` reports were judged; `failed` could not be, for a reason of ours. Triggers are sorted by code."""

    judged: int = 0
    failed: int = 0
    moves: tuple[StatusMove, ...] = ()
    triggers: tuple[TriggerTally, ...] = ()


class ChunkFinished(Message):
    """What became of a chunk, without the triggers that held throughout. None: given up, all its reports failed."""

    trial_id: UUID
    number: int
    tally: TrialTally | None


class TrialTitle(Message):
    """A trial and how far it is. `total` of a shadow run is what was handed in since it began."""

    id: UUID
    kind: TrialKind
    form: str
    rule_set_id: UUID
    revision: int | None = Field(description="of the draft that was tried; null: a published version")
    version: str
    state: TrialState
    total: int
    done: int
    started_at: datetime
    started_by: str
    finished_at: datetime | None = None


class TrialView(TrialTitle):
    """The figures so far; a running trial has those of the reports that are done."""

    judged: int
    failed: int
    moves: tuple[StatusMove, ...]
    triggers: tuple[TriggerFigures, ...]


class TrialPage(Message):
    """Newest first, at most 50."""

    items: tuple[TrialTitle, ...]
    next: str | None = None


class ExamplesQuery(Message):
    id: UUID
    code: str


class TrialExamples(Message):
    items: tuple[TrialExample, ...]
    next: str | None = None


class TryOn(Message):
    """Judge one submission by a draft or a published version; nothing is kept."""

    rule_set_id: UUID
    submission_id: UUID
    language: Reader = Field(default="ru", description="of what is wrong with the rule set, if something is")


class TryOnVerdict(VerdictDocument):
    """The verdict as `check --json --all` prints it. `shortened`: cells and rows were left out so that it fits."""

    shortened: bool = False


_GATEWAY = ("gateway",)

START_BACKTEST = Rpc(subjects.BACKTEST_START, RuleSetQuery, TrialTitle, "validator", _GATEWAY, METHODOLOGISTS)
START_SHADOW = Rpc(subjects.SHADOW_START, RuleSetQuery, TrialTitle, "validator", _GATEWAY, METHODOLOGISTS)
CANCEL_TRIAL = Rpc(subjects.TRIAL_CANCEL, ById, TrialTitle, "validator", _GATEWAY, METHODOLOGISTS)
GET_TRIAL = Rpc(subjects.TRIAL_GET, ById, TrialView, "validator", _GATEWAY, METHODOLOGISTS)
LIST_TRIALS = Rpc(subjects.TRIAL_LIST, ById, TrialPage, "validator", _GATEWAY, METHODOLOGISTS)
GET_EXAMPLES = Rpc(subjects.TRIAL_EXAMPLES, ExamplesQuery, TrialExamples, "validator", _GATEWAY, METHODOLOGISTS)
TRY_ON = Rpc(subjects.TRIAL_TRY, TryOn, TryOnVerdict, "validator", _GATEWAY, METHODOLOGISTS)

TRIAL_REQUESTED = Event(subjects.JOB_TRIAL_REQUESTED, TrialChunk, "validator", "BACKTEST")
CHUNK_FINISHED = Event(subjects.EVT_TRIAL_CHUNK_FINISHED, ChunkFinished, "validator", "EVT_VALIDATOR")
