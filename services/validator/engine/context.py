"""What a verdict depends on besides the file and the rule set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from contracts.periods import Period
from contracts.statuses import Cause
from services.validator.domain.forms import Form
from services.validator.domain.other_reports import OtherReport
from services.validator.domain.rule_set import DatedValue, Parameters, value_on
from services.validator.engine.index import Index
from services.validator.engine.other_reports import NO_OTHER, read_other, title_of
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.plan import Plan

# Fields of a member's card as other services call them -> as formulas do.
MEMBER_FIELDS: Final = {
    "Тип": ("type",),
    "ИНН": ("inn",),
    "ОГРН": ("ogrn",),
    "Наименование": ("ПолноеНаименование", "full_name", "name"),
    "КраткоеНаименование": ("short_name",),
    "Статус": ("status",),
    "ДатаВключения": ("included_on",),
}
_MEMBER_NAMES: Final = tuple(
    frozenset(name.casefold() for name in (russian, *others)) for russian, others in MEMBER_FIELDS.items()
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


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """`member`: the card (`Тип`, `ИНН`… or `type`, `inn`…), None when it is not at hand. `reporting_date` defaults to
    the end of the file's period. `parameters` override those of the rule set. Other reports are None where the
    member has handed none in; `other_forms` go by form code."""

    member: Mapping[str, Any] | None = None
    expected: Expected | None = None
    calendar: WorkingDays | None = None
    reporting_date: date | None = None
    parameters: Parameters = field(default_factory=dict)
    previous: OtherReport | None = None
    year_ago: OtherReport | None = None
    other_forms: Mapping[str, OtherReport] = field(default_factory=dict)


class Facts:
    """The context of one run, asked by compiled formulas."""

    def __init__(
        self,
        context: JudgeContext,
        parameters: Parameters,
        period: Period | None,
        day: date | None,
        form: Form | None = None,
    ) -> None:
        self._context = context
        self._form = form
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

    def other_index(self, key: str, plan: Plan) -> Index | Trouble | NotApplied:
        """The needed columns of another report, read when a formula first asks for it."""
        report = self._other(key)
        if report is None:
            return NO_OTHER[key.partition(":")[0]]
        return read_other(key, report, self._form, plan)

    def title_of(self, key: str) -> str:
        """How evidence calls another report: «отчет за II квартал 2026 года»."""
        report = self._other(key)
        return title_of(key, report) if report is not None else ""

    def _other(self, key: str) -> OtherReport | None:
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
