"""Samples of form 0420841: the people in the governing bodies."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.periods import PeriodKind
from services.validator.sampler.blueprint import Blueprint, Growing, ReportFault, Subject
from services.validator.sampler.people import head_of, make_full_name, make_person_inn, spoil_last_digit
from services.validator.sampler.tree import Cell, Row, Tree, rows
from services.validator.sampler.xml import Envelope

_PEOPLE: Final = "Отчетность.КоллекцияРаздел2Состав.Раздел2Состав.Раздел2Состав_1"
_NAMESPACE: Final = "http://www.it.ru/Schemas/Avior/МФО/OKUD0420841_2_16_5_Kvartalnaya/2.16.5/1"
_POSTS: Final = {"ЕИО": "Генеральный директор", "Правление": "Член правления", "Совет": "Член совета директоров"}


def _envelope(subject: Subject) -> Envelope:
    made = f"{subject.period.end + timedelta(days=1)}T10:11:12"
    return Envelope("ОКУД0420841_2_16_5_1", _NAMESPACE, {"ВерсияПрограммы": "2.16.5", "ДатаСоздания": made})


def _person(rng: Random, subject: Subject, number: int) -> Row:
    """The first person is the head, the others sit in the boards."""
    body = "ЕИО" if number == 1 else rng.choice(("Правление", "Совет"))
    elected = subject.period.start - timedelta(days=rng.randrange(1, 700))
    return {
        "НомерСтроки": str(number),
        "Кол2_Орган": body,
        "Кол3_ФИО": head_of(subject.inn) if number == 1 else make_full_name(rng),
        "Кол4_ИНН": make_person_inn(rng),
        "Кол5_Должность": _POSTS[body],
        "Кол6_ДатаИзбрания": elected,
        "Кол7_СрокПолномочий": elected + timedelta(days=1826),
    }


def _build(rng: Random, subject: Subject, people: list[Row], faults: frozenset[str]) -> Tree:
    quarter = str(subject.period.number)
    sent = subject.period.end + timedelta(days=rng.randrange(3, 20))
    return {
        "СопроводительноеПисьмо": {"ИсходящийНомер": str(rng.randrange(1, 400)), "ИсходящаяДата": sent},
        "Год": str(subject.period.start.year),
        "ОтчетныйКвартал": {"Код": quarter, "Описание": f"{quarter} квартал"},
        "Отчетность": {
            "ДатаПредставления": sent,
            "Раздел1Реквизиты": {"ПолноеНаименование": subject.name, "ИНН": subject.inn, "ОГРН": subject.ogrn},
            "КоллекцияРаздел2Состав": {"Раздел2Состав": {"Раздел2Состав_1": list(people)}},
            "Files": {},
        },
    }


def _add_person(**changes: Cell) -> ReportFault:
    """A further row, right in all but the changes; what is unique stays so."""

    def inject(tree: Tree) -> None:
        people = rows(tree, _PEOPLE)
        people.append(people[1] | {"НомерСтроки": str(len(people) + 1)} | changes)

    return inject


def _spoil_inn(tree: Tree) -> None:
    people = rows(tree, _PEOPLE)
    _add_person(Кол4_ИНН=spoil_last_digit(str(people[1]["Кол4_ИНН"])))(tree)


def _finish(tree: Tree) -> None:
    """Nothing is left to write in another manner."""


_FAULTS: Final[dict[str, ReportFault]] = {
    "СО-01": _add_person(Кол2_Орган="ЕИО", Кол5_Должность=_POSTS["ЕИО"]),
    "СО-02": _spoil_inn,
    "СО-03": _add_person(НомерСтроки="1"),
    "СО-04": _add_person(Кол6_ДатаИзбрания=date(2099, 12, 30), Кол7_СрокПолномочий=date(2099, 12, 31)),
    "СО-05": _add_person(Кол7_СрокПолномочий=date(2000, 1, 1)),
    "СО-06": _add_person(Кол2_Орган="Собрание"),
    "СО-07": _add_person(Кол3_ФИО="Иванов И. И."),
}

BLUEPRINT: Final = Blueprint(
    code="0420841",
    first_day=date(2024, 1, 1),
    period_kind=PeriodKind.QUARTER,
    envelope=_envelope,
    growing=Growing("Раздел2Состав_1", _person, least=5),
    build=_build,
    plan_faults=frozenset(),
    report_faults=_FAULTS,
    finish=_finish,
)
