"""Checks of one formula, and of a trigger, against a form: what the workbench marks as a methodologist types."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

from services.validator.domain.forms import Form
from services.validator.domain.rule_set import EmptyPolicy
from services.validator.engine.code import MAIN, MOST_NODES, Code, LimitError
from services.validator.engine.compiler import Compiler, Settings
from services.validator.engine.plan import Plan
from services.validator.engine.program import Shapes, parse_tolerance
from services.validator.engine.shape import FormShape, ObservedShape, Shape
from services.validator.language import FormulaError, parse, tree
from services.validator.language.located import Located, Place, parse_located
from services.validator.language.printer import dotted
from services.validator.rules.checks.compiled import Surroundings, problems_of
from services.validator.rules.checks.constraints import Term
from services.validator.rules.checks.enumerations import not_among
from services.validator.rules.checks.needs import Needs, needs_of
from services.validator.rules.checks.problem import FormulaProblem, of_error, problem_at
from services.validator.rules.checks.texts import WHY
from services.validator.rules.checks.truths import settled_conditions

Field = Literal["formula", "when", "value"]
MOST_PROBLEMS: Final = 50
_START: Final = Place(1, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class FormulaCheck:
    """`type` is the kind the formula gives (number, text, date, boolean), None where only its use tells."""

    problems: tuple[FormulaProblem, ...]
    type: str | None = None
    needs: Needs = field(default_factory=Needs)

    @property
    def mistakes(self) -> tuple[FormulaProblem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "mistake")


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that could be read, compiled against the form."""

    located: Located
    code: Code
    type: str | None
    problems: tuple[FormulaProblem, ...]


def check_formula(
    text: str,
    form: Form,
    *,
    field: Field = "formula",
    values: Mapping[str, str] | None = None,
    parameters: Collection[str] | None = None,
    tolerance: str | None = None,
    empty: EmptyPolicy = "zero",
    other_forms: Mapping[str, Form] | None = None,
) -> FormulaCheck:
    """Everything that can be said of a formula without a file. Never raises, whatever the text.

    `field`: `formula` and `when` have to be conditions, a named `value` may be anything. `values` are the trigger's
    named values as texts; `parameters` the names known (None: not checked); `other_forms` by code, for the elements
    that `ФОРМА` asks for. A form without an element list knows no unknown paths.
    """
    names = {name: read for name, value in (values or {}).items() if (read := _read(value)) is not None}
    settings = Settings(empty, parse_tolerance(tolerance) if field == "formula" else None, names)
    context = CheckContext(form, settings, frozenset(parameters) if parameters is not None else None, other_forms or {})
    try:
        checked = context.check(text, field)
    except FormulaError as error:
        return FormulaCheck((of_error(text, error),))
    except (LimitError, RecursionError):
        return FormulaCheck((problem_at(_START, "limit"),))
    kind = checked.type
    used = [checked.located.formula, *names.values()]
    return FormulaCheck(
        problems=tuple(sorted(checked.problems, key=lambda problem: (problem.line, problem.column, problem.end))),
        type=kind if kind in ("number", "text", "date", "boolean") else None,
        needs=needs_of(used[:1] if not names else used, elements_of(checked.code)),
    )


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the formulas of one trigger are checked against."""

    form: Form
    settings: Settings
    parameters: frozenset[str] | None
    other_forms: Mapping[str, Form]

    def check(self, text: str, field: Field) -> Checked:
        """Raises `FormulaError` for a text that can't be read, `LimitError` or `RecursionError` for one too large."""
        located = parse_located(text)
        compiler = self._compiler()
        scope = compiler.scope()
        found = compiler.infer(located.formula, scope)
        kind = "boolean" if field != "value" else found or "raw"
        code = compiler.operand(located.formula, scope, kind)
        if code.size > MOST_NODES:
            raise LimitError
        around = Surroundings(located, self.parameters, frozenset(self.settings.values or ()))
        problems = [*islice(problems_of(code, around, _START), MOST_PROBLEMS)]
        if not any(problem.severity == "mistake" for problem in problems):
            problems += _settled_problems(code, located)
            problems += not_among(code, located, self.form, _START)
        return Checked(located, code, found, tuple(dict.fromkeys(problems)))

    def _compiler(self) -> Compiler:
        shape: Shape = ObservedShape(frozenset(), frozenset())
        if self.form.elements:
            shape = FormShape(self.form)
        shapes = Shapes(shape)
        for code, form in self.other_forms.items():
            if form.elements:
                shapes[f"form:{code}"] = FormShape(form)
        return Compiler(shapes, {MAIN: Plan()}, self.settings)


def elements_of(code: Code) -> Iterator[str]:
    """Paths of the report at hand that a formula reads."""
    pending, seen = [code], set[int]()
    while pending:
        found = pending.pop()
        if id(found) in seen:
            continue  # a named value that is used again
        seen.add(id(found))
        if found.path is not None and found.path.scope.source == MAIN:
            yield found.path.display
        pending.extend((*found.parts, *found.row_parts))


def why(term: Term | None, truth: bool) -> tuple[str, str]:
    """Which term makes a condition always `truth`, for a message."""
    if term is None:
        return "", ""
    _, row, written = term
    name = f"{dotted(row)}.{written}" if row else written
    russian, english = WHY[truth]
    return russian.format(term=name), english.format(term=name)


def _settled_problems(code: Code, located: Located) -> Iterator[FormulaProblem]:
    for found in settled_conditions(code):
        place = located.place(found.code.node)
        if place is not None:
            russian, english = why(found.term, found.truth)
            yield problem_at(place, "always_true" if found.truth else "never_true", why=russian, why_en=english)


def _read(text: str) -> tree.Expression | None:
    try:
        return parse(text)
    except FormulaError:
        return None  # told where the value itself is checked
