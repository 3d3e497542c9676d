"""The typed syntax tree of a formula. Nodes are values: equal trees mean equal formulas, positions are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

ComparisonSign = Literal["=", "<>", "<", "<=", ">", ">="]
ArithmeticSign = Literal["+", "-", "*", "/"]
AggregateKind = Literal["sum", "count", "min", "max", "average", "unique"]
PresenceKind = Literal["exists", "empty"]
FunctionName = Literal["matches", "length", "days", "workdays", "inn", "ogrn", "round", "abs"]
PriorKind = Literal["previous", "year_ago", "form"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; with ``percent`` the value is a hundredth of it."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Date:
    value: date


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a path, with the condition that chooses its row where there is one."""

    name: str
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Element names from the row at hand (or, ``absolute``, from the root), then perhaps an attribute."""

    steps: tuple[Step, ...]
    attribute: str | None = None
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class MemberField:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeriodField:
    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str


@dataclass(frozen=True, slots=True)
class Prior:
    """A path in another report of the same member: the previous one, a year ago, or of another form."""

    kind: PriorKind
    path: Path
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``first`` followed by operations of one level: all of ``+ -`` or all of ``* /``."""

    first: Expression
    rest: tuple[tuple[ArithmeticSign, Expression], ...]


@dataclass(frozen=True, slots=True)
class Coalesce:
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What follows ``±``; ``relative`` means per cent of the right side's size."""

    value: Expression
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    sign: ComparisonSign
    left: Expression
    right: Expression
    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True)
class Among:
    item: Expression
    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    condition: Expression
    conclusion: Expression


@dataclass(frozen=True, slots=True)
class Choice:
    """``ЕСЛИ(condition; then; otherwise)``, a value."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class ForEach:
    rows: Path | Prior
    body: Expression


@dataclass(frozen=True, slots=True)
class Aggregate:
    kind: AggregateKind
    column: Path | Prior
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    kind: PresenceKind
    operand: Path | Prior | MemberField


@dataclass(frozen=True, slots=True)
class Call:
    function: FunctionName
    arguments: tuple[Expression, ...]


Expression = (
    Number
    | Text
    | Date
    | Truth
    | Path
    | MemberField
    | PeriodField
    | Parameter
    | Prior
    | Negate
    | Arithmetic
    | Coalesce
    | Compare
    | Among
    | Not
    | And
    | Or
    | Implies
    | Choice
    | ForEach
    | Aggregate
    | Presence
    | Call
)
