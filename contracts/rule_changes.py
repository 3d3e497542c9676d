"""What changed in rule sets: differences of two versions, history, and what a file would bring in."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.base import Message, ObjectRef, Rpc
from contracts.roles import METHODOLOGISTS
from contracts.workbench import Author, Reader, RuleSetSummary, RuleSetView

# Files on their way in and out lie where those of pre-checks do: nothing there is older than an hour.
MAX_FILE_BYTES = 8 * 1024 * 1024


class FieldChange(Message):
    """Texts before and after; null where the field says nothing."""

    field: str
    before: str | None = None
    after: str | None = None


class ItemChange(Message):
    """A trigger by its code, or an element by its path."""

    kind: Literal["added", "removed", "changed"]
    key: str
    title: str
    fields: tuple[FieldChange, ...]


class RuleSetDiff(Message):
    settings: tuple[FieldChange, ...] = ()
    parameters: tuple[FieldChange, ...] = ()
    triggers: tuple[ItemChange, ...] = ()
    form: tuple[FieldChange, ...] = ()
    elements: tuple[ItemChange, ...] = ()


class CompareRuleSets(Message):
    """`against` null: the version that it is based on, else the one published before it."""

    id: UUID
    against: UUID | None = None


class ComparedRuleSets(Message):
    """`before` is null where there is nothing to compare with: then everything was added."""

    before: RuleSetSummary | None
    after: RuleSetSummary
    difference: RuleSetDiff


class AskHistory(Message):
    id: UUID


class HistoryEntry(Message):
    """One step: who, when, why, and what changed. `act` is created, saved, imported, proposed, returned, published…"""

    at: datetime
    by: Author
    act: str
    revision: int
    reason: str | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    proposed_by: str | None = None
    without_backtest: str | None = None
    file_name: str | None = None


class HistoryPage(Message):
    items: tuple[HistoryEntry, ...]
    next: str | None = None


class RuleFile(Message):
    """A file of rules that was brought in: YAML, or a workbook."""

    form: Annotated[str, StringConstraints(max_length=100)]
    object: ObjectRef
    file_name: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    language: Reader = "ru"


class FileMistake(Message):
    """`place` is where in the file: a line, or sheet, row and column."""

    place: str
    text: str


class RuleFilePreview(Message):
    """What the file would become: how it differs from the newest published version. `warnings` do not stand in the way."""

    version: str
    trigger_count: int
    difference: RuleSetDiff
    warnings: tuple[FileMistake, ...] = ()


class ExportRuleSet(Message):
    id: UUID
    format: Literal["yaml", "xlsx"]


class ExportedRuleSet(Message):
    """The object is removed by whoever asked, once it is read."""

    object: ObjectRef
    file_name: str


_GATEWAY = ("gateway",)
_FILES = timedelta(seconds=20)

COMPARE_RULE_SETS = Rpc(
    subjects.RULE_SET_COMPARE, CompareRuleSets, ComparedRuleSets, "validator", _GATEWAY, METHODOLOGISTS
)
GET_RULE_SET_HISTORY = Rpc(subjects.RULE_SET_HISTORY, AskHistory, HistoryPage, "validator", _GATEWAY, METHODOLOGISTS)
EXPORT_RULE_SET = Rpc(
    subjects.RULE_SET_EXPORT, ExportRuleSet, ExportedRuleSet, "validator", _GATEWAY, METHODOLOGISTS, _FILES
)
PREVIEW_RULE_FILE = Rpc(
    subjects.RULE_FILE_PREVIEW, RuleFile, RuleFilePreview, "validator", _GATEWAY, METHODOLOGISTS, _FILES
)
IMPORT_RULE_FILE = Rpc(subjects.RULE_FILE_IMPORT, RuleFile, RuleSetView, "validator", _GATEWAY, METHODOLOGISTS, _FILES)
