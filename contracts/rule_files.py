"""Rule sets as files, YAML or a workbook: out, and in again as a draft. A file brings triggers, never a form."""

from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts import subjects
from contracts.base import Message, ObjectRef, Rpc
from contracts.roles import METHODOLOGISTS
from contracts.rule_changes import RuleSetDiff
from contracts.workbench import ChangeRuleSet, Line, Reader, Repeatable, RuleSetSummary, RuleSetView

# What a methodologist writes travels in one message of 240 KB; a workbook around it is larger, never that much.
MAX_FILE_BYTES = 4 * 1024 * 1024

Code = Annotated[str, StringConstraints(max_length=100)]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Comment = Annotated[str, StringConstraints(max_length=1000)]


class FileRemark(Message):
    """`place` is where in the file: a line of YAML, or a sheet and a cell."""

    place: str
    text: str


class PreviewRuleFile(Message):
    """`draft`: the draft whose text the file would take the place of; without one it would be a new draft of `form`.

    `edition` of the form: null for that which the file names, else the newest.
    """

    form: Code | None = None
    draft: UUID | None = None
    edition: Line | None = None
    object: ObjectRef
    file_name: FileName
    language: Reader = "ru"


class RuleFilePreview(Message):
    """What the file holds, and how that differs from `against`: the draft, or the version in force.

    `mistakes` are those of formulas: a draft may have them. `remarks` tell what the file says in vain.
    """

    form: str
    edition: str
    version: str | None
    trigger_count: int
    against: RuleSetSummary | None
    difference: RuleSetDiff
    mistakes: tuple[FileRemark, ...] = ()
    remarks: tuple[FileRemark, ...] = ()


class ImportRuleFile(Repeatable):
    """A new draft of the file. `edition` as in a preview."""

    form: Code
    edition: Line | None = None
    object: ObjectRef
    file_name: FileName
    reason: Comment | None = None
    language: Reader = "ru"


class ReplaceByRuleFile(ChangeRuleSet, Repeatable):
    """The text of a draft gives way to that of the file."""

    object: ObjectRef
    file_name: FileName
    reason: Comment | None = None


class ExportRuleSet(Message):
    id: UUID
    format: Literal["yaml", "xlsx"]


class ExportedRuleSet(Message):
    """The object is removed by whoever asked, once it is read."""

    object: ObjectRef
    file_name: str = Field(description="for whoever saves it")


_FILES = timedelta(seconds=20)

EXPORT_RULE_SET = Rpc(
    subjects.RULE_SET_EXPORT, ExportRuleSet, ExportedRuleSet, "validator", ("gateway",), METHODOLOGISTS, _FILES
)
PREVIEW_RULE_FILE = Rpc(
    subjects.RULE_FILE_PREVIEW, PreviewRuleFile, RuleFilePreview, "validator", ("gateway",), METHODOLOGISTS, _FILES
)
IMPORT_RULE_FILE = Rpc(
    subjects.RULE_FILE_IMPORT, ImportRuleFile, RuleSetView, "validator", ("gateway",), METHODOLOGISTS, _FILES
)
REPLACE_BY_RULE_FILE = Rpc(
    subjects.RULE_FILE_REPLACE, ReplaceByRuleFile, RuleSetView, "validator", ("gateway",), METHODOLOGISTS, _FILES
)
