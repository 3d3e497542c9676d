"""The forms and rule sets that Kabinet brings along: YAML files beside, one a form. README.md explains the shape."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from contracts.forms import Accepts
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet
from services.validator.rules import load_rules

_FOLDER: Final = Path(__file__).parent


def rule_sets() -> tuple[RuleSet, ...]:
    """Rule sets of the forms that are judged by triggers, by code. Raises `RuleFileError` for a broken file."""
    return tuple(rules for rules in _all() if rules.form.accepts is Accepts.XTDD)


def forms_without_triggers() -> tuple[Form, ...]:
    """Forms that take ordinary files, by code."""
    return tuple(rules.form for rules in _all() if rules.form.accepts is Accepts.FILES)


def rule_set(code: str) -> RuleSet:
    """The rule set of one form. Raises LookupError for an unknown code."""
    for rules in _all():
        if rules.form.code == code:
            return rules
    raise LookupError(f"no built-in form {code}")


@cache
def _all() -> tuple[RuleSet, ...]:
    texts = (path.read_text(encoding="utf-8") for path in _FOLDER.glob("*.yaml"))
    return tuple(sorted((load_rules(text).rule_set for text in texts), key=lambda rules: rules.form.code))
