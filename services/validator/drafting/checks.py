"""What stands against publishing a draft, by field. A draft itself may be as unfinished as it likes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import re2

from contracts.errors import FieldError
from contracts.field_errors import field_error
from contracts.file_types import KNOWN
from contracts.form_drafts import ElementDraft, FormContent
from contracts.forms import Accepts, covers
from contracts.periods import PeriodKind
from services.validator.domain.forms import Form
from services.validator.language.builder import quiet_options

_VERSION: Final = re.compile(r"\d+(\.\d+)*", re.ASCII)
_MOST_DAYS: Final = 366
_MOST_TOLD: Final = 100


def problems_of(content: FormContent, others: Sequence[Form]) -> tuple[FieldError, ...]:
    """At most a hundred, in the order of the form; `others` are its other editions."""
    checks = (
        _settings(content),
        _files(content) if content.accepts is Accepts.FILES else _recognition(content),
        _period(content),
        _editions(content, others),
        _elements(content) if content.accepts is Accepts.XTDD else iter(()),
    )
    found = [problem for check in checks for problem in check]
    return tuple(found[:_MOST_TOLD])


def _settings(content: FormContent) -> Iterator[FieldError]:
    if not content.title.strip():
        yield field_error("title", "required")
    if content.due is None:
        yield field_error("due", "required")
    elif not 0 < content.due.days <= _MOST_DAYS:
        yield field_error("due", "due_days")


def _files(content: FormContent) -> Iterator[FieldError]:
    if not content.file_types:
        yield field_error("file_types", "required")
    elif not {"jpg" if kind == "jpeg" else kind for kind in content.file_types} <= set(KNOWN):
        yield field_error("file_types", "file_type")


def _recognition(content: FormContent) -> Iterator[FieldError]:
    if not content.root and not content.namespace:
        # Such a form would claim every file of everybody.
        yield field_error("root", "recognition")
    for name, pattern in (("root", content.root), ("namespace", content.namespace)):
        if pattern and not is_pattern(pattern):
            yield field_error(name, "pattern")


def is_pattern(text: str) -> bool:
    """Whether RE2 takes it."""
    try:
        re2.compile(text, quiet_options())
    except re2.error:
        return False
    return True


def _period(content: FormContent) -> Iterator[FieldError]:
    place = content.period
    if place is None:
        yield field_error("period.kind", "required")
        return
    if content.accepts is Accepts.FILES:
        return
    if not place.year:
        yield field_error("period.year", "required")
    if place.kind is not PeriodKind.YEAR and not place.part:
        yield field_error("period.part", "required")
    listed = {element.path for element in content.elements}
    places = (("period.year", place.year), ("period.part", place.part), ("inn", content.inn))
    for name, path in places:
        if path and listed and path not in listed:
            yield field_error(name, "not_an_element")


def _editions(content: FormContent, others: Sequence[Form]) -> Iterator[FieldError]:
    if any(not _VERSION.fullmatch(version) for version in content.versions):
        yield field_error("versions", "version")
        return
    if others and not content.edition.strip():
        yield field_error("edition", "required")
    for other in others:
        if _overlap(content.versions, other.versions):
            yield field_error("versions", "versions_overlap")
            return


def _overlap(mine: Sequence[str], other: Sequence[str]) -> bool:
    """Two editions that are open to all overlap; one that is open beside one that names versions does not."""
    if not mine or not other:
        return not mine and not other
    return any(covers(other, version) for version in mine) or any(covers(mine, version) for version in other)


def _elements(content: FormContent) -> Iterator[FieldError]:
    paths = Counter(element.path for element in content.elements)
    for number, element in enumerate(content.elements):
        for name, code in _element(element, paths):
            yield field_error(f"elements.{number}.{name}", code)


def _element(element: ElementDraft, paths: Counter[str]) -> Iterator[tuple[str, str]]:
    if not is_path(element.path):
        yield "path", "path"
    elif paths[element.path] > 1:
        yield "path", "duplicate_path"
    if element.key and f"{element.path}.{element.key}" not in paths:
        yield "key", "key"


def is_path(text: str) -> bool:
    """Names parted by dots, the last perhaps an attribute; odd names stand in backticks, as in formulas."""
    return bool(re.fullmatch(r"(?:(?:[^\s.`@]+|`[^`]+`)\.)*@?(?:[^\s.`@]+|`[^`]+`)", text))
