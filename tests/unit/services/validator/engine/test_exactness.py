"""Exactness is never traded: any amounts, to 28 digits and to the kopeck, with the native library and without it."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.verdict import Finding, Outcome
from services.validator.domain.forms import Form
from services.validator.domain.rule_set import RuleSet, Trigger
from services.validator.engine import CompiledRuleSet, JudgeContext, compile_rule_set
from tests.unit.services.validator.conftest import elements
from tests.unit.services.validator.lanes import judged

KOPECK = Decimal("0.01")
EXACTLY = Context(prec=200)
TO_28 = Context(prec=28, rounding=ROUND_HALF_EVEN)
FORM = Form(
    code="Т",
    title="Т",
    elements=elements("Т:row Т.С:row* Т.С.А:number Т.С.Б:number Т.С.Г:number Итог:number Х:number У:number П:number"),
)
# About a hundred trillion roubles, where binary floats no longer know the kopeck; then amounts of any size.
NEAR = st.integers(10**16 - 10**4, 10**16 + 10**4).map(lambda kopecks: Decimal(kopecks).scaleb(-2))
AMOUNTS = NEAR | NEAR.map(lambda amount: -amount) | st.integers(-(10**18), 10**18).map(lambda n: Decimal(n).scaleb(-2))
SHIFTS = st.sampled_from([Decimal(0), KOPECK, -KOPECK, 2 * KOPECK])
DIGITS_14 = st.builds(lambda n, scale: Decimal(n).scaleb(-scale), st.integers(1, 10**14 - 1), st.integers(0, 13))
DIGITS_28 = st.builds(lambda n, scale: Decimal(n).scaleb(-scale), st.integers(1, 10**28 - 1), st.integers(0, 27))


def compiled(*formulas: str) -> CompiledRuleSet:
    triggers = tuple(Trigger(code=f"{n}", title="", formula=formula) for n, formula in enumerate(formulas))
    return compile_rule_set(RuleSet(form=FORM, version="1", triggers=triggers))


SUMS = compiled("Итог = СУММА(Т.С.А)", "Итог = СУММА(Т.С.А) ± 0.01", "Итог <= СУММА(Т.С.А)")
ROWS = compiled("ДЛЯ КАЖДОЙ Т.С: А + Б = Г")
PRODUCTS = compiled("Х * У = П", "Х * У <= П")
QUOTIENTS = compiled("Х / У = П")


def told(rules: CompiledRuleSet, body: str) -> tuple[Finding, ...]:
    data = f"<О>{body}</О>".encode()
    judged(data, rules, JudgeContext())
    return judged(data, rules, JudgeContext(), with_held=True).findings


def single(**values: Decimal) -> str:
    return "".join(f"<{name}>{value:f}</{name}>" for name, value in values.items())


def fired(found: Finding) -> bool:
    assert found.outcome in (Outcome.HELD, Outcome.FIRED)
    return found.outcome is Outcome.FIRED


@settings(deadline=None)
@given(st.lists(AMOUNTS, min_size=1, max_size=40), SHIFTS)
def test_sums_are_right_to_the_kopeck(amounts: list[Decimal], shift: Decimal) -> None:
    total = sum(amounts, Decimal(0))
    body = f"<Т>{''.join(f'<С>{single(А=amount)}</С>' for amount in amounts)}</Т>{single(Итог=total + shift)}"
    equal, near, most = told(SUMS, body)
    assert fired(equal) == (shift != 0)
    assert fired(near) == (abs(shift) > KOPECK)
    assert fired(most) == (shift > 0)
    if shift:
        sides = (equal.left, equal.right, equal.difference)
        assert [Decimal(side or "?") for side in sides] == [total + shift, total, shift]


@settings(deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, SHIFTS), min_size=1, max_size=20))
def test_rows_that_are_a_kopeck_out_are_named(rows: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    cells = (single(А=first, Б=second, Г=first + second + shift) for first, second, shift in rows)
    (found,) = told(ROWS, f"<Т>{''.join(f'<С>{row}</С>' for row in cells)}</Т>")
    out = [number for number, (_, _, shift) in enumerate(rows, 1) if shift]
    assert [row.number for row in found.rows] == out
    assert fired(found) == bool(out)


@settings(deadline=None)
@given(DIGITS_14, DIGITS_14, st.integers(-1, 1))
def test_products_keep_every_digit(first: Decimal, second: Decimal, last: int) -> None:
    product = EXACTLY.multiply(first, second)
    told_off = product + Decimal((0, (1,), product.as_tuple().exponent)) * last  # type: ignore[arg-type]
    equal, most = told(PRODUCTS, single(Х=first, У=second, П=told_off))
    assert (fired(equal), fired(most)) == (last != 0, last < 0)


@settings(deadline=None)
@given(DIGITS_28, DIGITS_14)
def test_quotients_keep_28_digits(dividend: Decimal, divisor: Decimal) -> None:
    quotient = TO_28.divide(dividend, divisor)
    (found,) = told(QUOTIENTS, single(Х=dividend, У=divisor, П=dividend))
    assert fired(found) == (quotient != dividend)
    if found.left is not None and fired(found):
        assert Decimal(found.left) == quotient
