"""Syntax tree -> closures. This module knows types and names; what nodes compute is told by the modules it calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.statuses import Cause
from services.validator.domain.rule_set import EmptyPolicy, Parameters
from services.validator.domain.values import EMPTY, read_text
from services.validator.engine import comparisons, functions, logic, numbers, references, rows
from services.validator.engine.code import MAIN, MOST_NODES, Code, Evaluate, LimitError, Scope, remembered
from services.validator.engine.outcomes import EMPTY_SIDE, Trouble
from services.validator.engine.paths import KeyChoice, PathCode, PathStep, value_reader
from services.validator.engine.plan import Plan
from services.validator.engine.shape import Names, Shape
from services.validator.engine.texts import KINDS
from services.validator.language import tree, words


@dataclass(frozen=True, slots=True)
class Settings:
    """What a trigger says beside its formula."""

    empty: EmptyPolicy = "zero"
    tolerance: tree.Tolerance | None = None
    values: Mapping[str, tree.Expression] | None = None
    parameters: Parameters | None = None


class Compiler:
    """Compiles the formulas of one trigger. `plans` gather the paths needed of each source, shared by a rule set."""

    def __init__(self, shapes: Mapping[str, Shape], plans: dict[str, Plan], settings: Settings) -> None:
        self._shapes = shapes
        self._plans = plans
        self.settings = settings
        self._open_values: list[str] = []
        self._types: dict[str, str | None] = {}
        self._codes: dict[tuple[str, str], Code] = {}
        self._made = [0]

    def scope(self, source: str = MAIN) -> Scope:
        plan = self._plans.setdefault(source, Plan())
        return Scope(source, (), 0, plan, self._shapes.get(source, self._shapes[MAIN]))

    # Types ----------------------------------------------------------------------------------------------------------

    def infer(self, node: tree.Expression, scope: Scope) -> str | None:
        """The type of a node, None where only its use can tell."""
        match node:
            case tree.Path():
                named = self._named(node, scope)
                return self._named_type(node) if named else self._path_type(node, scope)
            case tree.Prior(_, path, _):
                return self._path_type(path, self.scope(references.source_key(node)))
            case tree.Coalesce(items):
                return self._first_type(items, scope)
            case tree.Choice(_, then, otherwise):
                return self._first_type((then, otherwise), scope)
            case tree.Aggregate("min" | "max", column, _):
                return self.infer(column, scope)
            case tree.MemberField() | tree.Parameter():
                return None
        return _OWN_TYPES.get(type(node)) or _computed_type(node)

    def _first_type(self, items: tuple[tree.Expression, ...], scope: Scope) -> str | None:
        return next((kind for item in items if (kind := self.infer(item, scope))), None)

    def _path_type(self, path: tree.Path, scope: Scope) -> str | None:
        return scope.shape.type_of(self.names(path, scope))

    # Compilation ----------------------------------------------------------------------------------------------------

    def value(self, node: tree.Expression, scope: Scope, kind: str) -> Code:
        """A value of `kind` (`raw`: untyped text), EMPTY included. Raises LimitError over the budget of nodes."""
        self._made[0] += 1
        if self._made[0] > MOST_NODES:
            raise LimitError
        known = self.infer(node, scope)
        if known is not None and known != kind and kind != "raw":
            return self.mismatch(node, scope, known, kind)
        match node:
            case tree.Path():
                named = self._named(node, scope)
                return self._named_value(node, named, kind) if named else references.path_value(self, node, scope, kind)
            case tree.Prior() | tree.MemberField() | tree.PeriodField() | tree.Parameter():
                return references.value(self, node, scope, kind)
            case tree.Number() | tree.Text() | tree.Date() | tree.Truth():
                return references.constant(node, scope, kind)
            case tree.Arithmetic() | tree.Negate():
                return numbers.compile_number(self, node, scope)
            case tree.Coalesce() | tree.Choice():
                return logic.compile_value(self, node, scope, kind)
            case tree.Compare() | tree.Among():
                return comparisons.compile_comparison(self, node, scope)
            case tree.And() | tree.Or() | tree.Not() | tree.Implies():
                return logic.compile_logic(self, node, scope)
            case tree.ForEach():
                return rows.compile_for_each(self, node, scope)
            case tree.Aggregate():
                return rows.compile_aggregate(self, node, scope, kind)
            case tree.Presence():
                return references.presence(self, node, scope)
            case tree.Call():
                return functions.compile_call(self, node, scope)

    def operand(self, node: tree.Expression, scope: Scope, kind: str) -> Code:
        """A value that an operation can use: an empty number is 0 or trouble, any other empty side «не применялся»."""
        code = self.value(node, scope, kind)
        if code.type not in ("number", "date", "text", "boolean") or _never_empty(node):
            return code
        code.instead = _instead(code, kind, self.settings.empty)
        if code.path is not None and isinstance(node, tree.Path):
            code.run = value_reader(code.path, kind, code.instead)
        else:
            code.run = _filled(code.run, code.instead)
        return code

    def without_tolerance(self) -> Compiler:
        """For conditions: the trigger's tolerance never serves `when`, `ГДЕ`, `[…]` or the condition of `ЕСЛИ`."""
        if self.settings.tolerance is None:
            return self
        settings = self.settings
        plain = Settings(settings.empty, None, settings.values, settings.parameters)
        compiler = Compiler(self._shapes, self._plans, plain)
        compiler._open_values = self._open_values
        compiler._made = self._made
        return compiler

    def mismatch(self, node: tree.Expression, scope: Scope, found: str, wanted: str) -> Code:
        words = f"{KINDS.get(found, found)} вместо {KINDS.get(wanted, wanted)}"
        code = self.trouble(node, scope, "type_mismatch", words)
        code.kinds = (found, wanted)
        return code

    def trouble(self, node: tree.Expression, scope: Scope, code: str, value: str = "") -> Code:
        outcome = Trouble(code, Cause.RULE, value=value)
        return Code(node, "trouble", lambda run, ordinal: outcome, scope)

    # Names ----------------------------------------------------------------------------------------------------------

    def names(self, path: tree.Path, scope: Scope) -> Names:
        """The absolute names of a path."""
        own = tuple(step.name for step in path.steps)
        if path.attribute is not None:
            own = (*own, "@" + path.attribute)
        return own if path.absolute else (*scope.names, *own)

    def path(self, path: tree.Path, scope: Scope, *, counting: bool = False) -> PathCode:
        """A path with its steps. `counting`: the path names rows itself (`КОЛИЧЕСТВО`, `ДЛЯ КАЖДОЙ`)."""
        if path.absolute:
            scope = scope.root()
        names = self.names(path, scope)
        repeated = scope.shape.repeated(names, counting)
        steps: list[PathStep] = []
        for n in range(len(scope.names), len(names)):
            prefix = names[: n + 1]
            slot = scope.plan.slot(prefix)
            written = n - len(scope.names)
            where = path.steps[written].where if written < len(path.steps) else None
            condition = None
            if where is not None:
                below = Scope(scope.source, prefix, slot, scope.plan, scope.shape)
                condition = self.without_tolerance().operand(where, below, "boolean")
            steps.append(PathStep(slot, prefix in repeated, condition, _key_choice(condition)))
        return PathCode(scope, names, tuple(steps), row=self._row(scope, names, repeated))

    def _row(self, scope: Scope, names: Names, repeated: frozenset[Names]) -> Scope:
        """A row is the innermost repeated ancestor-or-self; without one, the section itself or a value's parent."""
        found = max(repeated, key=len, default=None)
        if found is None:
            found = names if scope.shape.has_children(names) else names[:-1]
        if len(found) <= len(scope.names):
            return scope
        return Scope(scope.source, found, scope.plan.slot(found), scope.plan, scope.shape)

    def _named(self, path: tree.Path, scope: Scope) -> tree.Expression | None:
        """A named value of the trigger, unless the form has an element of that name in the row at hand."""
        values = self.settings.values or {}
        if path.absolute or path.attribute or len(path.steps) != 1 or path.steps[0].where is not None:
            return None
        name = path.steps[0].name
        listed = scope.names and scope.shape.listed_form and scope.shape.lists((*scope.names, name))
        return None if listed else values.get(name)

    def _named_type(self, node: tree.Path) -> str | None:
        """Told once for each name: values of values would be looked through twice as often at every step."""
        name = node.steps[0].name
        if name not in self._types:
            self._types[name] = None  # of a value that comes to itself nothing is known
            self._types[name] = self.infer((self.settings.values or {})[name], self.scope())
        return self._types[name]

    def _named_value(self, node: tree.Path, value: tree.Expression, kind: str) -> Code:
        name = node.steps[0].name
        if name in self._open_values:
            return self.trouble(node, self.scope(), "circular_value", name)
        known = self._codes.get((name, kind))
        if known is None:
            self._open_values.append(name)
            known = self._codes[name, kind] = self.value(value, self.scope(), kind)
            self._open_values.pop()
        # Told once a file: values of values would take twice the time at every step.
        code = Code(node, known.type, remembered(known.run), self.scope(), (known,))
        if code.size > MOST_NODES:
            raise LimitError  # values of values double at every step
        return code


def _key_choice(where: Code | None) -> KeyChoice | None:
    """`[Ключ = "текст"]`, the common choice of a row, is looked up instead of being tried row by row."""
    if where is None or not isinstance(where.node, tree.Compare) or where.node.sign != "=" or len(where.parts) != 2:
        return None
    key, text = where.parts
    if key.type != "text" or key.path is None or key.path.filtered or not isinstance(text.node, tree.Text):
        return None
    written = read_text(text.node.value)
    own = key.path.scope.slot == where.scope.slot and where.scope.slot != 0
    return KeyChoice(key.path.slot, written) if own and isinstance(written, str) else None


_OWN_TYPES: dict[type, str] = {
    tree.Number: "number",
    tree.Text: "text",
    tree.Date: "date",
    tree.Truth: "boolean",
    tree.PeriodField: "date",
    tree.Negate: "number",
    tree.Arithmetic: "number",
    tree.Presence: "boolean",
    tree.Compare: "boolean",
    tree.Among: "boolean",
    tree.And: "boolean",
    tree.Or: "boolean",
    tree.Not: "boolean",
    tree.Implies: "boolean",
    tree.ForEach: "boolean",
}


def _computed_type(node: tree.Expression) -> str:
    if isinstance(node, tree.Aggregate):
        return "boolean" if node.kind == "unique" else "number"
    if isinstance(node, tree.Call):
        return words.RESULTS[node.function]
    raise TypeError(type(node).__name__)


def _never_empty(node: tree.Expression) -> bool:
    return not isinstance(
        node, tree.Path | tree.Prior | tree.Coalesce | tree.Choice | tree.MemberField | tree.Parameter | tree.Text
    )


def _instead(code: Code, kind: str, policy: EmptyPolicy) -> Any:
    """What an operation takes for an empty value."""
    if kind != "number":
        return EMPTY_SIDE
    return (
        Decimal(0) if policy == "zero" else Trouble("value_empty", Cause.FILE, code.path.display if code.path else "")
    )


def _filled(run: Evaluate, instead: Any) -> Evaluate:
    def filled(state: Any, ordinal: int) -> Any:
        value = run(state, ordinal)
        return instead if value is EMPTY else value

    return filled
