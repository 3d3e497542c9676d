"""Faults put into a finished report of form 0420846: each changes what its trigger alone looks at.

Where a figure stands in several equations, another term is changed along with it, so that only one of them breaks.
The order is that of injection: what later faults read is settled by earlier ones.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final, cast

from services.validator.sampler.blueprint import ReportFault
from services.validator.sampler.okud0420846.names import (
    BALANCE,
    BURDEN,
    BUREAUS,
    CAPITAL,
    DEBT,
    FIGURES,
    FLOW,
    LETTER,
    REPORT,
    REQUISITES,
    RESERVES,
)
from services.validator.sampler.okud0420846.portfolio_faults import PORTFOLIO_FAULTS
from services.validator.sampler.people import spoil_last_digit
from services.validator.sampler.tree import Cell, Tree, add, amount, number, put, row, rows, section

_REPORTING_DATE: Final = f"{REPORT}.ОтчетнаяДата"


def _set(path: str, value: Cell) -> ReportFault:
    def inject(tree: Tree) -> None:
        put(tree, path, value)

    return inject


def _shift(**deltas: int | Decimal) -> dict[str, int | Decimal]:
    return deltas


def _move(base: str, deltas: dict[str, int | Decimal]) -> ReportFault:
    """Change several amounts of one section at once."""

    def inject(tree: Tree) -> None:
        for name, delta in deltas.items():
            add(tree, f"{base}.{name}", delta)

    return inject


def _negate(base: str, name: str, taker: str, value: int) -> ReportFault:
    """Make one term negative and give what it had to another term of the same sum."""

    def inject(tree: Tree) -> None:
        add(tree, f"{base}.{taker}", number(tree, f"{base}.{name}") - value)
        put(tree, f"{base}.{name}", Decimal(value))

    return inject


def _spoil_digit(path: str) -> ReportFault:
    def inject(tree: Tree) -> None:
        parent, _, name = path.rpartition(".")
        put(tree, path, spoil_last_digit(str(section(tree, parent)[name])))

    return inject


def _days_from_reporting_date(path: str, days: int) -> ReportFault:
    def inject(tree: Tree) -> None:
        reporting = cast(date, section(tree, REPORT)["ОтчетнаяДата"])
        put(tree, path, reporting + timedelta(days=days))

    return inject


def _no_bureaus(tree: Tree) -> None:
    rows(tree, BUREAUS).clear()


def _two_bureaus_in_a_row(tree: Tree) -> None:
    rows(tree, BUREAUS).append({"Наименование": "АО «НБКИ», АО «ОКБ»"})


def _other_quarter(tree: Tree) -> None:
    code = int(cast(str, section(tree, "ОтчетныйКвартал")["Код"]))
    put(tree, "ОтчетныйКвартал.Код", str(code % 4 + 1))


def _more_borrowers_than_contracts(tree: Tree) -> None:
    put(tree, f"{FIGURES}.ЧислоЗаемщиков", int(number(tree, f"{FIGURES}.ЧислоДоговоров")) + 5)


def _bucket_off(tree: Tree) -> None:
    bucket = row(rows(tree, RESERVES), "НомерСтроки", "7.1")
    bucket[DEBT] = amount(bucket[DEBT]) + 1000


def _burden_over_debt(tree: Tree) -> None:
    put(tree, f"{BURDEN}.ЗадолженностьПДН50", number(tree, f"{FIGURES}.ЗадолженностьФЛ") * 2)


def _nested_burden_over(tree: Tree) -> None:
    put(tree, f"{BURDEN}.ЗадолженностьПДН80", number(tree, f"{BURDEN}.ЗадолженностьПДН50") + 10)


def _interest_over(tree: Tree) -> None:
    whole = number(tree, f"{BURDEN}.ОсновнойДолгФЛ") + number(tree, f"{BURDEN}.ПроцентыФЛ")
    principal = (whole * Decimal("0.4")).quantize(Decimal("0.01"))
    put(tree, f"{BURDEN}.ОсновнойДолгФЛ", principal)
    put(tree, f"{BURDEN}.ПроцентыФЛ", whole - principal)


def _components_off(tree: Tree) -> None:
    add(tree, f"{CAPITAL}.НМКК1Числитель", number(tree, f"{CAPITAL}.НМКК1Знаменатель") / 100)


REPORT_FAULTS: Final[dict[str, ReportFault]] = {
    "Р-01": _set(f"{REQUISITES}.АдресСайта", "example.test"),
    "Р-02": _spoil_digit(f"{REQUISITES}.ОГРН"),
    "Р-03": _set(f"{REQUISITES}.НомерТелефона", "+7 (495) 000-00-00"),
    "Р-04": _set(f"{REQUISITES}.КодОКОПФ", "123"),
    "Р-06": _no_bureaus,
    "Р-05": _two_bureaus_in_a_row,
    "Р-07": _other_quarter,
    "Р-08": _set(f"{LETTER}.КоличествоПриложений", 3),
    "Р-10": _days_from_reporting_date(f"{REPORT}.ДатаПредставления", -5),
    "Р-11": _days_from_reporting_date(f"{LETTER}.ИсходящаяДата", -3),
    "Р-09": _days_from_reporting_date(_REPORTING_DATE, -1),
    "Р-12": _spoil_digit(f"{REQUISITES}.ИННРуководителя"),
    "Р-13": _set(f"{REQUISITES}.ЭлектроннаяПочта", "office.example.test"),
    "Р-16": _set(f"{REQUISITES}.ФИОРуководителя", "Другой Руководитель Иванович"),
    "Р-14": _set(f"{REQUISITES}.ФИОРуководителя", "Иванов И. И."),
    "Р-15": _set(f"{LETTER}.ИсходящийНомер", ""),
    "П-01": _move(FIGURES, _shift(ЗадолженностьЮЛ=1000)),
    "П-02": _bucket_off,
    "П-06": _set(f"{FIGURES}.МаксимальныйЗаемФЛ", 600),
    "П-07": _set(f"{FIGURES}.МаксимальнаяСтавкаВДень", Decimal("1.5")),
    "П-08": _negate(FIGURES, "ЗадолженностьИП", "ЗадолженностьЮЛ", -100),
    "Т-23": _move(FIGURES, _shift(ЧислоДоговоров=10)),
    "П-09": _move(FIGURES, _shift(ЧислоДоговоров=Decimal("0.5"))),
    "П-05": _more_borrowers_than_contracts,
    "П-10": _set(f"{FIGURES}.СредняяПСК", 400),
    "К-01": _move(CAPITAL, _shift(Строка11Капитал=100)),
    "К-03": _set(f"{CAPITAL}.НМКК2", None),
    "К-05": _move(BALANCE, _shift(ОсновныеСредства=1000)),
    "К-06": _move(BALANCE, _shift(ПрочиеОбязательства=1000)),
    "К-07": _components_off,
    "К-09": _move(CAPITAL, _shift(Строка3_14=10)),
    "К-12": _move(CAPITAL, _shift(ПривлеченоОтЮЛ=-500)),
    "ДВ-01": _move(FLOW, _shift(Списано=1000)),
    "ДВ-02": _move(FLOW, _shift(НаКонец=1000, Списано=-1000)),
    "ДВ-03": _move(FLOW, _shift(Выдано=1000, Списано=1000)),
    "ДВ-04": _negate(FLOW, "Уступлено", "Списано", -50),
    "Б-01": _move(BALANCE, _shift(Обязательства=1000)),
    "Б-02": _move(BALANCE, _shift(ЗаймыНетто=1000, ПрочиеАктивы=-1000)),
    "Б-03": _move(BALANCE, _shift(РезервыПоЗаймам=1000)),
    "Б-04": _move(BALANCE, _shift(Активы=1000, Обязательства=1000)),
    "Б-05": _negate(BALANCE, "ДенежныеСредства", "ОсновныеСредства", -50),
    "ПД-02": _burden_over_debt,
    "ПД-01": _nested_burden_over,
    "ПД-04": _interest_over,
    "ПД-03": _move(BURDEN, _shift(ПроцентыФЛ=1000)),
    **PORTFOLIO_FAULTS,
}
