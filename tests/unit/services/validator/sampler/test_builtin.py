"""The built-in forms and rule sets as data."""

from datetime import date

import pytest

from contracts.forms import Accepts
from contracts.periods import PeriodKind
from contracts.terms import TermUnit
from services.validator.builtin import forms_without_triggers, rule_set, rule_sets
from services.validator.domain.rule_set import RuleSet


def _forms() -> dict[str, RuleSet]:
    return {rules.form.code: rules for rules in rule_sets()}


def test_forms_with_triggers_and_forms_of_ordinary_files_are_told_apart() -> None:
    assert sorted(_forms()) == ["0420841", "0420846"]
    assert sorted(form.code for form in forms_without_triggers()) == ["СРО-АУДИТ", "СРО-ЖАЛОБЫ"]


def test_the_complaints_report_takes_ordinary_files_within_ten_working_days() -> None:
    form = next(form for form in forms_without_triggers() if form.code == "СРО-ЖАЛОБЫ")

    assert form.accepts is Accepts.FILES
    assert form.file_types == ("xlsx", "pdf", "docx", "jpg", "png")
    assert form.period is not None
    assert form.period.kind is PeriodKind.QUARTER
    assert form.due is not None
    assert (form.due.days, form.due.unit) == (10, TermUnit.WORKING)


def test_an_unknown_form_is_told_as_such() -> None:
    with pytest.raises(LookupError):
        rule_set("0420999")


@pytest.mark.parametrize("code", sorted(_forms()))
def test_every_trigger_tells_what_is_wrong_how_to_mend_it_and_why(code: str) -> None:
    lacking = [t.code for t in rule_set(code).triggers if not (t.title and t.message and t.hint and t.source)]

    assert lacking == []


@pytest.mark.parametrize("code", sorted(_forms()))
def test_every_element_has_a_label_and_its_place_in_the_official_form(code: str) -> None:
    assert [e.path for e in rule_set(code).form.elements if not (e.label and e.section)] == []


def test_the_quarterly_report_has_errors_and_warnings() -> None:
    severities = [trigger.severity for trigger in rule_set("0420846").triggers]

    assert len(severities) > 100
    assert severities.count("warning") > 20


@pytest.mark.parametrize(
    ("parameter", "day", "value"),
    [
        ("КАПИТАЛ_МИН", date(2024, 6, 30), "4000"),
        ("КАПИТАЛ_МИН", date(2024, 7, 1), "5000"),
        ("ЗАЕМ_ЮЛ_МАКС", date(2025, 12, 28), "5000"),
        ("ЗАЕМ_ЮЛ_МАКС", date(2025, 12, 29), "15000"),
        ("СТАВКА_ДЕНЬ_МАКС", date(2026, 9, 30), "0.8"),
    ],
)
def test_limits_of_acts_go_by_the_reporting_date(parameter: str, day: date, value: str) -> None:
    values = [dated for dated in rule_set("0420846").parameters[parameter] if dated.in_force(day)]

    assert max(values, key=lambda dated: dated.since or date.min).value == value


def test_past_periods_are_judged_too() -> None:
    assert all(rules.in_force(date(2024, 3, 31)) for rules in rule_sets())
