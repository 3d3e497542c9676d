"""What values a term may have: a union of spans, or texts that are allowed or excluded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_MOST_SPANS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` (None: no bound); `…_open`: the bound itself is left out."""

    low: Any = None
    high: Any = None
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        return bool(self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)))

    def meet(self, other: Span) -> Span:
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, upper=False)
        high, high_open = _tighter(self.high, self.high_open, other.high, other.high_open, upper=True)
        return Span(low, high, low_open, high_open)


def _tighter(a: Any, a_open: bool, b: Any, b_open: bool, *, upper: bool) -> tuple[Any, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a < b) == upper else (b, b_open)


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers or dates; None where there are too many spans to follow."""

    spans: tuple[Span, ...] | None

    @property
    def empty(self) -> bool:
        return self.spans is not None and not self.spans

    def meet(self, other: Domain) -> Domain:
        if not isinstance(other, Spans) or self.spans is None:
            return other
        if other.spans is None or len(self.spans) * len(other.spans) > _MOST_SPANS:
            return self
        met = (mine.meet(theirs) for mine in self.spans for theirs in other.spans)
        return Spans(tuple(span for span in met if not span.empty))

    def join(self, other: Domain) -> Domain:
        if not isinstance(other, Spans) or self.spans is None or other.spans is None:
            return Spans(None)
        joined = (*self.spans, *other.spans)
        return Spans(joined if len(joined) <= _MOST_SPANS else None)


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts or truths: those of `members`, or (`excluded`) any but those."""

    members: frozenset[Any]
    excluded: bool = False

    @property
    def empty(self) -> bool:
        return not self.excluded and not self.members

    def meet(self, other: Domain) -> Domain:
        if not isinstance(other, Texts):
            return self
        if self.excluded and other.excluded:
            return Texts(self.members | other.members, excluded=True)
        if self.excluded or other.excluded:
            allowed, barred = (other, self) if self.excluded else (self, other)
            return Texts(allowed.members - barred.members)
        return Texts(self.members & other.members)

    def join(self, other: Domain) -> Domain:
        if not isinstance(other, Texts):
            return Texts(frozenset(), excluded=True)
        if self.excluded and other.excluded:
            return Texts(self.members & other.members, excluded=True)
        if self.excluded or other.excluded:
            allowed, barred = (other, self) if self.excluded else (self, other)
            return Texts(barred.members - allowed.members, excluded=True)
        return Texts(self.members | other.members)


Domain = Spans | Texts


def spans(sign: str, value: Any) -> Spans:
    """The numbers or dates that stand in relation `sign` to `value`."""
    match sign:
        case "=":
            found: Iterable[Span] = (Span(value, value),)
        case "<>":
            found = (Span(high=value, high_open=True), Span(low=value, low_open=True))
        case "<":
            found = (Span(high=value, high_open=True),)
        case "<=":
            found = (Span(high=value),)
        case ">":
            found = (Span(low=value, low_open=True),)
        case _:
            found = (Span(low=value),)
    return Spans(tuple(found))


def spans_within(sign: str, value: Any, margin: Any) -> Spans:
    """The same with a tolerance."""
    match sign:
        case "=":
            return Spans((Span(value - margin, value + margin),))
        case "<>":
            return Spans((Span(high=value - margin, high_open=True), Span(low=value + margin, low_open=True)))
        case "<=":
            return Spans((Span(high=value + margin),))
    return Spans((Span(low=value - margin),))
