"""The two hundred checks of the bench over the sampler's reports, in our language and in XPath 1.0: 120 over single
cells, 60 over rows, 20 for every row. All hold, whatever the size of the file; each is another formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.validator.builtin import rule_set
from services.validator.domain.rule_set import RuleSet, Trigger

ROOT = "/*/av:Отчетность/"
LOANS = "Отчетность.КоллекцияКрупныеЗаймы.КрупныеЗаймы.КрупныеЗаймы_1"
CELLS = [
    f"Раздел{section}.{name}"
    for section, names in {
        "2Показатели": "ЗадолженностьВсего ЗадолженностьФЛ ЗадолженностьИП ВыданоОнлайн ЧислоДоговоров",
        "4Капитал": "Строка8Активы Строка10Обязательства Строка11Капитал НМКК1 НМКК2 ПривлеченныеСредства Строка3_12",
        "5Движение": "НаНачало Приобретено Погашено Уступлено Списано НаКонец",
        "7Баланс": "Активы Обязательства Капитал ДенежныеСредства ЗаймыНетто ОсновныеСредства ПрочиеАктивы",
        "8ДолговаяНагрузка": "ОсновнойДолгФЛ ПроцентыФЛ ЗадолженностьПДН50 ЗадолженностьПДН80",
    }.items()
    for name in names.split()
]
COLUMNS = ("Сумма", "Остаток", "СтавкаВДень", "НачисленныеПроценты")
KINDS = ("ФЛ", "ИП", "ЮЛ")


@dataclass(frozen=True, slots=True)
class Check:
    """`xpath`: true where the check holds; the prefix `av` stands for the report's namespace."""

    code: str
    formula: str
    xpath: str


def checks() -> list[Check]:
    found = [*_over_cells(), *_over_rows(), *_every_row()]
    return [Check(f"К-{n:03}", formula, xpath) for n, (formula, xpath) in enumerate(found, 1)]


def bench_rules() -> RuleSet:
    """The checks as triggers of the form 0420846."""
    triggers = tuple(Trigger(code=check.code, title=check.code, formula=check.formula) for check in checks())
    return RuleSet(form=rule_set("0420846").form, version="bench", triggers=triggers)


def _over_cells() -> Iterator[tuple[str, str]]:
    for n in range(120):
        cells = [CELLS[(n * step + n // len(CELLS) + step) % len(CELLS)] for step in (1, 7, 11)]
        ours = [f"Отчетность.{cell}" for cell in cells]
        theirs = [ROOT + "/".join(f"av:{name}" for name in cell.split(".")) for cell in cells]
        formula, xpath = _CELLS[n % len(_CELLS)]
        yield formula.format(*ours, n=n), xpath.format(*theirs, n=n)


_CELLS = (
    ("{0} + {1} + {n} >= {0}", "{0} + {1} + {n} >= {0}"),
    ("{0} * 2 + {1} >= {0} И {1} >= -{n}", "{0} * 2 + {1} >= {0} and {1} >= -{n}"),
    ("ЕСЛИ {0} > {n} ТО {0} + {1} > {n}", "not({0} > {n}) or {0} + {1} > {n}"),
    ("{0} + {1} = {1} + {0} ± 0.{n}1", "({0} + {1}) - ({1} + {0}) <= 0.{n}1 and ({1} + {0}) - ({0} + {1}) <= 0.{n}1"),
    ("{0} >= -{n} ИЛИ {1} < 0", "{0} >= -{n} or {1} < 0"),
    ("({0} + {1} + {2}) * 1.{n} >= {0} + {2}", "({0} + {1} + {2}) * 1.{n} >= {0} + {2}"),
)


def _over_rows() -> Iterator[tuple[str, str]]:
    table = ROOT + "/".join(f"av:{name}" for name in LOANS.split(".")[1:])
    for n in range(60):
        column, kind, bound = COLUMNS[n % 4], KINDS[n // 5 % 3], n * 7
        formula, xpath = _ROWS[n % len(_ROWS)]
        words = {"column": column, "kind": kind, "bound": bound, "n": n}
        yield formula.format(rows=LOANS, **words), xpath.format(rows=table, **words)


_ROWS = (
    ("СУММА({rows}.{column}) + {n} >= 0", "sum({rows}/av:{column}) + {n} >= 0"),
    (
        'СУММА({rows}.{column} ГДЕ ТипЗаемщика = "{kind}") <= СУММА({rows}.{column}) + {n}',
        "sum({rows}[av:ТипЗаемщика = '{kind}']/av:{column}) <= sum({rows}/av:{column}) + {n}",
    ),
    (
        "КОЛИЧЕСТВО({rows} ГДЕ {column} > {bound}) <= КОЛИЧЕСТВО({rows})",
        "count({rows}[av:{column} > {bound}]) <= count({rows})",
    ),
    (
        "СУММА({rows}.Остаток ГДЕ СтавкаВДень > 0.{bound}) <= СУММА({rows}.Сумма)",
        "sum({rows}[av:СтавкаВДень > 0.{bound}]/av:Остаток) <= sum({rows}/av:Сумма)",
    ),
    (
        'СУММА({rows}.{column} ГДЕ Сумма > {bound} И ТипЗаемщика <> "{kind}") <= СУММА({rows}.{column})',
        "sum({rows}[av:Сумма > {bound} and av:ТипЗаемщика != '{kind}']/av:{column}) <= sum({rows}/av:{column})",
    ),
)


def _every_row() -> Iterator[tuple[str, str]]:
    table = ROOT + "/".join(f"av:{name}" for name in LOANS.split(".")[1:])
    for n in range(20):
        formula, xpath = _EVERY[n % len(_EVERY)]
        yield f"ДЛЯ КАЖДОЙ {LOANS}: {formula.format(n=n + 1)}", f"not({table}[not({xpath.format(n=n + 1)})])"


_EVERY = (
    ("Остаток <= Сумма * {n}", "av:Остаток <= av:Сумма * {n}"),
    (
        "ДатаПогашения >= ДатаВыдачи И Номер > -{n}",
        "translate(av:ДатаПогашения, '-', '') >= translate(av:ДатаВыдачи, '-', '') and av:Номер > -{n}",
    ),
    ('ЕСЛИ ТипЗаемщика = "ФЛ" ТО Сумма <= 500 + {n}', "not(av:ТипЗаемщика = 'ФЛ') or av:Сумма <= 500 + {n}"),
    ("НачисленныеПроценты <= Сумма * (1 + {n})", "av:НачисленныеПроценты <= av:Сумма * (1 + {n})"),
)
