"""What a report says of itself: form, version, period, organisation, outgoing number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import re2
from lxml import etree

from contracts.forms import covers
from contracts.periods import Period
from services.validator.domain.forms import Form, edition_for, names_of
from services.validator.domain.periods import read_period
from services.validator.domain.values import read_date
from services.validator.language.builder import quiet_options
from services.validator.native import library
from services.validator.reader.refusals import Refusal, refuse
from services.validator.reader.texts import NOTHING, VERSION
from services.validator.reader.xml import Document

LETTER: Final = "СопроводительноеПисьмо"
_NAMESPACE = re.compile(
    r"^http://www\.it\.ru/Schemas/Avior/(?P<segment>[^/]+)"
    r"(?:/(?P<model>OKUD(?P<okud>\d{7})(?:_[^/]*)?)/(?P<version>[\d.]+)/(?P<n>\d+))?/?$"
)
_ROOT = re.compile(r"^(?:ОКУД|OKUD)(?P<okud>\d{7})(?:_(?P<version>\d+(?:_\d+)*))?$")


@dataclass(frozen=True, slots=True)
class Identity:
    """What root and namespace tell before any form is looked at."""

    code: str | None
    version: str | None
    model: str | None
    segment: str | None


def identify(document: Document) -> Identity:
    return _identify(document.namespace, document.name)


@lru_cache(maxsize=64)
def _identify(space: str, name: str) -> Identity:
    namespace = _NAMESPACE.match(space)
    root = _ROOT.match(name)
    stated = root["version"].replace("_", ".") if root and root["version"] else None
    return Identity(
        code=(root["okud"] if root else None) or (namespace["okud"] if namespace else None),
        version=(namespace["version"] if namespace else None) or stated,
        model=namespace["model"] if namespace else None,
        segment=namespace["segment"] if namespace else None,
    )


def find_form(document: Document, forms: Sequence[Form]) -> Form:
    """The form that the file is of, in the edition for its version; editions of a form come newest first.

    Raises `wrong_form` where none of them is, and where no edition is for the file's version.
    """
    first = next((form for form in forms if is_of(document, form)), None)
    if first is None:
        raise _wrong_form(document, ", ".join(dict.fromkeys(form.code for form in forms)))
    editions = [form for form in forms if form.code == first.code and is_of(document, form)]
    version = identify(document).version
    form = edition_for(editions, version)
    if form is None:
        raise _wrong_version(version or "", editions)
    return form


def check_form(document: Document, form: Form) -> None:
    """Raises `wrong_form` for a foreign root, namespace or version."""
    if not is_of(document, form):
        raise _wrong_form(document, form.code)
    version = identify(document).version
    if version and not covers(form.versions, version):
        raise _wrong_version(version, [form])


def is_of(document: Document, form: Form) -> bool:
    """Whether root and namespace are the form's; a form without patterns is told by the ОКУД code, if there is one."""
    return _is_of(document.namespace, document.name, form.namespace, form.root, form.code)


@lru_cache(maxsize=256)
def _is_of(space: str, name: str, namespaces: str | None, roots: str | None, form: str) -> bool:
    """Reports of a form share root and namespace; the patterns took as long as the walk over a small file."""
    if namespaces is not None and not matches(namespaces, space):
        return False
    if roots is not None:
        return matches(roots, name)
    code = _identify(space, name).code
    return code is None or namespaces is not None or code == form or not form.isdigit()


def read_stated_period(document: Document, form: Form) -> Period | None:
    """The period of the file; None for a form that says nothing of it. Raises `period_missing`."""
    place = form.period
    if place is None or place.year is None:
        return None
    year = text_at(document.root, place.year)
    part = text_at(document.root, place.part) if place.part else None
    period = read_period(place.kind, year or "", part)
    if period is None:
        raise refuse("period_missing", expected=", ".join(filter(None, (place.year, place.part))))
    return period


def read_inn(document: Document, form: Form) -> str | None:
    return text_at(document.root, form.inn) if form.inn else None


def read_outgoing(document: Document) -> tuple[str | None, date | None]:
    """Number and date of the covering letter, which lies under the root or under the root's child."""
    for letter in letters(document.root):
        number = _child_text(letter, "ИсходящийНомер")
        stated = read_date(_child_text(letter, "ИсходящаяДата"))
        return number, stated if isinstance(stated, date) else None
    return None, None


def letters(root: etree._Element) -> list[etree._Element]:
    found = list(root.iterchildren("{*}" + LETTER))
    return found + [below for child in root for below in child.iterchildren("{*}" + LETTER)]


def text_at(root: etree._Element, path: str) -> str | None:
    """The trimmed text of the first element at a dotted path, None where there is none or it is empty."""
    native = library()
    names, packed = _names(path)
    try:
        value = _text_at(root, names) if native is None else native.text_at(root, packed, len(names))
    except LookupError:
        value = _text_at(root, names)
    return (value or "").strip() or None


@lru_cache(maxsize=256)
def _names(path: str) -> tuple[tuple[str, ...], bytes]:
    """The names of a path, and the same with a zero after each."""
    names = names_of(path)
    return names, b"".join(name.encode() + b"\0" for name in names)


def _text_at(root: etree._Element, names: Sequence[str]) -> str | None:
    element: etree._Element | None = root
    *above, last = names
    for name in above:
        element = _child(element, name)
    if last.startswith("@"):
        return None if element is None else element.get(last[1:])
    element = _child(element, last)
    return None if element is None else element.text


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next(element.iterchildren("{*}" + name), None)


def _child_text(element: etree._Element, name: str) -> str | None:
    child = _child(element, name)
    return (child.text or "").strip() or None if child is not None else None


def _wrong_version(version: str, editions: Sequence[Form]) -> Refusal:
    awaited = ", ".join(dict.fromkeys(known for form in editions for known in form.versions))
    return refuse("wrong_form", found=VERSION[0].format(version=version), expected=VERSION[0].format(version=awaited))


def _wrong_form(document: Document, expected: str) -> Refusal:
    identity = identify(document)
    return refuse("wrong_form", found=identity.code or document.name or NOTHING[0], expected=expected)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern, quiet_options())


def matches(pattern: str, text: str) -> bool:
    """Patterns are the staff's, files are anybody's: RE2 is linear whatever meets whatever."""
    return _compiled(pattern).search(text) is not None
