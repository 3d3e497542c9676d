"""A rule set compiled against the shape of its form: once per version, or - without an element list - per file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lxml import etree

from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine.code import MAIN, MOST_NODES, Code, LimitError, Run
from services.validator.engine.compiler import Compiler, Settings
from services.validator.engine.index import observe
from services.validator.engine.machine import Machine
from services.validator.engine.plan import Plan
from services.validator.engine.prover import Outcomes, Prover, build_prover
from services.validator.engine.shape import FormShape, ObservedShape, Shape
from services.validator.language import parse, tree
from services.validator.native import library

if TYPE_CHECKING:
    from services.validator.engine.findings import Told


@dataclass(frozen=True, slots=True)
class CompiledTrigger:
    trigger: Trigger
    formula: Code
    when: Code | None
    values: Mapping[str, Code]
    settled: dict[bool, Told] = field(default_factory=dict)  # what is told of it, by whether `when` was met


@dataclass(frozen=True)
class Program:
    """Triggers in the order of their codes, and the plan of paths for each source that they read. `settled`: verdicts
    of files in which every trigger was proved, by the day and the outcomes."""

    triggers: tuple[CompiledTrigger, ...]
    plans: dict[str, Plan]
    shape: Shape
    settled: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    # Writing proofs pays over many files: not where a program is made for one.

    @cached_property
    def prover(self) -> Prover | None:
        return build_prover(self.triggers) if self.shape.listed_form else None

    @cached_property
    def machine(self) -> Machine | None:
        native = library()
        return Machine(native, self.triggers) if native is not None and self.shape.listed_form else None

    def prove(self, run: Run) -> Outcomes:
        """What can be told quickly: by the native machine where the report's columns are, else in Python."""
        if run.main.report is not None:
            return self.machine.prove(run, run.main.report) if self.machine else [None] * len(self.triggers)
        return self.prover.prove(run) if self.prover else [None] * len(self.triggers)


@dataclass(frozen=True, slots=True)
class _Parsed:
    trigger: Trigger
    formula: tree.Expression
    when: tree.Expression | None
    settings: Settings


class CompiledRuleSet:
    """A rule set ready to judge any number of files."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.form = rule_set.form
        self._parsed = [_parse(trigger) for trigger in sorted(rule_set.triggers, key=lambda trigger: trigger.code)]
        self._listed = self._build(FormShape(rule_set.form)) if rule_set.form.elements else None

    def program(self, root: etree._Element) -> Program:
        """The program for a file; only a form without an element list has to look at it first."""
        return self._listed or self._build(observe(root))

    def _build(self, shape: Shape) -> Program:
        plans: dict[str, Plan] = {MAIN: Plan()}
        if isinstance(shape, FormShape):
            for path in shape.elements:
                plans[MAIN].slot(path)
        shapes = Shapes(shape)
        triggers = tuple(_compile(parsed, shapes, plans) for parsed in self._parsed)
        return Program(triggers, plans, shape)


class Shapes(dict[str, Shape]):
    """Reports of the same form have its shape; nothing is known of those of another one."""

    def __init__(self, main: Shape) -> None:
        super().__init__({MAIN: main, "previous": main, "year_ago": main})

    def get(self, source: str, default: Shape | None = None) -> Shape:  # type: ignore[override]
        return self[source] if source in self else ObservedShape(frozenset(), frozenset())


def _parse(trigger: Trigger) -> _Parsed:
    settings = Settings(
        empty=trigger.empty,
        tolerance=parse_tolerance(trigger.tolerance),
        values={name: parse(text) for name, text in trigger.values.items()},
        parameters=trigger.parameters,
    )
    when = parse(trigger.when) if trigger.when else None
    return _Parsed(trigger, parse(trigger.formula), when, settings)


def parse_tolerance(text: str | None) -> tree.Tolerance | None:
    """The `tolerance` of a trigger: `1`, or `0.5%` of the right side."""
    if text is None:
        return None
    written = text.strip()
    return tree.Tolerance(tree.Number(Decimal(written.rstrip("% "))), relative=written.endswith("%"))


def _compile(parsed: _Parsed, shapes: Shapes, plans: dict[str, Plan]) -> CompiledTrigger:
    """A trigger that would compile to more than anybody writes is compiled to its refusal."""
    compiler = Compiler(shapes, plans, parsed.settings)
    root = compiler.scope()
    try:
        plain = compiler.without_tolerance()
        values = {name: plain.value(node, root, plain.infer(node, root) or "raw") for name, node in _values(parsed)}
        when = plain.operand(parsed.when, root, "boolean") if parsed.when is not None else None
        formula = compiler.operand(parsed.formula, root, "boolean")
        if formula.size > MOST_NODES:
            raise LimitError
    except (LimitError, RecursionError):
        values, when, formula = {}, None, compiler.trouble(parsed.formula, root, "limit")
    return CompiledTrigger(parsed.trigger, formula, when, values)


def _values(parsed: _Parsed) -> list[tuple[str, tree.Expression]]:
    return list((parsed.settings.values or {}).items())
