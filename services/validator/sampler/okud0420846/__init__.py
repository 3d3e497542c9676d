"""Samples of form 0420846."""

from datetime import date
from typing import Final

from contracts.periods import PeriodKind
from services.validator.sampler.blueprint import Blueprint, Growing
from services.validator.sampler.okud0420846.faults import REPORT_FAULTS
from services.validator.sampler.okud0420846.loans import LOAN_FAULTS, make_loan
from services.validator.sampler.okud0420846.plan import PLAN_FAULTS
from services.validator.sampler.okud0420846.report import build, envelope, finish

BLUEPRINT: Final = Blueprint(
    code="0420846",
    first_day=date(2024, 1, 1),
    period_kind=PeriodKind.QUARTER,
    envelope=envelope,
    growing=Growing("КрупныеЗаймы_1", make_loan, least=6),
    build=build,
    plan_faults=frozenset(PLAN_FAULTS) | frozenset(LOAN_FAULTS),
    report_faults=REPORT_FAULTS,
    finish=finish,
)
