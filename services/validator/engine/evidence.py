"""Why a formula is false, or could not be told: the comparison to blame, its sides, the rows at fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from services.validator.domain.values import EMPTY, normalised
from services.validator.engine.code import Code, Run
from services.validator.engine.comparisons import told_apart
from services.validator.engine.outcomes import NotApplied, RowRef, Trouble
from services.validator.engine.solving import solve
from services.validator.language import tree


@dataclass(slots=True)
class Blame:
    """The node to blame and the row it was evaluated in; `loop` is the loop whose rows are at fault."""

    code: Code
    ordinal: int
    loop: Code | None = None
    loop_ordinal: int = 0


@dataclass(slots=True)
class Rows:
    """Rows of a loop that fired, that could not be evaluated, and the first trouble among the latter."""

    fired: list[RowRef] = field(default_factory=list)
    not_evaluated: list[RowRef] = field(default_factory=list)
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    left: str | None = None
    right: str | None = None
    difference: str | None = None
    expected: str | None = None


def find_blame(code: Code, run: Run, ordinal: int, outcome: object = False) -> Blame:
    """The first part that makes the whole what it is: false by default, or of the type `Trouble`."""
    if code.type == "trouble":
        return Blame(code, ordinal)  # it was not compiled: there is nothing below
    match code.node:
        case tree.ForEach():
            return _blame_row(code, run, ordinal, outcome)
        case tree.Not():
            inverse = (not outcome) if isinstance(outcome, bool) else outcome
            return find_blame(code.parts[0], run, ordinal, inverse)
        case tree.Implies():
            return find_blame(
                _guilty_half(code, run, ordinal, outcome), run, ordinal, _half(code, outcome, run, ordinal)
            )
        case tree.And() | tree.Or():
            part = next((part for part in code.parts if _is(part.run(run, ordinal), outcome)), code.parts[0])
            return find_blame(part, run, ordinal, outcome)
        case tree.Choice():
            chosen = code.parts[1] if code.parts[0].run(run, ordinal) is True else code.parts[2]
            return find_blame(chosen, run, ordinal, outcome)
        case tree.Path() if code.path is None and code.parts:
            return find_blame(code.parts[0], run, 0, outcome)
    return Blame(code, ordinal)


def _guilty_half(code: Code, run: Run, ordinal: int, outcome: object) -> Code:
    condition, conclusion = code.parts
    return conclusion if _is(conclusion.run(run, ordinal), outcome) else condition


def _half(code: Code, outcome: object, run: Run, ordinal: int) -> object:
    """A true implication may owe it to a false condition."""
    conclusion = _is(code.parts[1].run(run, ordinal), outcome)
    return outcome if conclusion or not isinstance(outcome, bool) else not outcome


def _is(value: Any, outcome: object) -> bool:
    return value is outcome if isinstance(outcome, bool) else type(value) is outcome


def _blame_row(code: Code, run: Run, ordinal: int, outcome: object) -> Blame:
    body = code.row_parts[0]
    for found in loop_rows(code, run, ordinal):
        if _is(body.run(run, found), outcome):
            blame = find_blame(body, run, found, outcome)
            return Blame(blame.code, blame.ordinal, code, ordinal)
    return Blame(code, ordinal, code, ordinal)


def loop_rows(code: Code, run: Run, ordinal: int) -> list[int]:
    path, scope = code.parts[0].path, code.row_scope
    if path is None or scope is None:
        return []
    met = path.rows(run, ordinal, scope.slot)
    return [] if isinstance(met, Trouble | NotApplied) else list(met)


def rows_of(code: Code, run: Run, ordinal: int) -> Rows:
    """Every row of a loop, told once more: which fired, and which could not be evaluated."""
    rows = Rows()
    body = code.row_parts[0]
    scope = code.row_scope
    if scope is None:
        return rows
    for found in loop_rows(code, run, ordinal):
        value = body.run(run, found)
        row = RowRef(scope.slot, found, scope.source)
        if value is False:
            rows.fired.append(row)
        elif type(value) is Trouble:
            rows.not_evaluated.append(row)
            rows.trouble = rows.trouble or value
    return rows


def sides_of(blame: Blame, run: Run) -> Sides:
    """Left and right of the comparison to blame, their difference, and what would have been right."""
    code, ordinal = blame.code, blame.ordinal
    match code.node:
        case tree.Compare(sign, _, _, _) if len(code.parts) >= 2:
            return _compared(code, run, ordinal, sign)
        case tree.Among() if code.parts and code.parts[0].parts:
            left = code.parts[0].parts[0].run(run, ordinal)
            rights = [shown(option.parts[1].run(run, ordinal)) for option in code.parts if len(option.parts) > 1]
            listed = "; ".join(right or "" for right in rights)
            return Sides(shown(left), listed, None, listed)
        case tree.Call() if code.parts:
            return Sides(shown(code.parts[0].run(run, ordinal)))
    return Sides()


def _compared(code: Code, run: Run, ordinal: int, sign: str) -> Sides:
    left, right = code.parts[0].run(run, ordinal), code.parts[1].run(run, ordinal)
    if code.parts[0].type == "raw" and isinstance(left, str) and isinstance(right, str):
        _, left, right = told_apart(left, right)
        left, right = (Decimal(0) if value is EMPTY else value for value in (left, right))
    expected = shown(right)
    if sign != "=":
        expected = None if expected is None else f"{sign} {expected}"
    elif isinstance(left, Decimal):
        expected = solve(code, run, ordinal) or expected
    return Sides(shown(left), shown(right), _difference(left, right), expected)


def _difference(left: Any, right: Any) -> str | None:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return normalised(left - right)
    if isinstance(left, date) and isinstance(right, date):
        return str((left - right).days)
    return None


def shown(value: Any) -> str | None:
    """A value as evidence has it; None where there is none."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Decimal):
        return normalised(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else None
