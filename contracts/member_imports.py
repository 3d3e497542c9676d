"""members: a list of organisations from a file - first what it would change, then that very thing."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import Message, ObjectRef, Rpc
from contracts.members import CardFieldChange
from contracts.roles import REGISTRARS

# A list of thousands of rows takes seconds to read and to write.
_READING = timedelta(seconds=45)
# Rows of a preview that are told one by one; the rest is counted.
MOST_SHOWN = 300


class ImportFile(Message):
    object: ObjectRef
    file_name: str


class ApplyImport(ImportFile):
    """The file that was previewed, once more, with the mark of that preview. `grounds` go into every history."""

    plan: str
    grounds: str


class RowOutcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    WRONG = "wrong"


class RowProblem(Message):
    """A cell at fault: the field, a code with its words, what was found and what was expected."""

    field: str
    code: str
    detail: str
    found: str | None = None
    expected: str | None = None


class ImportRow(Message):
    """A row that is not as the register has it; `number` is that of the line in the file, the heading included."""

    number: int
    outcome: RowOutcome
    inn: str
    name: str
    member_id: UUID | None = None
    changes: tuple[CardFieldChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()


class ImportCounts(Message):
    new: int
    changed: int
    same: int
    wrong: int


class ImportPlan(Message):
    """What a file would change. `plan` marks it: it is applied only as long as it would change just that."""

    plan: str
    sha256: str
    file_name: str
    counts: ImportCounts
    rows: tuple[ImportRow, ...] = Field(description="those at fault first; at most 300")
    rows_total: int
    columns: tuple[str, ...] = Field(description="fields that the file has")
    ignored: tuple[str, ...] = Field(default=(), description="headings that mean nothing here")


class ImportResult(Message):
    """`repeated`: it had been applied before, and nothing was done now. Rows at fault were passed over."""

    id: UUID
    sha256: str
    counts: ImportCounts
    at: datetime
    by: str
    repeated: bool


_GATEWAY = ("gateway",)

PREVIEW_IMPORT = Rpc(subjects.IMPORT_PREVIEW, ImportFile, ImportPlan, "members", _GATEWAY, REGISTRARS, timeout=_READING)
APPLY_IMPORT = Rpc(subjects.IMPORT_APPLY, ApplyImport, ImportResult, "members", _GATEWAY, REGISTRARS, timeout=_READING)
