"""What a formula compiles to: a tree of closures that keeps its syntax, so that it can explain itself afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.plan import Plan
from services.validator.engine.shape import ROOT, Names, Shape
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.context import Facts
    from services.validator.engine.paths import PathCode

MAIN: Final = ""
STEP_BUDGET: Final = 5_000_000


class LimitError(Exception):
    """A formula went over its budget of rows."""


class Run:
    """One report under judgement: its columns, the facts beside it, and the budget of the trigger at work."""

    __slots__ = ("_sources", "facts", "main", "plans", "shape", "steps")

    def __init__(self, main: Index, facts: Facts, plans: dict[str, Plan], shape: Shape) -> None:
        self.main = main
        self.facts = facts
        self.plans = plans
        self.shape = shape
        self.steps = STEP_BUDGET
        self._sources: dict[str, Index | Trouble | NotApplied] = {MAIN: main}

    def source(self, key: str) -> Index | Trouble | NotApplied:
        """The columns of another report of the member, read when a formula first asks for it."""
        known = self._sources.get(key)
        if known is None:
            known = self._sources[key] = self.facts.prior_index(key, self.plans[key])
        return known

    def spend(self, rows: int) -> None:
        self.steps -= rows
        if self.steps < 0:
            raise LimitError


@dataclass(frozen=True, slots=True)
class Scope:
    """Where names are looked up: a report and the path of the row at hand (the root outside of rows)."""

    source: str
    names: Names
    slot: int
    plan: Plan
    shape: Shape

    def root(self) -> Scope:
        return Scope(self.source, ROOT, 0, self.plan, self.shape)


Evaluate = Callable[[Run, int], Any]
"""Run and the ordinal of the row at hand -> Decimal, date, str, bool, EMPTY, Trouble or NotApplied."""


@dataclass(slots=True)
class Code:
    """A compiled node. `type` is what `run` yields; `path` is set where cells of a report are read.
    `row_parts` are evaluated in the rows of `row_scope`: the body of a loop, the condition of an aggregate.
    `instead` stands for an empty value; `relative` is of a comparison's tolerance; `apply` is a function's own work;
    `strict`: an aggregate under `empty: missing`."""

    node: tree.Expression
    type: str
    run: Evaluate
    scope: Scope
    parts: tuple[Code, ...] = ()
    path: PathCode | None = None
    row_parts: tuple[Code, ...] = ()
    row_scope: Scope | None = None
    instead: Any = None
    relative: bool = False
    apply: Callable[..., Any] | None = None
    strict: bool = False
