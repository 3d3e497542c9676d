"""What the generator must know of a form in order to write its samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from contracts.periods import Period, PeriodKind
from services.validator.sampler.tree import Row, Tree
from services.validator.sampler.xml import Envelope

ReportFault = Callable[[Tree], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom and when the report tells. `ogrn` is valid."""

    period: Period
    inn: str
    ogrn: str
    name: str


@dataclass(frozen=True, slots=True)
class Growing:
    """The table that takes rows until the file has the wished size: the name of its rows, the n-th of them from 1."""

    row_name: str
    make_row: Callable[[Random, Subject, int], Row]
    least: int


@dataclass(frozen=True, slots=True)
class Blueprint:
    """`build` makes a report that holds every trigger, given the rows of the growing table and the faults to plan for.

    `plan_faults` are codes that `build` puts in itself, because other figures must follow; `report_faults` change the
    finished report. The order of both is the order of injection, whatever the caller's order.
    """

    code: str
    first_day: date
    period_kind: PeriodKind
    envelope: Callable[[Subject], Envelope]
    growing: Growing
    build: Callable[[Random, Subject, list[Row], frozenset[str]], Tree]
    plan_faults: frozenset[str]
    report_faults: Mapping[str, ReportFault]
    finish: Callable[[Tree], None]

    @property
    def faults(self) -> frozenset[str]:
        return self.plan_faults | frozenset(self.report_faults)
