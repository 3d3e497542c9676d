"""`RuleSet` -> the plain values of its file, in the order in which people write them; what is default is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.validator.domain.forms import Element, Form
from services.validator.domain.rule_set import DatedValue, Parameters, RuleSet, Trigger
from services.validator.rules.document import Fields, Listing, Scalar, Value

Plain = str | list[Any] | dict[str, Any]


def plain_rule_set(rules: RuleSet) -> dict[str, Plain]:
    """The whole file: reading it again gives an equal rule set."""
    return _filled(
        form=plain_form(rules.form),
        version=rules.version,
        effective_from=rules.effective_from,
        effective_to=rules.effective_to,
        parameters=_parameters(rules.parameters),
    ) | {"triggers": [_trigger(trigger) for trigger in rules.triggers]}


def plain_form(form: Form) -> dict[str, Plain]:
    """The part `form` of the file."""
    period = form.period and _filled(
        kind=form.period.kind.value,
        year=form.period.year,
        **{form.period.kind.value: form.period.part} if form.period.kind.value != "year" else {},
    )
    return _filled(
        code=form.code,
        title=form.title,
        accepts=form.accepts.value,
        file_types=list(form.file_types),
        edition=form.edition or None,
        namespace=form.namespace,
        root=form.root,
        versions=list(form.versions),
        period=period,
        inn=form.inn,
        due=form.due and {"days": str(form.due.days), "unit": form.due.unit.value},
        elements=[_element(element) for element in form.elements],
    )


def _element(element: Element) -> dict[str, Plain]:
    return _filled(
        path=element.path,
        type=element.type,
        label=element.label,
        section=element.section,
        line=element.line,
        column=element.column,
        repeats="true" if element.repeats else None,
        key=element.key,
        mandatory=None if element.mandatory else "false",
        options=list(element.options),
    )


def _trigger(trigger: Trigger) -> dict[str, Plain]:
    return _filled(
        code=trigger.code,
        title=trigger.title,
        severity=trigger.severity,
        when=trigger.when,
        formula=trigger.formula,
        message=trigger.message,
        hint=trigger.hint,
        source=trigger.source,
        tolerance=trigger.tolerance,
        empty=None if trigger.empty == "zero" else trigger.empty,
        values=trigger.values,
        parameters=_parameters(trigger.parameters),
        valid_from=trigger.valid_from,
        valid_to=trigger.valid_to,
    )


def _parameters(parameters: Parameters) -> dict[str, Plain]:
    return {name: _dated(values) for name, values in parameters.items()}


def _dated(values: Iterable[DatedValue]) -> Plain:
    plain = [_filled(**{"from": value.since, "to": value.until, "value": value.value}) for value in values]
    if len(plain) == 1 and list(plain[0]) == ["value"]:
        return str(plain[0]["value"])
    return list(plain)


def _filled(**values: Any) -> dict[str, Any]:
    """Without the fields that say nothing; dates as text."""
    given = {name: value for name, value in values.items() if value not in (None, {}, [], ())}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in given.items()}


def as_document(plain: dict[str, Any]) -> Fields:
    """Plain values as a document that was read, so that the file's own checks serve a draft too.

    The place of a trigger, and of all within it, is its number from 1; other places are 0.
    """
    items: dict[str, Value] = {name: _value(value, 0) for name, value in plain.items()}
    triggers = tuple(_value(trigger, number) for number, trigger in enumerate(plain["triggers"], 1))
    items["triggers"] = Listing((0, 0), triggers)
    return _fields(items, 0)


def _value(value: Any, number: int) -> Value:
    if isinstance(value, dict):
        return _fields({name: _value(item, number) for name, item in value.items()}, number)
    if isinstance(value, list):
        return Listing((number, 0), tuple(_value(item, number) for item in value))
    return Scalar((number, 0), str(value))


def _fields(items: dict[str, Value], number: int) -> Fields:
    return Fields((number, 0), items, dict.fromkeys(items, (number, 0)))
