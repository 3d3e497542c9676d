"""The figures that the rest of a report follows from, and the faults that must be put in before the rest is derived.

Amounts are thousands of roubles to two decimals; every one is a `Decimal`, so that the sums of the report are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from services.validator.sampler.blueprint import Subject
from services.validator.sampler.okud0420846.portfolio import Portfolio, make_portfolio
from services.validator.sampler.tree import Row, amount

_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)

# Reserve as a share of the debt, by row of section 3. Each stands so far above the row's least rate and above the row
# before it that any of them may be lowered below its least rate alone and the shares still grow from row to row.
_RESERVE_SHARES: Final = {
    "7.1": "0",
    "7.2": "0.05",
    "7.3": "0.12",
    "7.4": "0.25",
    "7.5": "0.55",
    "7.6": "0.70",
    "7.7": "0.30",
    "7.8": "0.10",
}
_OVERDUE_SHARES: Final = {
    "7.2": "0.12",
    "7.3": "0.07",
    "7.4": "0.05",
    "7.5": "0.04",
    "7.6": "0.04",
    "7.7": "0.03",
    "7.8": "0.02",
}


def cents(value: Decimal) -> Decimal:
    """The amount rounded to a hundredth of a thousand roubles."""
    return value.quantize(_CENT)


@dataclass(slots=True)
class Plan:
    debt: Decimal
    buckets: dict[str, Decimal]
    reserve_shares: dict[str, Decimal]
    issued: Decimal
    online: Decimal
    bought: Decimal
    repaid: Decimal
    ceded: Decimal
    written_off: Decimal
    portfolio: Portfolio
    capital: Decimal
    adequacy: Decimal
    liquidity: Decimal
    from_strangers: Decimal = Decimal(0)
    bonds: Decimal = Decimal(0)

    @property
    def opening(self) -> Decimal:
        """Debt at the start of the period: what the flow of section 5 leads from."""
        return self.debt - self.issued - self.bought + self.repaid + self.ceded + self.written_off

    @property
    def reserves(self) -> dict[str, Decimal]:
        return {line: cents(debt * self.reserve_shares[line]) for line, debt in self.buckets.items()}


def make_plan(rng: Random, subject: Subject, loans: list[Row]) -> Plan:
    """Figures of a sound company, large enough to owe the large loans listed."""
    listed = sum((amount(loan["Остаток"]) for loan in loans), Decimal(0))
    # Drawn of the organisation alone: the debt at the end of one period is the debt at the start of the next.
    usual = Decimal(Random(f"debt|{subject.inn}").randrange(15_000_000, 40_000_000)) / 100  # noqa: S311
    debt = max(usual, cents(listed * Decimal("1.3")))
    issued, bought = _part(rng, debt, 48, 52), _part(rng, debt, 2, 3)
    repaid, ceded = _part(rng, debt, 38, 42), _part(rng, debt, 3, 4)
    return Plan(
        debt=debt,
        buckets=_buckets(rng, debt),
        reserve_shares={line: Decimal(share) for line, share in _RESERVE_SHARES.items()},
        issued=issued,
        online=_part(rng, issued, 40, 60),
        bought=bought,
        repaid=repaid,
        ceded=ceded,
        written_off=issued + bought - repaid - ceded,
        portfolio=make_portfolio(rng),
        capital=_part(rng, debt, 30, 40),
        adequacy=Decimal(rng.randrange(2500, 4000)) / 100,
        liquidity=Decimal(rng.randrange(9000, 15000)) / 100,
    )


def _part(rng: Random, whole: Decimal, low: int, high: int) -> Decimal:
    """Between `low` and `high` percent of the whole."""
    return cents(whole * Decimal(rng.randrange(low * 100, high * 100)) / 10_000)


def _buckets(rng: Random, debt: Decimal) -> dict[str, Decimal]:
    """The debt by term of delay: row 7.1, without delay, takes what the others leave."""
    overdue = {
        line: cents(debt * Decimal(share) * Decimal(rng.randrange(95, 105)) / _HUNDRED)
        for line, share in _OVERDUE_SHARES.items()
    }
    return {"7.1": debt - sum(overdue.values()), **overdue}


def _reserve_share(line: str, share: str) -> Callable[[Plan], None]:
    def inject(plan: Plan) -> None:
        plan.reserve_shares[line] = Decimal(share)

    return inject


def _old_delays(plan: Plan) -> None:
    moved = cents(plan.debt * Decimal("0.45"))
    plan.buckets["7.1"] -= moved
    plan.buckets["7.6"] += moved


def _online_over_issued(plan: Plan) -> None:
    plan.online = plan.issued + 500


def _low_adequacy(plan: Plan) -> None:
    plan.adequacy = Decimal("4.2")


def _low_capital(plan: Plan) -> None:
    plan.capital = Decimal(3000)


def _low_liquidity(plan: Plan) -> None:
    plan.liquidity = Decimal("61.5")


def _strangers(plan: Plan) -> None:
    plan.from_strangers = Decimal(500)


def _bonds(plan: Plan) -> None:
    plan.bonds = Decimal(700)


def _steep_growth(plan: Plan) -> None:
    """Claims bought in the period make the opening debt 40 % of the closing one."""
    plan.bought += plan.opening - cents(plan.debt * Decimal("0.4"))


def _opening_off(plan: Plan) -> None:
    plan.written_off += 1000


def _issued_over(plan: Plan) -> None:
    """Several times what was issued in the same quarter of any year; what was issued is written off at once."""
    plan.written_off += plan.issued * 3
    # What was issued online grows with it: an online part that was too large stays so.
    plan.online += plan.issued * 3
    plan.issued *= 4


def _large_average_of_persons(plan: Plan) -> None:
    plan.portfolio.least_issued["1"] = Decimal(600)


def _large_average_of_firms(plan: Plan) -> None:
    plan.portfolio.least_issued |= {"3": plan.issued, "4": plan.issued}


# In this order: what later faults read is settled by earlier ones.
PLAN_FAULTS: Final[dict[str, Callable[[Plan], None]]] = {
    "ДВ-07": _issued_over,
    "П-03": _reserve_share("7.7", "1.1"),
    "П-04": _online_over_issued,
    "РЗ-01": _reserve_share("7.2", "0.02"),
    "РЗ-02": _reserve_share("7.3", "0.07"),
    "РЗ-03": _reserve_share("7.4", "0.15"),
    "РЗ-04": _reserve_share("7.5", "0.40"),
    "РЗ-05": _reserve_share("7.6", "0.60"),
    "РЗ-06": _reserve_share("7.1", "0.06"),
    "РЗ-07": _reserve_share("7.8", "-0.01"),
    "РЗ-08": _old_delays,
    "К-02": _low_adequacy,
    "К-04": _low_capital,
    "К-08": _low_liquidity,
    "К-10": _strangers,
    "К-11": _bonds,
    "ДВ-05": _steep_growth,
    "ДВ-06": _opening_off,
    "Т-28": _large_average_of_persons,
    "Т-29": _large_average_of_firms,
}
