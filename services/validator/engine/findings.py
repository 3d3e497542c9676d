"""One trigger over one report: its outcome, and the finding that explains it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any, Final

from contracts.statuses import Cause
from contracts.verdict import Finding, FindingRow, Outcome, Severity
from services.validator.engine.cells import cells_of, fill_formula, finding_rows
from services.validator.engine.code import STEP_BUDGET, Code, LimitError, Run
from services.validator.engine.evidence import Blame, Rows, Sides, find_blame, loop_rows, rows_of, shown, sides_of
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.program import CompiledTrigger
from services.validator.language import tree

log = logging.getLogger(__name__)

_FAILURE: Final = Trouble("failure", Cause.SYSTEM)
_LIMIT: Final = Trouble("limit", Cause.RULE)
OVER_BUDGET: Final = (LimitError, ArithmeticError, RecursionError)
_EXPLAINING: Final = 4
_WHEN: Final = NotApplied("when")
_NOT_IN_FORCE: Final = NotApplied("not_in_force")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_SIDES: Final = {
    "левая": "left",
    "правая": "right",
    "разница": "difference",
    "ожидалось": "expected",
    "left": "left",
    "right": "right",
    "difference": "difference",
    "expected": "expected",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of a trigger. `trouble` is what a failed check is reasoned with; the finding is None when it held."""

    compiled: CompiledTrigger
    outcome: Outcome
    finding: Finding | None = None
    trouble: Trouble | None = None


def tell(compiled: CompiledTrigger, run: Run, proved: bool | None, *, with_held: bool) -> Told:
    """Evaluate a trigger within its own budget; one trigger's trouble never reaches another.

    `proved` spares it: True where the trigger is known to hold, False where its `when` is known not to be met.
    """
    if proved is not None and not with_held and _in_force(compiled, run):
        known = compiled.settled.get(proved)
        if known is None:
            known = compiled.settled[proved] = _told(compiled, run, proved or _WHEN, with_held)
        return known
    try:
        return _explained(compiled, run, _value(compiled, run, proved), with_held)
    except MemoryError:
        raise  # the process is of no more use
    except Exception:
        log.exception("trigger %s could not be told", compiled.trigger.code)
        return _not_evaluable(compiled, run, _FAILURE, None)


def _value(compiled: CompiledTrigger, run: Run, proved: bool | None) -> Any:
    run.grant(STEP_BUDGET)
    try:
        return _evaluate(compiled, run, proved)
    except OVER_BUDGET:
        return _LIMIT
    finally:
        run.settle()


def _explained(compiled: CompiledTrigger, run: Run, value: Any, with_held: bool) -> Told:
    """Explaining goes through the rows several times more; what fired has fired, even where that is too much."""
    run.grant(_EXPLAINING * STEP_BUDGET)
    try:
        return _told(compiled, run, value, with_held)
    except OVER_BUDGET:
        if value is not False:
            return _not_evaluable(compiled, run, value if type(value) is Trouble else _LIMIT, None)
        finding = _finding(compiled, Outcome.FIRED, cause=_LIMIT.cause, message=compiled.trigger.title)
        return Told(compiled, Outcome.FIRED, finding, _LIMIT)
    finally:
        run.settle()


def _evaluate(compiled: CompiledTrigger, run: Run, proved: bool | None) -> Any:
    if not _in_force(compiled, run):
        return _NOT_IN_FORCE
    if proved is not None:
        return proved or _WHEN
    if compiled.when is not None:
        met = compiled.when.run(run, 0)
        if type(met) is Trouble:
            return met
        if met is not True:
            return _WHEN
    return compiled.formula.run(run, 0)


def _in_force(compiled: CompiledTrigger, run: Run) -> bool:
    day = run.facts.reporting_date
    return day is None or compiled.trigger.in_force(day)


def _told(compiled: CompiledTrigger, run: Run, value: Any, with_held: bool) -> Told:
    if value is True:
        return Told(compiled, Outcome.HELD, _held(compiled, run) if with_held else None)
    if value is False:
        return _fired(compiled, run)
    if type(value) is NotApplied:
        finding = _finding(compiled, Outcome.NOT_APPLICABLE, message=value.text(), element=value.element)
        return Told(compiled, Outcome.NOT_APPLICABLE, finding)
    simple = value is _LIMIT or _in_when(compiled, run, value)
    blame = None if simple else find_blame(compiled.formula, run, 0, Trouble)
    return _not_evaluable(compiled, run, value, blame)


def _held(compiled: CompiledTrigger, run: Run) -> Finding:
    """With this file's numbers as far as the budget goes: what held has held. A loop is shown in its first row."""
    code, row = compiled.formula, 0
    try:
        if isinstance(code.node, tree.ForEach) and (rows := loop_rows(code, run, 0)):
            code, row = code.row_parts[0], rows[0]
        filled = fill_formula(code, run, row)
    except OVER_BUDGET:
        filled = None
    return _finding(compiled, Outcome.HELD, message=None, formula_filled=filled)


def _in_when(compiled: CompiledTrigger, run: Run, value: Any) -> bool:
    return compiled.when is not None and compiled.when.run(run, 0) is value


def _finding(compiled: CompiledTrigger, outcome: Outcome, **fields: Any) -> Finding:
    trigger = compiled.trigger
    return Finding(
        code=trigger.code,
        title=trigger.title,
        outcome=outcome,
        severity=Severity(trigger.severity),
        hint=trigger.hint,
        source=trigger.source,
        formula=trigger.formula,
        **fields,
    )


def _not_evaluable(compiled: CompiledTrigger, run: Run, trouble: Trouble, blame: Blame | None) -> Told:
    rows = rows_of(blame.loop, run, blame.loop_ordinal) if blame and blame.loop else Rows()
    finding = _finding(
        compiled,
        Outcome.NOT_EVALUABLE,
        cause=trouble.cause,
        element=trouble.element,
        message=trouble.text(),
        not_evaluated_rows=finding_rows(run, rows.not_evaluated or list(trouble.rows)),
    )
    return Told(compiled, Outcome.NOT_EVALUABLE, finding, trouble)


def _fired(compiled: CompiledTrigger, run: Run) -> Told:
    blame = find_blame(compiled.formula, run, 0)
    rows = rows_of(blame.loop, run, blame.loop_ordinal) if blame.loop else Rows()
    sides = sides_of(blame, run)
    cells = cells_of(blame.code, run, _ordinals(blame, rows))
    fired = finding_rows(run, rows.fired)
    finding = _finding(
        compiled,
        Outcome.FIRED,
        cause=rows.trouble.cause if rows.trouble else None,
        element=cells[0].path if cells else None,
        message=_message(compiled, run, sides, fired),
        formula_filled=_filled(compiled.formula, blame, rows, run),
        left=sides.left,
        right=sides.right,
        difference=sides.difference,
        expected=sides.expected,
        cells=cells,
        rows=fired,
        not_evaluated_rows=finding_rows(run, rows.not_evaluated),
    )
    return Told(compiled, Outcome.FIRED, finding, rows.trouble)


def _ordinals(blame: Blame, rows: Rows) -> list[int]:
    """Rows in which the blamed node is shown: all that fired, unless it stands in a loop inside the loop."""
    scope = blame.loop.row_scope if blame.loop else None
    if scope is None or blame.code.scope.slot != scope.slot:
        return [blame.ordinal]
    return [row.ordinal for row in rows.fired]


def _filled(formula: Code, blame: Blame, rows: Rows, run: Run) -> str:
    if blame.loop is None:
        return fill_formula(formula, run, 0)
    first = rows.fired[0].ordinal if rows.fired else blame.ordinal
    return fill_formula(blame.loop.row_parts[0], run, first)


def _message(compiled: CompiledTrigger, run: Run, sides: Sides, rows: tuple[FindingRow, ...]) -> str:
    """The trigger's own words with values in place; a word in braces that names nothing stays as written."""
    words = {name: getattr(sides, field) for name, field in _SIDES.items()}
    words["строки"] = words["rows"] = ", ".join(str(row.number) for row in rows[:20])
    words["строка"] = words["row"] = str(rows[0].number) if rows else None
    words["ключ"] = words["key"] = rows[0].key if rows else None

    def replace(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        if name in compiled.values:
            return shown(compiled.values[name].run(run, 0)) or "—"
        return (words[name] or "—") if name in words else match.group()

    return _PLACEHOLDER.sub(replace, compiled.trigger.message or compiled.trigger.title)
