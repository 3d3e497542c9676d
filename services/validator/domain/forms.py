"""A form: what a report must look like. Values that travel as JSON inside a rule set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from contracts.base import Message
from contracts.forms import Accepts, EditionTitle, PeriodPlace, covers
from contracts.terms import Term

ElementType = Literal["number", "date", "text", "boolean", "row"]


_STEP = re.compile(r"@?`[^`]*`|[^.]+")


def names_of(path: str) -> tuple[str, ...]:
    """`Раздел.Строка.@код` -> names, an attribute with its `@`. Backticks around odd names are taken off."""
    return tuple(_bare(step.strip()) for step in _STEP.findall(path))


def _bare(step: str) -> str:
    return "@" + step[1:].strip("`") if step.startswith("@") else step.strip("`")


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
    options: tuple[str, ...] = Field(default=(), description="the values of an enumeration; empty: any value")

    @property
    def caption(self) -> str | None:
        """The label as people know it: the given one, else section, line and column of the official form."""
        places = (("", self.section), ("строка ", self.line), ("графа ", self.column))
        where = ", ".join(word + value for word, value in places if value)
        return self.label or where or None


class Form(Message):
    """One edition of a form, whole: `versions` are the model versions that it is for (none named: all of them).

    `namespace` and `root` are RE2 patterns over the decoded namespace and the local name of the root.
    """

    code: str
    title: str
    accepts: Accepts = Accepts.XTDD
    file_types: tuple[str, ...] = ()
    edition: str = ""
    namespace: str | None = None
    root: str | None = None
    versions: tuple[str, ...] = ()
    period: PeriodPlace | None = None
    inn: str | None = None
    due: Term | None = None
    elements: tuple[Element, ...] = Field(default=(), description="empty: the form has no element list")

    @property
    def edition_title(self) -> EditionTitle:
        return EditionTitle(edition=self.edition, versions=self.versions)


def edition_for(editions: Sequence[Form], version: str | None) -> Form | None:
    """The edition for a file of `version`: one that names it goes before one that is open to all.

    Where the file states no version, the open one goes first, then the newest; `editions` come newest first.
    """
    fitting = [form for form in editions if version is None or covers(form.versions, version)]
    fitting.sort(key=lambda form: bool(form.versions) is (version is None))
    return fitting[0] if fitting else None
