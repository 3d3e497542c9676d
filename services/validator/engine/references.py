"""What formulas refer to: elements, earlier reports, the member's card, the period, parameters; and constants."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from contracts.statuses import Cause
from services.validator.domain.values import EMPTY, read_boolean, read_date, read_number, read_text
from services.validator.engine.code import Code, Evaluate, Run, Scope
from services.validator.engine.outcomes import NotApplied, Trouble
from services.validator.engine.paths import ABSENT_CODES, PathCode, value_reader
from services.validator.language import tree

if TYPE_CHECKING:
    from services.validator.engine.compiler import Compiler

READERS: Final[dict[str, Callable[[str | None], Any]]] = {
    "number": read_number,
    "date": read_date,
    "text": read_text,
    "boolean": read_boolean,
    "raw": lambda raw: (raw or "").strip(),
}
_HUNDREDTH: Final = Decimal("0.01")


def source_key(node: tree.Prior) -> str:
    """How a report is asked for: `previous`, `year_ago`, `form:0420841`."""
    return f"form:{node.form}" if node.kind == "form" else node.kind


def path_value(compiler: Compiler, node: tree.Path, scope: Scope, kind: str) -> Code:
    path = compiler.path(node, scope)
    return Code(node, kind, value_reader(path, kind), path.scope, _conditions(path), path)


def _conditions(path: PathCode) -> tuple[Code, ...]:
    return tuple(step.where for step in path.steps if step.where is not None)


def value(
    compiler: Compiler,
    node: tree.Prior | tree.MemberField | tree.PeriodField | tree.Parameter,
    scope: Scope,
    kind: str,
) -> Code:
    match node:
        case tree.Prior():
            inner = path_value(compiler, node.path, compiler.scope(source_key(node)), kind)
            run = inner.run
            return Code(node, kind, lambda state, ordinal: run(state, 0), inner.scope, inner.parts, inner.path)
        case tree.MemberField(names):
            unreadable = Trouble("member_field_missing", Cause.RULE, value=".".join(names))
            return Code(node, kind, _stated(lambda run: run.facts.member(names), kind, unreadable), scope)
        case tree.Parameter(name):
            own = (compiler.settings.parameters or {}).get(name, ())
            unreadable = Trouble("parameter_unreadable", Cause.RULE, value=name)
            return Code(node, kind, _stated(lambda run: run.facts.parameter(name, own), kind, unreadable), scope)
        case tree.PeriodField(name):
            return Code(node, kind, _period(name), scope)


def _stated(ask: Callable[[Run], str | Trouble], kind: str, unreadable: Trouble) -> Evaluate:
    read = READERS[kind]

    def stated(run: Run, ordinal: int) -> Any:
        raw = ask(run)
        if type(raw) is Trouble:
            return raw
        found = read(str(raw))
        return unreadable if found is None else found

    return stated


def _period(name: str) -> Evaluate:
    unknown = Trouble("period_unknown", Cause.RULE)

    def period(run: Run, ordinal: int) -> Any:
        if run.facts.period is None:
            return unknown
        return run.facts.period.start if name == "start" else run.facts.period.end

    return period


def constant(node: tree.Number | tree.Text | tree.Date | tree.Truth, scope: Scope, kind: str) -> Code:
    found: Any = node.value
    if isinstance(node, tree.Number):
        found = node.value * _HUNDREDTH if node.percent else node.value
    elif isinstance(node, tree.Text) and kind != "raw":
        found = read_text(node.value)
    if kind == "raw" and not isinstance(node, tree.Text):
        found = str(found)
    return Code(node, kind, lambda run, ordinal: found, scope)


def presence(compiler: Compiler, node: tree.Presence, scope: Scope) -> Code:
    wants_there = node.kind == "exists"
    if isinstance(node.operand, tree.MemberField):
        return Code(node, "boolean", _member_presence(node.operand, wants_there), scope)
    code = reference(compiler, node.operand, scope)
    found = code.path
    if found is None:
        raise TypeError("a reference has a path")
    run = _exists(found) if wants_there else _is_empty(found, kind_of(found))
    return Code(node, "boolean", run, code.scope, (code,))


def reference(compiler: Compiler, node: tree.Path | tree.Prior, scope: Scope, *, counting: bool = False) -> Code:
    """The path of an aggregate, a loop or a test of presence, wherever it points."""
    if isinstance(node, tree.Prior):
        path = compiler.path(node.path, compiler.scope(source_key(node)), counting=counting)
    else:
        path = compiler.path(node, scope, counting=counting)
    return Code(node, "reference", lambda run, ordinal: None, path.scope, _conditions(path), path)


def kind_of(path: PathCode) -> str:
    """What a test of presence reads a cell as."""
    kind = path.scope.shape.type_of(path.names)
    return kind if kind in ("number", "date", "boolean") else "text"


def _exists(path: PathCode) -> Evaluate:
    def exists(run: Run, ordinal: int) -> Any:
        met = path.find(run, ordinal)
        if isinstance(met, Trouble | NotApplied):
            return met
        return len(met) > 0

    return exists


def _is_empty(path: PathCode, kind: str) -> Evaluate:
    def is_empty(run: Run, ordinal: int) -> Any:
        met = path.find(run, ordinal)
        if isinstance(met, Trouble | NotApplied):
            return met
        if not met:
            return True
        read = path.index(run).columns[path.slot].values(kind)  # type: ignore[union-attr]
        return all(read[found] is EMPTY for found in met)

    return is_empty


def _member_presence(node: tree.MemberField, wants_there: bool) -> Evaluate:
    names = node.names

    def there(run: Run, ordinal: int) -> Any:
        raw = run.facts.member(names)
        if type(raw) is Trouble:
            return (not wants_there) if raw.code in ABSENT_CODES else raw
        return wants_there == (read_text(str(raw)) is not EMPTY) or wants_there

    return there
