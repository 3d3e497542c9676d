"""What differs between two versions of a rule set: triggers field by field, parameters, the form and its elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import DatedValue, RuleSet, Trigger

Kind = Literal["added", "removed", "changed"]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """Texts of a field before and after; None where it says nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """A trigger or an element: `key` is its code or path."""

    kind: Kind
    key: str
    title: str
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`same` counts the triggers that are equal in both."""

    triggers: tuple[ItemDifference, ...]
    same: int
    parameters: tuple[FieldDifference, ...]
    form: tuple[FieldDifference, ...]
    elements: tuple[ItemDifference, ...]


def compare(before: RuleSet, after: RuleSet) -> Difference:
    """What makes `after` of `before`, in the order of `after`, with what was removed at the end.

    Names and dates of the versions are not compared: two versions always differ in them.
    """
    triggers = tuple(_items(_triggers(before.triggers), _triggers(after.triggers), "title"))
    return Difference(
        triggers=triggers,
        same=len(after.triggers) - sum(item.kind != "removed" for item in triggers),
        parameters=_fields(_parameters(before.parameters), _parameters(after.parameters)),
        form=_fields(_form(before.form), _form(after.form)),
        elements=tuple(_items(elements_of(before.form), elements_of(after.form), "label")),
    )


def elements_of(form: Form) -> dict[str, Texts]:
    """What is said of each element, by its path."""
    return {element.path: _texts(element.model_dump(mode="json")) for element in form.elements}


def _fields(before: Texts, after: Texts) -> tuple[FieldDifference, ...]:
    names = dict.fromkeys([*after, *before])
    found = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(FieldDifference(name, old, new) for name, old, new in found if old != new)


def _items(before: Mapping[str, Texts], after: Mapping[str, Texts], title: str) -> Iterator[ItemDifference]:
    for key, texts in after.items():
        old = before.get(key)
        fields = _fields(old or {}, texts)
        if fields or old is None:
            yield ItemDifference("added" if old is None else "changed", key, texts.get(title, ""), fields)
    for key, texts in before.items():
        if key not in after:
            yield ItemDifference("removed", key, texts.get(title, ""), _fields(texts, {}))


def _triggers(triggers: Iterable[Trigger]) -> dict[str, Texts]:
    """By code. A draft may have a code twice, and both are to be seen."""
    found: dict[str, Texts] = {}
    for trigger in triggers:
        key, number = trigger.code, 1
        while key in found:
            number += 1
            key = f"{trigger.code} ({number})"
        found[key] = _trigger(trigger)
    return found


def _trigger(trigger: Trigger) -> Texts:
    texts = _texts(trigger.model_dump(mode="json", exclude={"code", "values", "parameters"}))
    named = {f"values.{name}": text.strip() for name, text in trigger.values.items()}
    own = {f"parameters.{name}": text for name, text in _parameters(trigger.parameters).items()}
    return texts | named | own


def _parameters(parameters: Mapping[str, tuple[DatedValue, ...]]) -> dict[str, str]:
    return {name: "\n".join(_dated(value) for value in values) for name, values in parameters.items()}


def _dated(value: DatedValue) -> str:
    if value.since is None and value.until is None:
        return value.value
    return f"{value.since or '…'} - {value.until or '…'}: {value.value}"


def _form(form: Form) -> Texts:
    dumped = form.model_dump(mode="json", exclude={"code", "elements", "period", "due"})
    period = form.period.model_dump(mode="json") if form.period else {}
    due = form.due.model_dump(mode="json") if form.due else {}
    nested = {f"period.{name}": value for name, value in period.items()} | {f"due.{n}": v for n, v in due.items()}
    return _texts(dumped | nested)


def _texts(dumped: Mapping[str, Any]) -> dict[str, str]:
    """Plain texts of what says something. A line's end after a text is none of its matter: YAML leaves one behind."""
    given = {name: value for name, value in dumped.items() if value not in (None, [], (), "")}
    return {name: _text(value) for name, value in given.items()}


def _text(value: Any) -> str:
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value)).strip()
