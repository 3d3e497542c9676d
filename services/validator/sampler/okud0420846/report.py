"""The report of a sound microcredit company: every figure that must agree with another is derived from the plan."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Final

from services.validator.sampler.blueprint import Subject
from services.validator.sampler.okud0420846.loans import faulty_loans
from services.validator.sampler.okud0420846.names import COLUMNS, DEBT, FIGURES, RESERVE
from services.validator.sampler.okud0420846.plan import PLAN_FAULTS, Plan, cents, make_plan
from services.validator.sampler.okud0420846.portfolio import Totals, portfolio_rows
from services.validator.sampler.people import head_of, make_person_inn
from services.validator.sampler.tree import Row, Tree, amount, number, put, row
from services.validator.sampler.xml import Envelope

_BUCKET_TITLES: Final = {
    "7.1": "Без просрочки",
    "7.2": "1-30 дней",
    "7.3": "31-60 дней",
    "7.4": "61-90 дней",
    "7.5": "91-180 дней",
    "7.6": "Свыше 180 дней",
    "7.7": "Реструктурированные",
    "7.8": "Приобретенные права требования",
}
# Contracts at the start, made, bought and ended: columns of section 6 with their signs.
_CONTRACT_FLOW: Final = {5: 1, 8: 1, 10: 1, 12: -1}
_BUREAUS: Final = ("АО «НБКИ»", "АО «ОКБ»", "ООО «БКИ СБ»")
_NAMESPACE: Final = "http://www.it.ru/Schemas/Avior/МФО/OKUD0420846_2_16_5_Kvartalnaya/2.16.5/1"


def envelope(subject: Subject) -> Envelope:
    """The root as the official program writes it; the time of making is the day after the period's end."""
    made = f"{subject.period.end + timedelta(days=1)}T10:11:12"
    return Envelope("ОКУД0420846_2_16_5_1", _NAMESPACE, {"ВерсияПрограммы": "2.16.5", "ДатаСоздания": made})


def build(rng: Random, subject: Subject, loans: list[Row], faults: frozenset[str]) -> Tree:
    plan = make_plan(rng, subject, loans)
    for code, inject in PLAN_FAULTS.items():
        if code in faults:
            inject(plan)
    assets = _total(_assets(plan))
    quarter = str(subject.period.number)
    sent = subject.period.end + timedelta(days=rng.randrange(3, 20))
    return {
        "СопроводительноеПисьмо": {
            "ИсходящийНомер": str(rng.randrange(1, 400)),
            "ИсходящаяДата": sent,
            "КоличествоПриложений": 0,
        },
        "Год": str(subject.period.start.year),
        "ОтчетныйКвартал": {"Код": quarter, "Описание": f"{quarter} квартал"},
        "Отчетность": {
            "ДатаПредставления": sent,
            "ОтчетнаяДата": subject.period.end,
            "Раздел1Реквизиты": _requisites(rng, subject),
            "Раздел2Показатели": _figures(rng, plan),
            "КоллекцияРаздел3Резервы": {"Раздел3Резервы": {"Раздел3Резервы_1": _reserves(plan)}},
            "Раздел4Капитал": _capital(plan, assets),
            "Раздел5Движение": _flow(plan),
            "КоллекцияРаздел6Портфель": {"Раздел6Портфель": {"Раздел6Портфель_1": _portfolio(plan)}},
            "Раздел7Баланс": _balance(plan, assets),
            "Раздел8ДолговаяНагрузка": _burden(plan),
            "КоллекцияКрупныеЗаймы": {
                "КрупныеЗаймы": {"КрупныеЗаймы_1": [*loans, *faulty_loans(subject, len(loans), faults)]}
            },
            "Files": {},
        },
    }


def finish(tree: Tree) -> None:
    """One amount is written with a comma and a space between thousands, as people's files have it."""
    issued = f"{number(tree, f'{FIGURES}.ВыданоВсего'):,.2f}"
    put(tree, f"{FIGURES}.ВыданоВсего", issued.replace(",", " ").replace(".", ","))


def _requisites(rng: Random, subject: Subject) -> Tree:
    bureaus: list[Row] = [{"Наименование": name} for name in _BUREAUS[: rng.randrange(1, 3)]]
    return {
        "ПолноеНаименование": subject.name,
        "КодОКОПФ": "12300",
        "ИНН": subject.inn,
        "ОГРН": subject.ogrn,
        "НомерТелефона": f"7495{rng.randrange(10**7):07}",
        "АдресСайта": rng.choice(("https://example.test", "http://example.test", "www.example.test")),
        "ЭлектроннаяПочта": "office@example.test",
        "ФИОРуководителя": head_of(subject.inn),
        "ИННРуководителя": make_person_inn(rng),
        "КоллекцияБКИ": {"БКИ": bureaus},
    }


def _portfolio(plan: Plan) -> list[Row]:
    return portfolio_rows(plan.portfolio, Totals(plan.opening, plan.issued, plan.bought, plan.repaid, plan.online))


def _figures(rng: Random, plan: Plan) -> Tree:
    persons = cents(plan.debt * Decimal("0.55"))
    sole_traders = cents(plan.debt * Decimal("0.2"))
    contracts = _contracts_at_end(plan)
    return {
        "ЗадолженностьВсего": plan.debt,
        "ЗадолженностьФЛ": persons,
        "ЗадолженностьИП": sole_traders,
        "ЗадолженностьЮЛ": plan.debt - persons - sole_traders,
        "ВыданоВсего": plan.issued,
        "ВыданоОнлайн": plan.online,
        "ЧислоДоговоров": contracts,
        "ЧислоЗаемщиков": contracts * rng.randrange(70, 95) // 100,
        "МаксимальныйЗаемФЛ": rng.randrange(300, 500),
        "МаксимальнаяСтавкаВДень": Decimal("0.8"),
        "СредняяПСК": Decimal(rng.randrange(15000, 28000)) / 100,
    }


def _contracts_at_end(plan: Plan) -> int:
    total = row(_portfolio(plan), "НомерСтроки", "5")
    return int(sum(sign * amount(total[COLUMNS[column]]) for column, sign in _CONTRACT_FLOW.items()))


def _reserves(plan: Plan) -> list[Row]:
    return [
        {"НомерСтроки": line, "Кол2_Категория": title, DEBT: plan.buckets[line], RESERVE: plan.reserves[line]}
        for line, title in _BUCKET_TITLES.items()
    ]


def _flow(plan: Plan) -> Tree:
    return {
        "НаНачало": plan.opening,
        "Выдано": plan.issued,
        "Приобретено": plan.bought,
        "Погашено": plan.repaid,
        "Уступлено": plan.ceded,
        "Списано": plan.written_off,
        "НаКонец": plan.debt,
    }


def _assets(plan: Plan) -> Tree:
    return {
        "ДенежныеСредства": cents(plan.debt * Decimal("0.14")),
        "ЗаймыНетто": plan.debt - sum(plan.reserves.values()),
        "ОсновныеСредства": cents(plan.debt * Decimal("0.05")),
        "ПрочиеАктивы": cents(plan.debt * Decimal("0.03")),
    }


def _total(items: Tree) -> Decimal:
    return sum((number(items, name) for name in items), Decimal(0))


def _balance(plan: Plan, assets: Decimal) -> Tree:
    liabilities = assets - plan.capital
    creditors = cents(plan.debt * Decimal("0.04"))
    return {
        "Активы": assets,
        "Обязательства": liabilities,
        "Капитал": plan.capital,
        **_assets(plan),
        "РезервыПоЗаймам": sum(plan.reserves.values(), Decimal(0)),
        "КредиторскаяЗадолженность": creditors,
        "ПрочиеОбязательства": liabilities - _total(_attracted(plan)) - creditors,
    }


def _attracted(plan: Plan) -> Tree:
    return {
        "ПривлеченоОтУчредителей": cents(plan.debt * Decimal("0.2")),
        "ПривлеченоОтФЛНеУчредителей": plan.from_strangers,
        "ПривлеченоОтЮЛ": cents(plan.debt * Decimal("0.1")),
        "ОблигацииВыпущенные": plan.bonds,
    }


def _capital(plan: Plan, assets: Decimal) -> Tree:
    urgent = cents(plan.debt * Decimal("0.15"))
    return {
        "Строка8Активы": assets,
        "Строка10Обязательства": assets - plan.capital,
        "Строка11Капитал": plan.capital,
        "НМКК1": plan.adequacy,
        "НМКК2": plan.liquidity,
        "ПривлеченныеСредства": _total(_attracted(plan)),
        **_attracted(plan),
        "НМКК1Числитель": cents(assets * plan.adequacy / 100),
        "НМКК1Знаменатель": assets,
        "НМКК2Числитель": cents(urgent * plan.liquidity / 100),
        "НМКК2Знаменатель": urgent,
        "Строка3_12": cents(plan.debt * Decimal("0.01")),
        "Строка3_13": Decimal(250),
        "Строка3_14": Decimal("125.5"),
        "Строка3_15": cents(plan.debt * Decimal("0.01")) - Decimal("375.5"),
    }


def _burden(plan: Plan) -> Tree:
    persons = cents(plan.debt * Decimal("0.55"))
    principal = cents(persons * Decimal("0.8"))
    return {
        "ОсновнойДолгФЛ": principal,
        "ПроцентыФЛ": persons - principal,
        "ЗадолженностьПДН50": cents(persons * Decimal("0.4")),
        "ЗадолженностьПДН80": cents(persons * Decimal("0.15")),
    }
