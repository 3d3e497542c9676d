"""What differs between two versions of a rule set: triggers field by field, parameters, the form and its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import DatedValue, RuleSet

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
    settings: tuple[FieldDifference, ...] = ()
    parameters: tuple[FieldDifference, ...] = ()
    triggers: tuple[ItemDifference, ...] = ()
    form: tuple[FieldDifference, ...] = ()
    elements: tuple[ItemDifference, ...] = field(default=())

    def codes(self, kind: Kind) -> tuple[str, ...]:
        """Codes of triggers that were added, removed or changed."""
        return tuple(item.key for item in self.triggers if item.kind == kind)


def compare(before: RuleSet, after: RuleSet) -> Difference:
    """What makes `after` of `before`, in the order of `after`, with what was removed at the end."""
    return Difference(
        settings=_fields(_settings(before), _settings(after)),
        parameters=_fields(_parameters(before.parameters), _parameters(after.parameters)),
        triggers=_items(_triggers(before), _triggers(after), "title"),
        form=_fields(_form(before.form), _form(after.form)),
        elements=_items(_elements(before.form), _elements(after.form), "label"),
    )


def _fields(before: Texts, after: Texts) -> tuple[FieldDifference, ...]:
    names = dict.fromkeys([*after, *before])
    found = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(FieldDifference(name, old, new) for name, old, new in found if old != new)


def _items(before: Mapping[str, Texts], after: Mapping[str, Texts], title: str) -> tuple[ItemDifference, ...]:
    return tuple(_different(before, after, title))


def _different(before: Mapping[str, Texts], after: Mapping[str, Texts], title: str) -> Iterator[ItemDifference]:
    for key, texts in after.items():
        old = before.get(key)
        fields = _fields(old or {}, texts)
        if fields or old is None:
            yield ItemDifference("added" if old is None else "changed", key, texts.get(title, ""), fields)
    for key, texts in before.items():
        if key not in after:
            yield ItemDifference("removed", key, texts.get(title, ""), _fields(texts, {}))


def _settings(rules: RuleSet) -> Texts:
    return _texts(rules.model_dump(mode="json", include={"version", "effective_from", "effective_to"}))


def _triggers(rules: RuleSet) -> dict[str, Texts]:
    return {trigger.code: _trigger(trigger.model_dump(mode="json"), trigger.parameters) for trigger in rules.triggers}


def _trigger(dumped: dict[str, Any], parameters: Mapping[str, tuple[DatedValue, ...]]) -> Texts:
    values = dumped.pop("values")
    dumped.pop("parameters")
    named = {f"values.{name}": text for name, text in values.items()}
    own = {f"parameters.{name}": text for name, text in _parameters(parameters).items()}
    return _texts(dumped) | named | own


def _parameters(parameters: Mapping[str, tuple[DatedValue, ...]]) -> dict[str, str]:
    return {name: "\n".join(_dated(value) for value in values) for name, values in parameters.items()}


def _dated(value: DatedValue) -> str:
    if value.since is None and value.until is None:
        return value.value
    return f"{value.since or '…'} - {value.until or '…'}: {value.value}"


def _form(form: Form) -> Texts:
    dumped = form.model_dump(mode="json", exclude={"elements", "period", "due"})
    period = form.period.model_dump(mode="json") if form.period else {}
    due = form.due.model_dump(mode="json") if form.due else {}
    nested = {f"period.{name}": value for name, value in period.items()} | {f"due.{n}": v for n, v in due.items()}
    return _texts(dumped | nested)


def _elements(form: Form) -> dict[str, Texts]:
    return {element.path: _texts(element.model_dump(mode="json")) for element in form.elements}


def _texts(dumped: Mapping[str, Any]) -> dict[str, str]:
    """Plain texts of what says something."""
    given = {name: value for name, value in dumped.items() if value not in (None, [], (), "")}
    return {name: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in given.items()}
