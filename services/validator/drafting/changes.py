"""What a publication changes, setting by setting and element by element: the «what» of a form's history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from contracts.form_drafts import Change
from services.validator.domain.forms import Element, Form

MOST_KEPT: Final = 200
_SETTINGS: Final = ("title", "accepts", "file_types", "namespace", "root", "versions", "period", "inn", "due")


def changes_between(before: Form | None, after: Form) -> list[Change]:
    """All of them; a form that is published for the first time has none."""
    if before is None:
        return []
    return [*_settings(before, after), *_elements(before, after)]


def _settings(before: Form, after: Form) -> Iterator[Change]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for name in _SETTINGS:
        if old[name] != new[name]:
            yield Change(kind="setting", name=name, before=_text(old[name]), after=_text(new[name]))


def _elements(before: Form, after: Form) -> Iterator[Change]:
    old = {element.path: element for element in before.elements}
    new = {element.path: element for element in after.elements}
    for path, element in new.items():
        if path not in old:
            yield Change(kind="element_added", name=path)
        elif old[path] != element:
            was, became = _difference(old[path], element)
            yield Change(kind="element_changed", name=path, before=was, after=became)
    for path in old:
        if path not in new:
            yield Change(kind="element_removed", name=path)


def _difference(before: Element, after: Element) -> tuple[str, str]:
    old, new = before.model_dump(), after.model_dump()
    names = [name for name in new if old[name] != new[name]]
    return tuple("; ".join(f"{name}: {_text(side[name])}" for name in names) for side in (old, new))  # type: ignore[return-value]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items() if inner is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)
