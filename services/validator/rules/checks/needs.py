"""What a formula asks for besides the file: other reports, parameters, the member's card, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from contracts.forms import RuleSetNeeds
from services.validator.language import parse, tree, words
from services.validator.language.printer import dotted


@dataclass(frozen=True, slots=True)
class Needs:
    """Sorted, so that equal needs are equal. `forms` are the codes that `ФОРМА` names."""

    previous: bool = False
    year_ago: bool = False
    forms: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    member_fields: tuple[str, ...] = ()
    period: bool = False
    working_days: bool = False
    elements: tuple[str, ...] = ()


def needs_of(formulas: Iterable[tree.Expression], elements: Iterable[str] = ()) -> Needs:
    """`elements`: the paths of this report, which only a compiled formula knows in full."""
    nodes = [node for formula in formulas for node in walk(formula)]
    priors = [node for node in nodes if isinstance(node, tree.Prior)]
    return Needs(
        previous=any(node.kind == "previous" for node in priors),
        year_ago=any(node.kind == "year_ago" for node in priors),
        forms=_sorted(node.form for node in priors if node.kind == "form" and node.form),
        parameters=_sorted(node.name for node in nodes if isinstance(node, tree.Parameter)),
        member_fields=_sorted(dotted(node.names) for node in nodes if isinstance(node, tree.MemberField)),
        period=any(isinstance(node, tree.PeriodField) for node in nodes),
        working_days=any(isinstance(node, tree.Call) and node.function == "workdays" for node in nodes),
        elements=_sorted(elements),
    )


def needs_of_document(document: Mapping[str, Any]) -> RuleSetNeeds:
    """Which other reports a stored rule set looks at. Only formulas that may name one are parsed: there are few."""
    texts = [text for trigger in document.get("triggers", ()) for text in _texts(trigger)]
    found = needs_of(parse(text) for text in texts if any(word in text.casefold() for word in _OTHER_REPORTS))
    return RuleSetNeeds(previous=found.previous, year_ago=found.year_ago, forms=found.forms)


def _texts(trigger: Mapping[str, Any]) -> Iterator[str]:
    yield trigger["formula"]
    yield trigger.get("when") or ""
    yield from (trigger.get("values") or {}).values()


_OTHER_REPORTS: Final = tuple(word for word, (terminal, _) in words.FUNCTIONS.items() if terminal in ("PRIOR", "FORM"))


def names_used(formulas: Iterable[tree.Expression], values: Mapping[str, tree.Expression]) -> frozenset[str]:
    """Named values that the formulas come to, through one another too."""
    used: set[str] = set()
    pending = list(formulas)
    while pending:
        for node in walk(pending.pop()):
            name = node.steps[0].name if isinstance(node, tree.Path) and len(node.steps) == 1 else None
            if name is not None and name in values and name not in used:
                used.add(name)
                pending.append(values[name])
    return frozenset(used)


def walk(node: Any) -> Iterator[tree.Expression]:
    """Every node of a tree, outer before inner."""
    pending = [node]
    while pending:
        found = pending.pop()
        if isinstance(found, tuple):
            pending.extend(reversed(found))
        elif hasattr(found, "__dataclass_fields__"):
            yield found
            pending.extend(getattr(found, field.name) for field in reversed(fields(found)))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
