"""Typed reading of fields: every mistake is collected with its place, reading goes on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Final

import re2

from services.validator.language import FormulaError, parse
from services.validator.language.builder import parse_date_literal, quiet_options
from services.validator.rules.document import Fields, Listing, Place, Scalar, Value
from services.validator.rules.problems import Problem, problem
from services.validator.rules.texts import HINT

_NOTHING: Final = frozenset({"", "~", "null"})
_TRUE: Final = frozenset({"true", "yes", "да", "1"})
_FALSE: Final = frozenset({"false", "no", "нет", "0"})


class Findings:
    """Problems refuse the file, warnings (a misspelt field, an unknown element) are only told."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def add(self, code: str, place: Place, owner: Owner, **values: str) -> None:
        self.problems.append(owner.name(problem(code, place, **values)))


class Owner:
    """The trigger and field that a problem is told with."""

    def __init__(self, trigger: str | None = None, field: str | None = None) -> None:
        self.trigger = trigger
        self.field = field

    def name(self, found: Problem) -> Problem:
        return Problem(found.code, found.line, found.column, found.text, found.text_en, self.trigger, self.field)


class FieldReader:
    """Reads one mapping of the file."""

    def __init__(self, value: Value, findings: Findings, trigger: str | None = None) -> None:
        self.findings = findings
        self.trigger = trigger
        if not isinstance(value, Fields):
            findings.add("mapping_expected", value.place, Owner(trigger))
            value = Fields(value.place, {}, {})
        self.fields = value

    def place(self, name: str) -> Place:
        return self.fields.places.get(name, self.fields.place)

    def complain(self, code: str, name: str, **values: str) -> None:
        self.findings.add(code, self.place(name), Owner(self.trigger, name), **values)

    def value(self, name: str) -> Value | None:
        value = self.fields.items.get(name)
        return None if isinstance(value, Scalar) and value.value in _NOTHING else value

    def text(self, name: str) -> str | None:
        value = self.value(name)
        if value is None:
            return None
        if isinstance(value, Scalar):
            return value.value
        self.complain("scalar_expected", name)
        return None

    def required(self, name: str) -> str:
        text = self.text(name)
        if text is None:
            self.findings.add("required", self.fields.place, Owner(self.trigger, name), name=name)
        return text or ""

    def first(self, *names: str) -> str | None:
        """The value of the first of several accepted names."""
        return next((name for name in names if self.value(name) is not None), None)

    def date(self, *names: str) -> date | None:
        name = self.first(*names)
        text = self.text(name) if name else None
        if name is None or text is None:
            return None
        value = parse_date_literal(text)
        if value is None:
            self.complain("date", name, value=text)
        return value

    def choice(self, name: str, options: Iterable[str], default: str) -> str:
        text = self.text(name)
        if text is None:
            return default
        if text not in options:
            self.complain("choice", name, value=text, expected=", ".join(options))
            return default
        return text

    def boolean(self, name: str, default: bool) -> bool:
        text = self.text(name)
        if text is None:
            return default
        if text.casefold() not in _TRUE | _FALSE:
            self.complain("boolean", name, value=text)
        return text.casefold() in _TRUE

    def pattern(self, name: str) -> str | None:
        text = self.text(name)
        if text is not None:
            try:
                re2.compile(text, quiet_options())
            except re2.error as error:
                self.complain("pattern", name, reason=str(error))
        return text

    def formula(self, name: str) -> str | None:
        text = self.text(name)
        if text is not None:
            self.check_formula(name, text)
        return text

    def check_formula(self, name: str, text: str) -> None:
        try:
            parse(text)
        except FormulaError as error:
            line, column = self.place(name)
            self.findings.problems.append(
                Problem(
                    "formula",
                    line,
                    column,
                    str(error),
                    error.message_en,
                    self.trigger,
                    name,
                    error.line,
                    error.column,
                )
            )

    def items(self, name: str) -> tuple[Value, ...]:
        value = self.value(name)
        if value is None:
            return ()
        if isinstance(value, Listing):
            return value.items
        self.complain("list_expected", name)
        return ()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of values, or one value alone."""
        value = self.value(name)
        if isinstance(value, Scalar):
            return (value.value,)
        return tuple(item.value for item in self.items(name) if isinstance(item, Scalar))

    def below(self, name: str) -> FieldReader | None:
        value = self.value(name)
        return None if value is None else FieldReader(value, self.findings, self.trigger)

    def warn_of_unknown(self, known: Iterable[str]) -> None:
        """A misspelt `tolerance` would change verdicts in silence."""
        names = list(known)
        for name in self.fields.items:
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = HINT.format(name=near[0]) if near else ""
                found = problem("unknown_field", self.place(name), name=name, hint=hint)
                self.findings.warnings.append(Owner(self.trigger).name(found))
