"""Grammar rules -> nodes of the tree, called by the parser as it reduces."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

import re2
from lark import Token, Transformer

from services.validator.language import tree, words
from services.validator.language.errors import FormulaError

# Tokens that carry a value; all others only mark a place.
_CARRIERS: Final = frozenset(
    "COMPARISON PLUS MINUS STAR SLASH NUMBER PERCENT TEXT NAME ATTRIBUTE ROOT"  # noqa: SIM905
    " AGGREGATE PRESENCE FUNCTION PRIOR".split()
)
_DATE = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})\.(\d{2})\.(\d{4}))", re.ASCII)
MAX_STEPS: Final = 100  # whatever walks along a path recurses; reports are not a tenth as deep
_WITH_TOLERANCE: Final = frozenset({"=", "<>", "<=", ">="})

Children = list[Any]


def _parts(children: Children) -> Children:
    return [child for child in children if not isinstance(child, Token) or child.type in _CARRIERS]


def _fail(token: Token, code: str, **values: str) -> FormulaError:
    return FormulaError(code, token.line or 1, token.column or 1, **values)


def parse_date_literal(text: str) -> date | None:
    """``ГГГГ-ММ-ДД`` or ``ДД.ММ.ГГГГ``, nothing else."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class Builder(Transformer[Token, Any]):
    """One method per rule of ``grammar.lark``; mistakes that the grammar can't see are told here."""

    def start(self, children: Children) -> tree.Expression:
        return cast(tree.Expression, children[0])

    def bracket(self, children: Children) -> tree.Expression:
        return cast(tree.Expression, _parts(children)[0])

    def for_each(self, children: Children) -> tree.ForEach:
        return tree.ForEach(*_parts(children))

    def implies(self, children: Children) -> tree.Implies:
        return tree.Implies(*_parts(children))

    def choice(self, children: Children) -> tree.Choice:
        return tree.Choice(*_parts(children))

    def disjunction(self, children: Children) -> tree.Or:
        return tree.Or(tuple(_parts(children)))

    def conjunction(self, children: Children) -> tree.And:
        return tree.And(tuple(_parts(children)))

    def not_(self, children: Children) -> tree.Not:
        return tree.Not(*_parts(children))

    def compare(self, children: Children) -> tree.Compare:
        left, sign, right, *tolerance = _parts(children)
        if tolerance and sign.value not in _WITH_TOLERANCE:
            raise _fail(sign, "tolerance_sign", sign=sign.value)
        return tree.Compare(sign.value, left, right, *tolerance)

    def tolerance(self, children: Children) -> tree.Tolerance:
        value = children[0]
        if isinstance(value, tree.Number) and value.percent:
            return tree.Tolerance(tree.Number(value.value), relative=True)
        return tree.Tolerance(value)

    def among(self, children: Children) -> tree.Among:
        item, *options = _parts(children)
        return tree.Among(item, tuple(options))

    def sum(self, children: Children) -> tree.Arithmetic:
        first, *rest = children
        signs = [token.value for token in rest[::2]]
        return tree.Arithmetic(first, tuple(zip(signs, rest[1::2], strict=True)))

    product = sum

    def negate(self, children: Children) -> tree.Negate:
        return tree.Negate(children[-1])

    def coalesce(self, children: Children) -> tree.Coalesce:
        return tree.Coalesce(tuple(_parts(children)))

    def number(self, children: Children) -> tree.Number:
        return tree.Number(Decimal(children[0].value), percent=len(children) > 1)

    def text(self, children: Children) -> tree.Text:
        return tree.Text(children[0].value)

    def true(self, _: Children) -> tree.Truth:
        return tree.Truth(True)

    def false(self, _: Children) -> tree.Truth:
        return tree.Truth(False)

    def date(self, children: Children) -> tree.Date:
        token = _parts(children)[0]
        value = parse_date_literal(token.value)
        if value is None:
            raise _fail(token, "bad_date", word=token.value)
        return tree.Date(value)

    def parameter(self, children: Children) -> tree.Parameter:
        return tree.Parameter(_parts(children)[0].value)

    def period(self, children: Children) -> tree.PeriodField:
        token = _parts(children)[0]
        if token.value not in words.PERIOD_FIELDS:
            raise _fail(token, "period_field")
        return tree.PeriodField(words.PERIOD_FIELDS[token.value])

    def member(self, children: Children) -> tree.MemberField:
        return tree.MemberField(tuple(token.value for token in _parts(children)))

    def aggregate(self, children: Children) -> tree.Aggregate:
        kind, column, *where = _parts(children)
        return tree.Aggregate(kind.value, column, *where)

    def presence(self, children: Children) -> tree.Presence:
        kind, operand = _parts(children)
        return tree.Presence(kind.value, operand)

    def call(self, children: Children) -> tree.Call:
        token, *arguments = _parts(children)
        name = token.value
        least, most = words.ARITY[name]
        if not least <= len(arguments) <= most:
            expected = str(least) if least == most else f"{least}-{most}"
            raise _fail(token, "arguments", function=words.RUSSIAN[name], expected=expected)
        if name == "matches" and isinstance(arguments[1], tree.Text):
            _check_pattern(token, arguments[1].value)
        return tree.Call(name, tuple(arguments))

    def prior(self, children: Children) -> tree.Prior:
        kind, path = _parts(children)
        return tree.Prior(kind.value, path)

    def form(self, children: Children) -> tree.Prior:
        form, path = _parts(children)
        return tree.Prior("form", path, form.value)

    def path(self, children: Children) -> tree.Path:
        *root, path = _parts(children)
        return tree.Path(path.steps, path.attribute, absolute=bool(root))

    def below(self, children: Children) -> tree.Path:
        *steps, last = _parts(children)
        if isinstance(last, Token):
            return tree.Path(steps[0] if steps else (), last.value)
        return tree.Path(last)

    def steps(self, children: Children) -> tuple[tree.Step, ...]:
        *before, last = _parts(children)
        steps = (*(before[0] if before else ()), last)
        if len(steps) > MAX_STEPS:
            raise _fail(children[-2], "too_many_steps", limit=str(MAX_STEPS))
        return steps

    def step(self, children: Children) -> tree.Step:
        name, *where = _parts(children)
        if where and isinstance(where[0], tree.Number):
            bracket = children[1]
            raise _fail(bracket, "position")
        return tree.Step(name.value, *where)


def _check_pattern(token: Token, pattern: str) -> None:
    try:
        re2.compile(pattern, quiet_options())
    except re2.error as error:
        raise _fail(token, "bad_pattern", problem=_plain(error)) from error


def _plain(error: Exception) -> str:
    """RE2 hands its message over as bytes."""
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


def quiet_options() -> re2.Options:
    """RE2 without its own log lines, and with a bound on the memory of one pattern."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 2 << 20
    return options
