"""What differs between two versions of a rule set."""

from datetime import date

from services.validator.domain.differences import FieldDifference, compare
from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger

FORM = Form(code="1", title="Отчет", elements=(Element(path="А", type="number"),))


def trigger(code: str, formula: str = "А > 0", **more: object) -> Trigger:
    return Trigger.model_validate({"code": code, "title": f"Триггер {code}", "formula": formula, **more})


def rules(*triggers: Trigger, **more: object) -> RuleSet:
    return RuleSet.model_validate({"form": FORM, "version": "1", "triggers": triggers, **more})


def test_added_removed_and_changed_triggers_are_told_by_code() -> None:
    found = compare(
        rules(trigger("1"), trigger("2"), trigger("3")), rules(trigger("3"), trigger("2", "А > 1"), trigger("4"))
    )
    assert [(item.kind, item.key) for item in found.triggers] == [("changed", "2"), ("added", "4"), ("removed", "1")]
    assert found.triggers[0].fields == (FieldDifference("formula", "А > 0", "А > 1"),)
    assert found.same == 1


def test_an_added_trigger_comes_with_all_that_it_says() -> None:
    (item,) = compare(rules(), rules(trigger("1", hint="Исправьте"))).triggers
    said = {field.field: field.after for field in item.fields}
    assert said == {
        "title": "Триггер 1",
        "formula": "А > 0",
        "hint": "Исправьте",
        "severity": "error",
        "empty": "zero",
    }


def test_named_values_and_parameters_differ_one_by_one() -> None:
    before = trigger("1", values={"а": "1", "б": "2"}, parameters={"П": [{"value": "5"}]})
    after = trigger("1", values={"а": "1", "б": "3"}, parameters={"П": [{"value": "6", "since": "2026-01-01"}]})
    (item,) = compare(rules(before), rules(after)).triggers
    assert item.fields == (
        FieldDifference("values.б", "2", "3"),
        FieldDifference("parameters.П", "5", "2026-01-01 - …: 6"),
    )


def test_a_code_that_a_draft_has_twice_is_seen_twice() -> None:
    found = compare(rules(trigger("1")), rules(trigger("1"), trigger("1", "А > 5")))
    assert [(item.kind, item.key) for item in found.triggers] == [("added", "1 (2)")]


def test_the_end_of_a_text_is_no_difference() -> None:
    assert compare(rules(trigger("1", "А > 0\n")), rules(trigger("1", "А > 0"))).triggers == ()


def test_names_and_dates_of_versions_are_no_difference() -> None:
    after = rules(trigger("1")).model_copy(update={"version": "2", "effective_from": date(2026, 1, 1)})
    assert compare(rules(trigger("1")), after) == compare(rules(trigger("1")), rules(trigger("1")))


def test_parameters_of_the_set_and_elements_of_the_form_are_compared() -> None:
    form = FORM.model_copy(update={"edition": "2", "elements": (Element(path="А", type="text"),)})
    after = rules().model_copy(update={"form": form, "parameters": {"П": (DatedValue(value="1"),)}})
    found = compare(rules(), after)
    assert found.parameters == (FieldDifference("П", None, "1"),)
    assert found.form == (FieldDifference("edition", None, "2"),)
    assert [(item.kind, item.key, item.fields) for item in found.elements] == [
        ("changed", "А", (FieldDifference("type", "number", "text"),))
    ]
