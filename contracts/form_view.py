"""A report as people know it on paper: sections, rows and columns of the form with the values of one file.

reports answers whether a person may see the submission; the validator reads the file, in a process that can be killed.
"""

from datetime import timedelta
from uuid import UUID

from pydantic import Field

from contracts import subjects
from contracts.base import Message, ObjectRef, Rpc
from contracts.roles import READERS

MOST_ROWS = 200


class Window(Message):
    """Which rows: those of a section from `offset` on, or those around a cell (its path and the row of its table)."""

    section: int | None = Field(default=None, ge=0)
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=50, ge=1, le=MOST_ROWS)
    cell: str | None = Field(default=None, max_length=2000)
    row: int | None = Field(default=None, ge=1)


class FormSection(Message):
    """`rows` counts all rows of all its tables."""

    number: int
    title: str | None
    rows: int


class FormColumn(Message):
    """A column on paper: its number, its heading, and the element that fills it in a table of rows."""

    number: str | None = None
    label: str | None = None
    path: str | None = None
    type: str | None = None


class FormCell(Message):
    """`value` is the raw text, null where the file has no such element; `cut` when it was too long to show."""

    path: str
    label: str | None = None
    value: str | None = None
    line: int | None = None
    type: str | None = None
    cut: bool = False


class FormRow(Message):
    """`line` is the line of the form or the key of a row; `row` counts the rows of a table from 1.

    `cells` stand under the columns of their block; null where the form has no cell.
    """

    line: str | None = None
    label: str | None = None
    row: int | None = None
    cells: tuple[FormCell | None, ...]


class FormBlock(Message):
    """Lines of the form, or a table whose rows repeat. `rows` are those of this window, `total` all of them."""

    repeats: bool
    path: str | None = Field(default=None, description="of the rows that repeat")
    title: str | None = None
    columns: tuple[FormColumn, ...]
    total: int
    rows: tuple[FormRow, ...]


class FormPicture(Message):
    """One window on a report. `next` is the offset of the following rows of this section."""

    sections: tuple[FormSection, ...]
    section: int
    offset: int
    next: int | None = None
    blocks: tuple[FormBlock, ...]


class CellChange(Message):
    """A cell that differs between two files. `before` or `after` is null where the file lacks it."""

    path: str
    label: str | None = None
    section: str | None = None
    form_line: str | None = None
    column: str | None = None
    row: int | None = Field(default=None, description="of the newer file, or of the older one where a row went")
    row_key: str | None = None
    before: str | None = None
    after: str | None = None
    whole_row: bool = Field(default=False, description="the row itself came or went")


class Comparison(Message):
    items: tuple[CellChange, ...]
    total: int
    next: int | None = Field(default=None, description="offset of the following changes")


class DrawForm(Message):
    """Asked of the validator. `rule_set` tells by which version of the form; without it the newest one."""

    object: ObjectRef
    file_name: str
    form: str
    rule_set: UUID | None = None
    window: Window


class CompareFiles(Message):
    """Asked of the validator: what differs between an older and a newer file of one form."""

    before: ObjectRef
    before_name: str
    after: ObjectRef
    after_name: str
    form: str
    rule_set: UUID | None = None
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=100, ge=1, le=MOST_ROWS)


class ViewForm(Message):
    """Asked of reports: a submission as people know it on paper."""

    id: UUID
    window: Window


class CompareSubmissions(Message):
    """Asked of reports: what changed from the older of two versions of one report to the newer, in whatever order."""

    id: UUID
    other: UUID
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=100, ge=1, le=MOST_ROWS)


# A file of 25 MB is read anew for each window; the asker of reports waits a little longer than reports itself.
_READING = timedelta(seconds=15)
_ASKING = timedelta(seconds=18)

DRAW_FORM = Rpc(subjects.FILE_DRAW, DrawForm, FormPicture, "validator", ("reports",), READERS, _READING)
COMPARE_FILES = Rpc(subjects.FILE_COMPARE, CompareFiles, Comparison, "validator", ("reports",), READERS, _READING)
VIEW_FORM = Rpc(subjects.SUBMISSION_VIEW_FORM, ViewForm, FormPicture, "reports", ("gateway",), READERS, _ASKING)
COMPARE_SUBMISSIONS = Rpc(
    subjects.SUBMISSION_COMPARE, CompareSubmissions, Comparison, "reports", ("gateway",), READERS, _ASKING
)
