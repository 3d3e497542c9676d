"""Functions over the rows of a table, and tests of presence."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary.definition import Definition, ValueKind

HELD, FIRED, SKIPPED = "выполнен", "сработал", "не применялся"


def _over_rows(
    key: str,
    words: tuple[str, str],
    summary: str,
    summary_en: str,
    *examples: tuple[str, str],
    result: ValueKind | None = "number",
) -> Definition:
    russian, english = words
    return Definition(
        kind="function",
        key=key,
        terminal="AGGREGATE",
        russian=russian,
        english=english,
        signature=f"{russian}(путь [ГДЕ условие])",
        signature_en=f"{english}(path [WHERE condition])",
        summary=summary,
        summary_en=summary_en,
        examples=examples,
        result=result,
    )


def _presence(
    key: str, words: tuple[str, str], summary: str, summary_en: str, *examples: tuple[str, str]
) -> Definition:
    russian, english = words
    return Definition(
        kind="function",
        key=key,
        terminal="PRESENCE",
        russian=russian,
        english=english,
        signature=f"{russian}(путь)",
        signature_en=f"{english}(path)",
        summary=summary,
        summary_en=summary_en,
        examples=examples,
        result="boolean",
    )


AGGREGATES: Final = (
    _over_rows(
        "sum",
        ("СУММА", "SUM"),
        "сумма значений столбца; без строк - 0",
        "the sum of a column; 0 without rows",
        ("СУММА(Займы.Займ.Остаток) = Итоги.Задолженность", HELD),
        ("СУММА(Займы.Займ.Остаток ГДЕ Ставка > 100) = 50000", HELD),
        ("СУММА(Поручители.Поручитель.Сумма) = 0", HELD),
    ),
    _over_rows(
        "count",
        ("КОЛИЧЕСТВО", "COUNT"),
        "сколько элементов, пустые тоже считаются; без строк - 0",
        "how many elements, empty ones included; 0 without rows",
        ("КОЛИЧЕСТВО(Займы.Займ) = 3", HELD),
        ("КОЛИЧЕСТВО(Займы.Займ ГДЕ Остаток > 25000) = 2", HELD),
    ),
    _over_rows(
        "min",
        ("МИН", "MIN"),
        "наименьшее число или самая ранняя дата; пустые пропускаются, без строк - «не применялся»",
        "the least number or the earliest date; empties are skipped, not applied without rows",
        ("МИН(Займы.Займ.Ставка) = 95", HELD),
        ("МИН(Поручители.Поручитель.Сумма) > 0", SKIPPED),
        result=None,
    ),
    _over_rows(
        "max",
        ("МАКС", "MAX"),
        "наибольшее число или самая поздняя дата; пустые пропускаются, без строк - «не применялся»",
        "the greatest number or the latest date; empties are skipped, not applied without rows",
        ("МАКС(Займы.Займ.Ставка) = 120", HELD),
        ('МАКС(Займы.Займ.Выдан) = ДАТА("2026-03-01")', HELD),
        result=None,
    ),
    _over_rows(
        "average",
        ("СРЕДНЕЕ", "AVERAGE"),
        "среднее непустых значений; без строк - «не применялся»",
        "the mean of what is not empty; not applied without rows",
        ("ОКРУГЛ(СРЕДНЕЕ(Займы.Займ.Ставка); 1) = 108.3", HELD),
    ),
    _over_rows(
        "unique",
        ("УНИКАЛЬНО", "UNIQUE"),
        "ни одно значение не повторяется; пустые пропускаются",
        "no value repeats; empties are skipped",
        ("УНИКАЛЬНО(Займы.Займ.Номер)", HELD),
        result="boolean",
    ),
)

PRESENCES: Final = (
    _presence(
        "exists",
        ("ЕСТЬ", "EXISTS"),
        "элемент стоит в файле, хотя бы и пустой",
        "the element stands in the file, be it empty",
        ("ЕСТЬ(Организация.Телефон)", HELD),
        ("ЕСТЬ(Итоги.Прибыль)", FIRED),
    ),
    _presence(
        "empty",
        ("ПУСТО", "EMPTY"),
        "элемента нет или он не заполнен",
        "the element is absent or empty",
        ("ПУСТО(Организация.Телефон)", HELD),
        ("ПУСТО(Итоги.Прибыль)", HELD),
    ),
)
