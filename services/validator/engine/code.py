"""What a formula compiles to: a tree of closures that keeps its syntax, so that it can explain itself afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, RowRef, Trouble
from services.validator.engine.plan import Plan
from services.validator.engine.shape import ROOT, Names, Shape
from services.validator.language import tree

if TYPE_CHECKING:
    from contracts.verdict import FindingRow
    from services.validator.engine.context import Facts
    from services.validator.engine.paths import PathCode

MAIN: Final = ""
# A step is one node of a formula evaluated in one row. Closures take some millions of them a second.
STEP_BUDGET: Final = 20_000_000
WHOLE_BUDGET: Final = 120_000_000
# What a trigger may compile to, named values put in place: far more than anybody writes.
MOST_NODES: Final = 20_000


# What one verdict holds as evidence, all findings together; each has its first rows and cells all the same.
MOST_ROWS: Final = 200_000
MOST_CELLS: Final = 20_000
FEWEST: Final = 20


class LimitError(Exception):
    """A formula went over its budget of steps, or of nodes."""


class Run:
    """One report under judgement: its columns, the facts beside it, and the budget of the trigger at work."""

    __slots__ = (
        "_left",
        "_sources",
        "cells_left",
        "facts",
        "known",
        "main",
        "plans",
        "rows_left",
        "shape",
        "steps",
        "told_rows",
    )

    def __init__(self, main: Index, facts: Facts, plans: dict[str, Plan], shape: Shape) -> None:
        self.main = main
        self.facts = facts
        self.plans = plans
        self.shape = shape
        self.steps = STEP_BUDGET
        self._left = WHOLE_BUDGET
        self.rows_left, self.cells_left = MOST_ROWS, MOST_CELLS
        self.told_rows: dict[RowRef, FindingRow] = {}  # shared by findings: they may be as many as rows times triggers
        self.known: dict[int, Any] = {}  # what is told once a file, by the id of what tells it
        self._sources: dict[str, Index | Trouble | NotApplied] = {MAIN: main}

    def source(self, key: str) -> Index | Trouble | NotApplied:
        """The columns of another report of the member, read when a formula first asks for it."""
        known = self._sources.get(key)
        if known is None:
            known = self._sources[key] = self.facts.other_index(key, self.plans[key])
        return known

    def grant(self, steps: int) -> None:
        """A budget for the work at hand, out of what the whole verdict has left."""
        self.steps = min(steps, self._left)
        self._left -= self.steps

    def settle(self) -> None:
        """What was not spent of it is there for the next."""
        self._left += max(0, self.steps)
        self.steps = 0

    def spend(self, steps: int) -> None:
        self.steps -= steps
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
    `strict`: an aggregate under `empty: missing`; `kinds`: what a mismatch found, and what was wanted;
    `size` counts the nodes below and itself."""

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
    kinds: tuple[str, str] | None = None
    size: int = 1

    def __post_init__(self) -> None:
        self.size = 1 + sum(part.size for part in self.parts) + sum(part.size for part in self.row_parts)


def remembered(evaluate: Evaluate) -> Evaluate:
    """Told once a file: for what does not depend on the row at hand."""
    key = id(evaluate)

    def told(run: Run, ordinal: int) -> Any:
        value = run.known.get(key)
        if value is None:
            value = run.known[key] = evaluate(run, 0)
        return value

    return told
