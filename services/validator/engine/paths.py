"""Paths of formulas over the columns of a report: which elements they meet, and what it means when they meet none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from contracts.statuses import Cause
from services.validator.domain.values import EMPTY
from services.validator.engine.code import MAIN, Code, Evaluate, Run, Scope
from services.validator.engine.columns import Column
from services.validator.engine.index import Index
from services.validator.engine.outcomes import NotApplied, RowRef, Trouble
from services.validator.engine.shape import Names
from services.validator.language.printer import dotted

ABSENT_CODES: Final = frozenset({"element_absent", "element_unknown", "member_field_missing"})

Met = Sequence[int] | Trouble | NotApplied


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A row chosen by the text of one of its elements."""

    slot: int
    text: str


@dataclass(frozen=True, slots=True)
class PathStep:
    slot: int
    repeats: bool
    where: Code | None
    key: KeyChoice | None = None


class PathCode:
    """A path below a scope. Ordinals are places in the column of `slot`."""

    def __init__(self, scope: Scope, names: Names, steps: tuple[PathStep, ...], *, row: Scope) -> None:
        self.scope = scope
        self.names = names
        self.steps = steps
        self.slot = steps[-1].slot if steps else scope.slot
        self.row = row
        self.filtered = any(step.where is not None for step in steps)
        self.keyed = _only_key(scope, steps)
        self.listed = scope.shape.lists(names)
        last = names[-1] if names else ""
        self.display = dotted(names[:-1], last[1:]) if last.startswith("@") else dotted(names)

    def index(self, run: Run) -> Index | Trouble | NotApplied:
        return run.main if self.scope.source == MAIN else run.source(self.scope.source)

    def find(self, run: Run, ordinal: int) -> Met:
        """Elements met, none of them missed: for presence and single values."""
        index = self.index(run)
        if not isinstance(index, Index):
            return index
        if not self.filtered:
            return index.span(self.slot, self.scope.slot, ordinal)
        if self.keyed is not None and self.keyed.key is not None:
            rows = index.by_key(self.keyed.key.slot, self.keyed.slot)
            if rows is not None and index.aligned(self.slot, self.keyed.slot):
                return rows.get(self.keyed.key.text, ())
        return self._walk(run, index, ordinal, strict=False)

    def rows(self, run: Run, ordinal: int, upto: int | None = None) -> Met:
        """Elements met by an aggregate or a loop: no repeated ones are zero rows, any other gap is an absence.

        `upto` stops at the rows that hold them: the slot of a step, or of the scope itself.
        """
        index = self.index(run)
        if not isinstance(index, Index):
            return index
        upto = self.slot if upto is None else upto
        if self.filtered:
            return _owners(index, self.slot, self._walk(run, index, ordinal, strict=True), upto)
        for step in self.steps if upto != self.scope.slot else ():
            if not step.repeats and not index.columns[step.slot].complete:
                gap = self._gap(index, step, ordinal)
                if gap is not None:
                    return gap
            if step.slot == upto:
                break
        return index.span(upto, self.scope.slot, ordinal)

    def _gap(self, index: Index, step: PathStep, ordinal: int) -> Trouble | None:
        parent = index.plan.parents[step.slot]
        owners = set(index.columns[step.slot].parents)
        missing = [above for above in index.span(parent, self.scope.slot, ordinal) if above not in owners]
        return self.absent(tuple(RowRef(parent, above, self.scope.source) for above in missing)) if missing else None

    def _walk(self, run: Run, index: Index, ordinal: int, *, strict: bool) -> Met:
        """Step by step where a condition chooses rows. A condition that can't be told leaves the whole untold."""
        current: Sequence[int] = [ordinal]
        above = self.scope.slot
        for step in self.steps:
            below: Sequence[int] = _below(index, step.slot, above, current)
            if step.where is not None:
                chosen = _chosen(run, index, step, below)
                if isinstance(chosen, Trouble):
                    return chosen
                below = chosen
            elif strict and not step.repeats:
                lacking = [parent for parent in current if not index.span(step.slot, above, parent)]
                if lacking:
                    return self.absent(tuple(RowRef(above, parent, self.scope.source) for parent in lacking))
            if strict and step.where is not None and not below:
                return self.absent(self._row(ordinal))
            current, above = below, step.slot
        return current

    def absent(self, rows: tuple[RowRef, ...] = ()) -> Trouble:
        """The form has the element: the member acts. The form's list lacks it: the SRO does."""
        rows = tuple(row for row in rows if row.slot != 0)
        if self.listed:
            return Trouble("element_absent", Cause.FILE, self.display, rows=rows)
        return Trouble("element_unknown", Cause.RULE, self.display, rows=rows)

    def unreadable(self, column: Column, found: int, rows: tuple[RowRef, ...] = ()) -> Trouble:
        raw = (column.raw()[found] or "").strip()
        return Trouble("value_unreadable", Cause.FILE, self.display, raw[:100], rows)

    def _row(self, ordinal: int) -> tuple[RowRef, ...]:
        return (RowRef(self.scope.slot, ordinal, self.scope.source),)

    def locate(self, run: Run, ordinal: int) -> int | Trouble | NotApplied:
        """The one element that a single value comes from."""
        met = self.find(run, ordinal)
        if isinstance(met, Trouble | NotApplied):
            return met
        if len(met) == 1:
            return met[0]
        if not met:
            return self.absent(self._row(ordinal))
        if self.filtered:
            return Trouble("several_rows", Cause.FILE, self.display, rows=self.own_row(ordinal))
        return Trouble("several_elements", Cause.RULE, self.display, rows=self.own_row(ordinal))

    def own_row(self, ordinal: int) -> tuple[RowRef, ...]:
        return self._row(ordinal) if self.scope.slot else ()


def _only_key(scope: Scope, steps: tuple[PathStep, ...]) -> PathStep | None:
    """The one condition of a path from the root, when it chooses a row by its key: it is looked up at once."""
    conditions = [step for step in steps if step.where is not None]
    return conditions[0] if scope.slot == 0 and len(conditions) == 1 and conditions[0].key else None


def _owners(index: Index, slot: int, met: Met, upto: int) -> Met:
    """The rows that hold the elements met, each once, in the order of the file."""
    if isinstance(met, Trouble | NotApplied) or slot == upto:
        return met
    return list(dict.fromkeys(index.owner(slot, found, upto) for found in met))


def _below(index: Index, slot: int, above: int, parents: Sequence[int]) -> Sequence[int]:
    if len(parents) == 1:
        return index.span(slot, above, parents[0])
    return [child for parent in parents for child in index.span(slot, above, parent)]


def _chosen(run: Run, index: Index, step: PathStep, candidates: Sequence[int]) -> list[int] | Trouble:
    where = step.where
    if where is None:
        return list(candidates)
    keyed = index.by_key(step.key.slot, step.slot) if step.key else None
    if keyed is not None and step.key is not None:
        rows = keyed.get(step.key.text, [])
        return rows if len(candidates) == index.columns[step.slot].count else [n for n in rows if n in candidates]
    run.spend(len(candidates) * where.size)
    chosen: list[int] = []
    for candidate in candidates:
        met = where.run(run, candidate)
        if met is True:
            chosen.append(candidate)
        elif type(met) is Trouble:
            return met
    return chosen


def value_reader(path: PathCode, kind: str, instead: Any = EMPTY) -> Evaluate:
    """A closure that yields the single value of a path, `instead` of an empty one. `raw` yields untyped text."""
    if path.scope.source == MAIN and not path.filtered and kind != "raw":
        return _root_reader(path, kind, instead) if path.scope.slot == 0 else _row_reader(path, kind, instead)
    slot = path.slot
    raw = kind == "raw"

    def read(run: Run, ordinal: int) -> Any:
        found = path.locate(run, ordinal)
        if type(found) is not int:
            return found
        index = path.index(run)
        column = index.columns[slot]  # type: ignore[union-attr]
        value = column.values(kind)[found]
        if value is None:
            return path.unreadable(column, found, path.own_row(ordinal))
        if value is EMPTY:
            return (column.raw()[found] or "").strip() if raw else instead
        return value

    return read


def _root_reader(path: PathCode, kind: str, instead: Any) -> Evaluate:
    slot = path.slot

    def read(run: Run, ordinal: int) -> Any:
        column = run.main.columns[slot]
        if column.count == 1:
            value = column.values(kind)[0]
            if value is None:
                return path.unreadable(column, 0)
            return instead if value is EMPTY else value
        return path.locate(run, 0)

    return read


def _row_reader(path: PathCode, kind: str, instead: Any) -> Evaluate:
    slot, scope = path.slot, path.scope.slot

    def read(run: Run, ordinal: int) -> Any:
        if run.main.aligned(slot, scope):
            found: Any = ordinal
        else:
            found = path.locate(run, ordinal)
            if type(found) is not int:
                return found
        column = run.main.columns[slot]
        value = column.values(kind)[found]
        if value is None:
            return path.unreadable(column, found, path.own_row(ordinal))
        return instead if value is EMPTY else value

    return read
