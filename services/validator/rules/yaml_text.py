"""`RuleSet` -> the text of its file. What was read from it is equal to what was written."""

from __future__ import annotations

from typing import Any

import yaml

from services.validator.domain.rule_set import RuleSet
from services.validator.rules.writer import plain_rule_set


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        # The loader refuses anchors, and equal values would be written as such.
        return True


_Dumper.add_representer(_Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True))


def yaml_text(rules: RuleSet) -> str:
    """The file: form, version, parameters, triggers."""
    plain: dict[str, Any] = plain_rule_set(rules)
    form = plain["form"]
    for name in ("period", "due"):
        if name in form:
            form[name] = _Line(form[name])
    if "elements" in form:
        form["elements"] = [_Line(element) for element in form["elements"]]
    for owner in (plain, *plain["triggers"]):
        if "parameters" in owner:
            owner["parameters"] = {name: _lines(values) for name, values in owner["parameters"].items()}
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def _lines(values: Any) -> Any:
    return [_Line(value) for value in values] if isinstance(values, list) else values
