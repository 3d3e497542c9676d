"""One trigger over a small report: the tests of the language's semantics are tables of formulas and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from contracts.terms import WorkingCalendar, WorkingYear
from contracts.verdict import Finding
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import JudgeContext, Verdict, compile_rule_set
from tests.unit.services.validator.lanes import judged

# What is of the report and its surroundings, and not of the trigger.
_OUTSIDE = (
    *("listing", "attributes", "member", "calendar", "reporting_date", "rule_set"),
    *("previous", "year_ago", "other_forms", "form"),
)
Judge = Callable[..., Verdict]
Tell = Callable[..., Finding]


def report(body: str, attributes: str = "") -> bytes:
    return f"<Отчет {attributes}>{body}</Отчет>".encode()


def elements(listing: str) -> tuple[Element, ...]:
    """`Путь:type` parted by white space; `*` after the type repeats, `?` may be missing, `#имя` is the key."""
    found = []
    for line in listing.split():
        path, kind = line.split(":")
        kind, _, key = kind.partition("#")
        found.append(
            Element(
                path=path,
                type=kind.rstrip("*?"),  # type: ignore[arg-type]
                repeats="*" in kind,
                mandatory="?" not in kind,
                key=key or None,
            )
        )
    return tuple(found)


@pytest.fixture
def judge_with() -> Judge:
    """A verdict over `body` with triggers given as fields; `listing` gives the form an element list."""

    def run(
        body: str, *triggers: Mapping[str, Any], listing: str = "", attributes: str = "", **context: Any
    ) -> Verdict:
        sets = context.pop("rule_set", {})
        form = context.pop("form", {})
        rule_set = RuleSet(
            form=Form(**{"code": "ТЕСТ", "title": "Проба", "elements": elements(listing), **form}),
            version="1",
            triggers=tuple(
                Trigger(**{"code": f"Т-{n:02}", "title": "Проба", **fields}) for n, fields in enumerate(triggers, 1)
            ),
            **sets,
        )
        return judged(report(body, attributes), compile_rule_set(rule_set), JudgeContext(**context), with_held=True)

    return run


@pytest.fixture
def tell(judge_with: Judge) -> Tell:
    """The finding of one formula."""

    def run(formula: str, body: str = "", **fields: Any) -> Finding:
        outside = {name: fields.pop(name) for name in _OUTSIDE if name in fields}
        verdict = judge_with(body, {"formula": formula, **fields}, **outside)
        assert verdict.findings, verdict.reasons
        return verdict.findings[0]

    return run


@pytest.fixture
def november() -> WorkingCalendar:
    """2026 with the holiday of 4 November."""
    return WorkingCalendar([WorkingYear(year=2026, holidays=(date(2026, 11, 4),))])
