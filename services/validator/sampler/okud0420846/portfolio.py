"""Section 6: the portfolio by kinds of loans. Rows 1-4 add up to row 5, 6 is a header, 6.1-6.3 are parts of 5."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from random import Random
from typing import Final

from services.validator.sampler.okud0420846.names import COLUMNS
from services.validator.sampler.tree import Row

_TITLES: Final = {
    "1": "Микрозаймы физическим лицам",
    "2": "Микрозаймы физическим лицам под ипотеку",
    "3": "Микрозаймы индивидуальным предпринимателям",
    "4": "Микрозаймы юридическим лицам",
    "5": "Итого",
    "6": "Справочно, из строки 5",
    "6.1": "выдано онлайн",
    "6.2": "под залог",
    "6.3": "реструктурированные",
}
# A loan of each kind is about this large, thousand roubles.
_USUAL_LOAN: Final = {"1": Decimal(25), "2": Decimal(50), "3": Decimal(300), "4": Decimal(300)}
_PARTS: Final = {"6.1": Decimal("0.5"), "6.2": Decimal("0.1"), "6.3": Decimal("0.05")}
_OVERDUE: Final = Decimal("0.1")
_AMOUNTS: Final = (3, 7, 9, 11)
# An amount's column and the column of its contracts.
_COUNTS: Final = {3: 5, 4: 6, 7: 8, 9: 10, 11: 12}
_EMPTY: Final = "X"


@dataclass(slots=True)
class Portfolio:
    """How totals part into rows 1-4. `least_issued` replaces a row's usual size of a loan issued."""

    shares: dict[str, Decimal]
    least_issued: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Totals:
    """Row 5 of the columns that hold amounts, and what was issued online."""

    opening: Decimal
    issued: Decimal
    bought: Decimal
    repaid: Decimal
    online: Decimal


def make_portfolio(rng: Random) -> Portfolio:
    shift = Decimal(rng.randrange(-20, 20)) / 1000
    return Portfolio(
        {"1": Decimal("0.4") + shift, "2": Decimal("0.1"), "3": Decimal("0.25"), "4": Decimal("0.25") - shift}
    )


def portfolio_rows(portfolio: Portfolio, totals: Totals) -> list[Row]:
    cells = dict(zip(_AMOUNTS, (totals.opening, totals.issued, totals.bought, totals.repaid), strict=True))
    kinds = {line: _kind(portfolio, line, cells) for line in portfolio.shares}
    _close(kinds, cells)
    whole = {column: sum((kind[column] for kind in kinds.values()), Decimal(0)) for column in COLUMNS}
    parts = {line: {c: _share(c, whole[c], part) for c in COLUMNS} for line, part in _PARTS.items()}
    parts["6.1"][7] = totals.online
    header: Row = {"НомерСтроки": "6", "Кол2_Показатель": _TITLES["6"], **dict.fromkeys(COLUMNS.values(), _EMPTY)}
    filled = [_row(line, values) for line, values in {**kinds, "5": whole}.items()]
    return [*filled, header, *(_row(line, values) for line, values in parts.items())]


def _kind(portfolio: Portfolio, line: str, totals: dict[int, Decimal]) -> dict[int, Decimal]:
    values = {column: _cents(total * portfolio.shares[line]) for column, total in totals.items()}
    values[4] = _cents(values[3] * _OVERDUE)
    for column, count in _COUNTS.items():
        values[count] = _ceil(values[column] / _USUAL_LOAN[line])
    if line in portfolio.least_issued:
        values[8] = max(Decimal(1), values[7] // portfolio.least_issued[line])
    return values


def _close(kinds: dict[str, dict[int, Decimal]], totals: dict[int, Decimal]) -> None:
    """Roundings go to row 1, so that the rows add up to the totals exactly."""
    for column, total in totals.items():
        kinds["1"][column] += total - sum(kind[column] for kind in kinds.values())


def _share(column: int, whole: Decimal, part: Decimal) -> Decimal:
    return _ceil(whole * part) if column in _COUNTS.values() else _cents(whole * part)


def _row(line: str, values: dict[int, Decimal]) -> Row:
    cells: Row = {COLUMNS[column]: values[column] for column in COLUMNS}
    return {"НомерСтроки": line, "Кол2_Показатель": _TITLES[line], **cells}


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _ceil(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_CEILING)
