"""A rule-set file -> `RuleSet`. Shape of the file: see `docs` of the trigger language and the built-in rule sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, cast

from contracts.forms import Accepts, PeriodPlace
from contracts.periods import PeriodKind
from contracts.terms import Term, TermUnit
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, Parameters, RuleSet, Trigger
from services.validator.language import FormulaError, parse
from services.validator.language.tree import Path
from services.validator.rules.document import Fields, Listing, Scalar, Value, read_document
from services.validator.rules.fields import FieldReader, Findings
from services.validator.rules.problems import Problem, RuleFileError
from services.validator.rules.static import static_warnings

_TYPES: Final = ("number", "date", "text", "boolean", "row")
_TOLERANCE = re.compile(r"\d+(?:\.\d+)?\s*%?", re.ASCII)
_FROM: Final = ("valid_from", "effective_from", "from")
_TO: Final = ("valid_to", "effective_to", "to")
_TRIGGER_TEXTS: Final = ("title", "message", "hint", "source")
_TRIGGER_FIELDS: Final = (
    *("code", "severity", "when", "formula", "tolerance", "empty", "values", "parameters"),
    *(*_TRIGGER_TEXTS, *_FROM, *_TO),
)
_FORM_FIELDS: Final = (
    *("code", "title", "namespace", "root", "versions", "version", "period", "inn", "due", "elements"),
    *("periodicity", "accepts", "file_types", "edition"),
)
_ELEMENT_FIELDS: Final = (
    "path",
    "type",
    "label",
    "section",
    "line",
    "column",
    "repeats",
    "key",
    "mandatory",
    "options",
)
_SET_FIELDS: Final = ("form", "version", "effective_from", "effective_to", "parameters", "triggers")


@dataclass(frozen=True, slots=True)
class LoadedRules:
    rule_set: RuleSet
    warnings: tuple[Problem, ...]


def load_rules(text: str) -> LoadedRules:
    """The rule set of a YAML text. Raises `RuleFileError` with every problem found, each with its place."""
    findings = Findings()
    reader = FieldReader(read_document(text.removeprefix("\ufeff")), findings)
    rule_set = read_rule_set(reader)
    if findings.problems:
        raise RuleFileError(tuple(sorted(findings.problems, key=lambda found: (found.line, found.column))))
    return LoadedRules(rule_set, (*findings.warnings, *static_warnings(rule_set)))


def read_rule_set(reader: FieldReader) -> RuleSet:
    """The rule set that a document describes; what is wrong is found in the reader's findings."""
    reader.warn_of_unknown(_SET_FIELDS)
    form = reader.below("form")
    if form is None:
        reader.required("form")
    if reader.value("triggers") is None and not isinstance(reader.fields.items.get("triggers"), Listing):
        reader.required("triggers")
    return RuleSet(
        form=_form(form) if form else Form(code="", title=""),
        version=reader.text("version") or "",
        effective_from=reader.date("effective_from"),
        effective_to=reader.date("effective_to"),
        parameters=_parameters(reader),
        triggers=_triggers(reader),
    )


def _form(reader: FieldReader) -> Form:
    reader.warn_of_unknown(_FORM_FIELDS)
    code = reader.required("code")
    return Form(
        code=code,
        title=reader.text("title") or code,
        accepts=Accepts(reader.choice("accepts", [kind.value for kind in Accepts], "xtdd")),
        file_types=reader.texts("file_types"),
        edition=reader.text("edition") or "",
        namespace=reader.pattern("namespace"),
        root=reader.pattern("root"),
        versions=reader.texts("versions") or reader.texts("version"),
        period=_period(reader),
        inn=_path(reader, "inn"),
        due=_due(reader),
        elements=_elements(reader),
    )


def _period(reader: FieldReader) -> PeriodPlace | None:
    below = reader.below("period")
    if below is None:
        return None
    kinds = [kind.value for kind in PeriodKind]
    kind = PeriodKind(below.choice("kind", kinds, "year"))
    if reader.text("accepts") == Accepts.FILES:
        return PeriodPlace(kind=kind)
    below.required("year")
    part = None if kind is PeriodKind.YEAR else _path(below, kind.value)
    if part is None and kind is not PeriodKind.YEAR:
        below.required(kind.value)
    return PeriodPlace(kind=kind, year=_path(below, "year"), part=part)


def _due(reader: FieldReader) -> Term | None:
    below = reader.below("due")
    if below is None:
        return None
    days = below.required("days")
    unit = below.choice("unit", [unit.value for unit in TermUnit], "working")
    if not (days.isascii() and days.isdigit()):
        below.complain("whole", "days", value=days)
        return None
    return Term(days=int(days), unit=TermUnit(unit))


def _path(reader: FieldReader, name: str) -> str | None:
    text = reader.text(name)
    if text is not None and not _is_path(text):
        reader.complain("path", name, value=text)
    return text


def _is_path(text: str) -> bool:
    try:
        parsed = parse(f"КОРЕНЬ.{text}")
    except FormulaError:
        # Element lists are drawn up from files, where names such as «КодISIN» mix alphabets.
        return bool(re.fullmatch(r"[^\s.]+(\.[^\s.]+)*", text))
    return isinstance(parsed, Path) and all(step.where is None for step in parsed.steps)


def _elements(reader: FieldReader) -> tuple[Element, ...]:
    elements: list[Element] = []
    seen: set[str] = set()
    for item in reader.items("elements"):
        below = FieldReader(item, reader.findings)
        below.warn_of_unknown(_ELEMENT_FIELDS)
        path = below.required("path")
        if path in seen:
            below.complain("duplicate_path", "path", path=path)
        seen.add(path)
        elements.append(_element(below, path))
    return tuple(elements)


def _element(reader: FieldReader, path: str) -> Element:
    kind = reader.choice("type", _TYPES, "text")
    return Element(
        path=path,
        type=cast(Any, kind),
        label=reader.text("label"),
        section=reader.text("section"),
        line=reader.text("line"),
        column=reader.text("column"),
        repeats=reader.boolean("repeats", False),
        key=reader.text("key"),
        mandatory=reader.boolean("mandatory", True),
        options=reader.texts("options"),
    )


def _parameters(reader: FieldReader) -> Parameters:
    below = reader.below("parameters")
    if below is None:
        return {}
    return {name: _dated_values(below, name, value) for name, value in below.fields.items.items()}


def _dated_values(reader: FieldReader, name: str, value: Value) -> tuple[DatedValue, ...]:
    if isinstance(value, Scalar):
        return (DatedValue(value=value.value),)
    items = value.items if isinstance(value, Listing) else (value,)
    found: list[DatedValue] = []
    for item in items:
        if isinstance(item, Scalar):
            reader.complain("mapping_expected", name)
            continue
        below = FieldReader(item, reader.findings, reader.trigger)
        below.warn_of_unknown((*_FROM, *_TO, "value"))
        found.append(DatedValue(value=below.required("value"), since=below.date(*_FROM), until=below.date(*_TO)))
    return tuple(found)


def _triggers(reader: FieldReader) -> tuple[Trigger, ...]:
    triggers: list[Trigger] = []
    codes: set[str] = set()
    for item in reader.items("triggers"):
        code = item.items.get("code") if isinstance(item, Fields) else None
        below = FieldReader(item, reader.findings, code.value if isinstance(code, Scalar) else None)
        trigger = _trigger(below)
        if trigger.code in codes:
            below.complain("duplicate_code", "code", taken=trigger.code)
        codes.add(trigger.code)
        triggers.append(trigger)
    return tuple(triggers)


def _trigger(reader: FieldReader) -> Trigger:
    reader.warn_of_unknown(_TRIGGER_FIELDS)
    code = reader.required("code")
    reader.required("formula")
    texts = {name: reader.text(name) for name in _TRIGGER_TEXTS}
    return Trigger(
        code=code,
        formula=reader.formula("formula") or "",
        severity=cast(Any, reader.choice("severity", ("error", "warning"), "error")),
        when=reader.formula("when"),
        tolerance=_tolerance(reader),
        empty=cast(Any, reader.choice("empty", ("zero", "missing"), "zero")),
        values=_values(reader),
        parameters=_parameters(reader),
        valid_from=reader.date(*_FROM),
        valid_to=reader.date(*_TO),
        **{**texts, "title": texts["title"] or code},
    )


def _tolerance(reader: FieldReader) -> str | None:
    text = reader.text("tolerance")
    if text is not None and not _TOLERANCE.fullmatch(text.strip()):
        reader.complain("tolerance", "tolerance", value=text)
    return text


def _values(reader: FieldReader) -> dict[str, str]:
    below = reader.below("values")
    if below is None:
        return {}
    values: dict[str, str] = {}
    for name in below.fields.items:
        below.check_formula(name, values.setdefault(name, below.required(name)))
    return values
