"""The table of large loans: the one that grows with the size of the file, and the rows that fire its triggers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from services.validator.sampler.blueprint import Subject
from services.validator.sampler.tree import Cell, Row

_KINDS: Final = ("ФЛ", "ФЛ", "ФЛ", "ИП", "ЮЛ")
# The least loan and the spread above it, thousand roubles: below the limits of every date.
_SUMS: Final = {"ФЛ": (100, 380), "ИП": (300, 4000), "ЮЛ": (300, 4000)}
# No loan of a sample is issued later, so that a reporting date a few days off fires nothing here.
_LAST_ISSUE: Final = timedelta(days=10)


def make_loan(rng: Random, subject: Subject, number: int) -> Row:
    """A loan that holds every trigger of the table."""
    period = subject.period
    kind = _KINDS[rng.randrange(len(_KINDS))]
    least, spread = _SUMS[kind]
    whole = least + rng.randrange(spread)
    issued = period.start + timedelta(days=rng.randrange((period.end - period.start - _LAST_ISSUE).days))
    return {
        "Номер": number,
        "ДатаВыдачи": issued,
        "ДатаПогашения": issued + timedelta(days=rng.randrange(30, 720)),
        "Сумма": whole,
        "Остаток": Decimal(rng.randrange(whole * 100)) / 100,
        "ТипЗаемщика": kind,
        "СтавкаВДень": Decimal(rng.randrange(10, 80)) / 100,
        "НачисленныеПроценты": Decimal(rng.randrange(whole * 60)) / 100,
    }


def faulty_loans(subject: Subject, count: int, faults: frozenset[str]) -> list[Row]:
    """A row of its own for each chosen trigger of the table; `count` is how many rows stand before them."""
    chosen = [code for code in LOAN_FAULTS if code in faults]
    return [_sound(subject, count + n) | _changes(subject, code, count + n) for n, code in enumerate(chosen, 1)]


def _sound(subject: Subject, number: int) -> Row:
    issued = subject.period.start + timedelta(days=number % 60)
    return {
        "Номер": number,
        "ДатаВыдачи": issued,
        "ДатаПогашения": issued + timedelta(days=180),
        "Сумма": 400,
        "Остаток": Decimal("120.5"),
        "ТипЗаемщика": "ФЛ",
        "СтавкаВДень": Decimal("0.6"),
        "НачисленныеПроценты": Decimal("60.25"),
    }


def _changes(subject: Subject, code: str, number: int) -> dict[str, Cell]:
    start, end = subject.period.start, subject.period.end
    changes: dict[str, dict[str, Cell]] = {
        "Д-01": {"ДатаПогашения": start - timedelta(days=5)},
        "Д-02": {"Остаток": Decimal("450.5")},
        "Д-03": {"Сумма": 0, "Остаток": 0, "НачисленныеПроценты": 0},
        "Д-04": {"Остаток": Decimal("-10.5")},
        "Д-05": {"Номер": 1},
        "Д-06": {"Номер": Decimal(number) + Decimal("0.5")},
        "Д-07": {"ДатаВыдачи": end + timedelta(days=5), "ДатаПогашения": end + timedelta(days=95)},
        "Д-08": {"ДатаПогашения": date(start.year + 20, 6, 1)},
        "Д-09": {"ТипЗаемщика": "ООО"},
        "Д-10": {"Сумма": 900},
        "Д-11": {"ТипЗаемщика": "ЮЛ", "Сумма": 20_000},
        "Д-12": {"СтавкаВДень": Decimal("1.5")},
        "Д-13": {"НачисленныеПроценты": Decimal("600.75")},
    }
    return changes[code]


LOAN_FAULTS: Final = tuple(f"Д-{n:02}" for n in range(1, 14))
