"""What a verdict depends on besides the file and the rule set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from contracts.periods import Period
from contracts.statuses import Cause
from services.validator.domain.rule_set import DatedValue, Parameters, value_on
from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.plan import Plan
from services.validator.reader.package import unpack
from services.validator.reader.refusals import Refusal
from services.validator.reader.xml import read_document

# Fields of a member's card as other services call them -> as formulas do.
_MEMBER_NAMES: Final = (
    frozenset({"тип", "type"}),
    frozenset({"инн", "inn"}),
    frozenset({"огрн", "ogrn"}),
    frozenset({"наименование", "полноенаименование", "full_name", "name"}),
    frozenset({"краткоенаименование", "short_name"}),
    frozenset({"статус", "status"}),
    frozenset({"датавключения", "included_on"}),
)


class WorkingDays(Protocol):
    """The working-day calendar; raises `LookupError` for a year that is not loaded, never guesses."""

    def working_days_between(self, first: date, last: date) -> int: ...


@dataclass(frozen=True, slots=True)
class Expected:
    """What the slot of an upload awaits. What is None is not compared."""

    form: str | None = None
    start: date | None = None
    end: date | None = None
    inn: str | None = None


Supplier = Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """`member`: the card (`Тип`, `ИНН`… or `type`, `inn`…), None when it is not at hand. `reporting_date` defaults to
    the end of the file's period. `parameters` override those of the rule set. Suppliers of earlier reports give their
    bytes, None where there is no such obligation; `other_forms` go by form code."""

    member: Mapping[str, Any] | None = None
    expected: Expected | None = None
    calendar: WorkingDays | None = None
    reporting_date: date | None = None
    parameters: Parameters = field(default_factory=dict)
    previous: Supplier | None = None
    year_ago: Supplier | None = None
    other_forms: Mapping[str, Supplier] = field(default_factory=dict)


class Facts:
    """The context of one run, asked by compiled formulas."""

    def __init__(self, context: JudgeContext, parameters: Parameters, period: Period | None, day: date | None) -> None:
        self._context = context
        self._parameters = {**parameters, **context.parameters}
        self.period = period
        self.reporting_date = day
        self.calendar = context.calendar
        self._found: dict[tuple[str, tuple[DatedValue, ...]], str | Trouble] = {}

    def member(self, names: tuple[str, ...]) -> str | Trouble:
        """A field of the card as text. Without a card nobody can act: it is asked again by itself."""
        if self._context.member is None:
            return Trouble("member_missing", Cause.SYSTEM)
        value: Any = self._context.member
        for name in names:
            value = _field(value, name) if isinstance(value, Mapping) else None
        if value is None or isinstance(value, Mapping):
            return Trouble("member_field_missing", Cause.RULE, value=".".join(names))
        return str(value).lower() if isinstance(value, bool) else str(value)

    def parameter(self, name: str, own: tuple[DatedValue, ...]) -> str | Trouble:
        """The value on the reporting date; an override of the context outweighs the trigger's own values."""
        known = self._found.get((name, own))
        if known is None:
            values = self._context.parameters.get(name) or own or self._parameters.get(name, ())
            found = value_on(values, self.reporting_date)
            known = found.value if found else Trouble("parameter_missing", Cause.RULE, value=name)
            self._found[name, own] = known
        return known

    def prior_index(self, key: str, plan: Plan) -> Index | Trouble | NotApplied:
        supplier = self._supplier(key)
        data = supplier() if supplier else None
        if data is None:
            return NotApplied("no_prior")
        try:
            return Index(plan, read_document(unpack(data, "").data).root)
        except Refusal as refusal:
            return Trouble("prior_unreadable", Cause.SYSTEM, value=refusal.code)

    def _supplier(self, key: str) -> Supplier | None:
        if key == "previous":
            return self._context.previous
        if key == "year_ago":
            return self._context.year_ago
        return self._context.other_forms.get(key.removeprefix("form:"))


def _field(card: Mapping[str, Any], name: str) -> Any:
    folded = name.casefold()
    exact = next((value for key, value in card.items() if key.casefold() == folded), None)
    if exact is not None:
        return exact
    same = next((names for names in _MEMBER_NAMES if folded in names), frozenset({folded}))
    return next((value for key, value in card.items() if key.casefold() in same), None)
