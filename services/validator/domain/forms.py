"""A form: what a report must look like. Values that travel as JSON inside a rule set."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contracts.base import Message
from contracts.forms import Accepts
from contracts.periods import PeriodKind
from contracts.terms import Term

ElementType = Literal["number", "date", "text", "boolean", "row"]


class Element(Message):
    """One element of a form. `path` has local names from the root, parted by dots; a last `@name` is an attribute."""

    path: str
    type: ElementType
    label: str | None = None
    section: str | None = None
    line: str | None = None
    column: str | None = None
    repeats: bool = False
    key: str | None = None
    mandatory: bool = True

    @property
    def caption(self) -> str | None:
        """The label as people know it: the given one, else section, line and column of the official form."""
        places = (("", self.section), ("строка ", self.line), ("графа ", self.column))
        where = ", ".join(word + value for word, value in places if value)
        return self.label or where or None


class PeriodPlace(Message):
    """Where a file states its period: paths of the year and of the part of it that `kind` asks for.

    A form that takes ordinary files has the kind alone: such a file states nothing.
    """

    kind: PeriodKind
    year: str | None = None
    part: str | None = None


class Form(Message):
    """`namespace` and `root` are RE2 patterns over the decoded namespace and the local name of the root."""

    code: str
    title: str
    accepts: Accepts = Accepts.XTDD
    file_types: tuple[str, ...] = ()
    namespace: str | None = None
    root: str | None = None
    versions: tuple[str, ...] = ()
    period: PeriodPlace | None = None
    inn: str | None = None
    due: Term | None = None
    elements: tuple[Element, ...] = Field(default=(), description="empty: the form has no element list")
