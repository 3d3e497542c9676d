"""A form tried on a file: what it would be recognised as, its period and organisation, and everything that is odd.

Pure and blocking, for the readers. Nothing is refused here but what cannot be read at all: a trial tells all at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from contracts.file_types import refused_type, type_of_name
from contracts.form_drafts import Trial, TrialProblem, UnreadableValue
from contracts.forms import Accepts
from contracts.reports import PeriodView
from services.validator.domain.checksums import is_inn
from services.validator.domain.forms import Form, edition_for, names_of
from services.validator.domain.periods import read_period
from services.validator.drafting.checks import is_pattern
from services.validator.engine.index import Index
from services.validator.engine.plan import Plan
from services.validator.engine.shape import FormShape
from services.validator.engine.structure import remarks_of
from services.validator.reader import Document, read_document, unpack
from services.validator.reader.recognise import identify, is_of, matches, read_inn, text_at

_SHOWN = 100
_LONGEST = 200
_READ_TYPES = ("number", "date", "boolean")


def try_form(data: bytes, file_name: str, editions: Sequence[Form], others: Sequence[Form]) -> Trial:
    """`editions`: those of the form, the one that is tried first. Raises `Refusal` for what cannot be read."""
    if editions[0].accepts is Accepts.FILES:
        return _ordinary(data, file_name, editions[0])
    broken = tuple(_broken_patterns(editions[0]))
    if broken:
        return Trial(taken=False, problems=broken)
    document = read_document(unpack(data, file_name).data)
    version = identify(document).version
    form = edition_for([one for one in editions if is_of(document, one)], version) or editions[0]
    problems = [*_recognition(document, form, version), *_period(document, form), *_inn(document, form)]
    claimed = [other.code for other in others if is_of(document, other)]
    if claimed:
        problems.append(TrialProblem(code="also_fits", where="other_forms", found=", ".join(claimed)))
    index = _index(document, form)
    unreadable = list(_unreadable(index, form)) if index else []
    place = form.period
    year, part = (_text(document, place.year), _text(document, place.part)) if place else (None, None)
    period = read_period(place.kind, year or "", part) if place else None
    return Trial(
        taken=not any(problem.where != "inn" for problem in problems),
        root=document.name,
        namespace=document.namespace,
        encoding=document.encoding,
        version=version,
        edition=form.edition,
        year_text=year,
        part_text=part,
        period=PeriodView(**period.model_dump(), label=period.label) if period else None,
        inn=read_inn(document, form),
        problems=tuple(problems),
        remarks=remarks_of(index, FormShape(form)) if index else (),
        unreadable=tuple(unreadable[:_SHOWN]),
        unreadable_total=len(unreadable),
    )


def _ordinary(data: bytes, file_name: str, form: Form) -> Trial:
    found = refused_type(file_name, io.BytesIO(data), form.file_types)
    if found is None:
        return Trial(taken=True, encoding=type_of_name(file_name))
    expected = ", ".join(form.file_types)
    problem = TrialProblem(code="wrong_file_type", where="file_types", found=found, expected=expected)
    return Trial(taken=False, problems=(problem,))


def _broken_patterns(form: Form) -> Iterator[TrialProblem]:
    if form.root and not is_pattern(form.root):
        yield TrialProblem(code="pattern", where="root", expected=form.root)
    if form.namespace and not is_pattern(form.namespace):
        yield TrialProblem(code="pattern", where="namespace", expected=form.namespace)


def _recognition(document: Document, form: Form, version: str | None) -> Iterator[TrialProblem]:
    if form.root is not None and not matches(form.root, document.name):
        yield TrialProblem(code="root_differs", where="root", found=document.name, expected=form.root)
    if form.namespace is not None and not matches(form.namespace, document.namespace):
        yield TrialProblem(
            code="namespace_differs", where="namespace", found=document.namespace, expected=form.namespace
        )
    if edition_for([form], version) is None:
        yield TrialProblem(code="version_differs", where="versions", found=version, expected=", ".join(form.versions))


def _period(document: Document, form: Form) -> Iterator[TrialProblem]:
    place = form.period
    if place is None or place.year is None:
        yield TrialProblem(code="period_not_set", where="period")
        return
    year, part = _text(document, place.year), _text(document, place.part)
    if read_period(place.kind, year or "", part) is None:
        yield TrialProblem(
            code="period_missing",
            where="period",
            found=", ".join(text for text in (year, part) if text) or None,
            expected=", ".join(path for path in (place.year, place.part) if path),
        )


def _inn(document: Document, form: Form) -> Iterator[TrialProblem]:
    """An organisation that is not told is no obstacle: uploads of such a form are taken by their place alone."""
    if not form.inn:
        yield TrialProblem(code="inn_not_set", where="inn")
        return
    inn = read_inn(document, form)
    if inn is None or not is_inn(inn):
        code = "inn_missing" if inn is None else "inn_wrong"
        yield TrialProblem(code=code, where="inn", found=inn and inn[:_LONGEST], expected=form.inn)


def _text(document: Document, path: str | None) -> str | None:
    text = text_at(document.root, path) if path else None
    return text and text[:_LONGEST]


def _index(document: Document, form: Form) -> Index | None:
    if not form.elements:
        return None
    plan = Plan()
    for element in form.elements:
        plan.slot(names_of(element.path))
    return Index(plan, document.root)


def _unreadable(index: Index, form: Form) -> Iterator[UnreadableValue]:
    for element in form.elements:
        slot = index.plan.find(names_of(element.path))
        if slot is None or element.type not in _READ_TYPES:
            continue
        column = index.columns[slot]
        for ordinal, value in enumerate(column.values(element.type)):
            if value is None:
                raw = (column.raw()[ordinal] or "").strip()[:_LONGEST]
                yield UnreadableValue(path=element.path, type=element.type, value=raw, line=column.line(ordinal))
