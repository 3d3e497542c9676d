"""Faults of section 6.

Totals break in row 2, equations with other sections in rows 1 and 5 at once, the rest in the rows of parts.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from services.validator.sampler.blueprint import ReportFault
from services.validator.sampler.okud0420846.names import COLUMNS, PORTFOLIO
from services.validator.sampler.tree import Row, Tree, amount, row, rows


def _on_line(line: str, change: Callable[[Row], None]) -> ReportFault:
    def inject(tree: Tree) -> None:
        change(row(rows(tree, PORTFOLIO), "НомерСтроки", line))

    return inject


def _set(line: str, values: dict[int, int | Decimal]) -> ReportFault:
    return _on_line(line, lambda found: found.update({COLUMNS[column]: value for column, value in values.items()}))


def _exceed(line: str, column: int, others: tuple[int, ...], excess: int) -> ReportFault:
    """The cell becomes larger than the sum of other cells of its row."""

    def change(found: Row) -> None:
        found[COLUMNS[column]] = sum((amount(found[COLUMNS[other]]) for other in others), Decimal(excess))

    return _on_line(line, change)


def _shift(lines: tuple[str, ...], column: int, delta: int) -> ReportFault:
    def inject(tree: Tree) -> None:
        for line in lines:
            found = row(rows(tree, PORTFOLIO), "НомерСтроки", line)
            found[COLUMNS[column]] = amount(found[COLUMNS[column]]) + delta

    return inject


def _part_over_whole(column: int) -> ReportFault:
    def inject(tree: Tree) -> None:
        table = rows(tree, PORTFOLIO)
        whole = row(table, "НомерСтроки", "5")
        row(table, "НомерСтроки", "6.2")[COLUMNS[column]] = amount(whole[COLUMNS[column]]) + 1000

    return inject


PORTFOLIO_FAULTS: Final[dict[str, ReportFault]] = {
    # Filled in pairs: an amount without contracts would fire another trigger.
    "Т-01": _set("6", {3: 10, 5: 1}),
    **{f"Т-{n:02}": _shift(("2",), column, 50) for n, column in enumerate(range(3, 13), 9)},
    "Т-19": _shift(("1", "5"), 3, 700),
    "Т-20": _shift(("1", "5"), 7, 700),
    "Т-21": _shift(("1", "5"), 9, 700),
    "Т-22": _shift(("1", "5"), 11, 700),
    "Т-24": _part_over_whole(3),
    "Т-25": _part_over_whole(5),
    "Т-26": _part_over_whole(7),
    "Т-27": _shift(("6.1",), 7, 500),
    "Т-02": _exceed("6.3", 4, (3,), 10),
    "Т-03": _exceed("6.3", 6, (5,), 1),
    "Т-04": _exceed("6.3", 11, (3, 7, 9), 100),
    "Т-05": _exceed("6.3", 12, (5, 8, 10), 3),
    "Т-06": _set("6.2", {4: -5}),
    "Т-07": _set("6.2", {6: Decimal("2.5")}),
    "Т-08": _set("6.2", {10: 0}),
}
