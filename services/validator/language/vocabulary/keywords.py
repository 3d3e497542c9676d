"""Words between values, and the signs."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary.definition import Definition, Kind

HELD, FIRED, SKIPPED = "выполнен", "сработал", "не применялся"


def _word(
    terminal: str,
    words: tuple[str, str],
    signatures: tuple[str, str],
    summary: tuple[str, str],
    *examples: tuple[str, str],
    synonyms: tuple[str, ...] = (),
    kind: Kind = "keyword",
) -> Definition:
    return Definition(
        kind=kind,
        key=terminal.lower(),
        terminal=terminal,
        russian=words[0],
        english=words[1],
        signature=signatures[0],
        signature_en=signatures[1],
        summary=summary[0],
        summary_en=summary[1],
        examples=examples,
        result="boolean" if kind == "keyword" else None,
        synonyms=synonyms,
    )


KEYWORDS: Final = (
    _word(
        "AND",
        ("И", "AND"),
        ("a И b", "a AND b"),
        ("верно и то, и другое; одно неверно - неверно все", "both hold; one that is false settles the whole"),
        ("Итоги.НМКК1 > 6 И Итоги.НМКК1 < 10", HELD),
        ("НЕТ И Итоги.Прибыль > 0", FIRED),
    ),
    _word(
        "OR",
        ("ИЛИ", "OR"),
        ("a ИЛИ b", "a OR b"),
        ("верно хотя бы одно; одно верно - верно все", "one at least holds; one that is true settles the whole"),
        ("Итоги.НМКК1 > 6 ИЛИ Итоги.Прибыль > 0", HELD),
    ),
    _word(
        "NOT",
        ("НЕ", "NOT"),
        ("НЕ a", "NOT a"),
        ("неверно, что a", "a does not hold"),
        ("НЕ Итоги.НМКК1 < 5", HELD),
    ),
    _word(
        "IF",
        ("ЕСЛИ", "IF"),
        ("ЕСЛИ a ТО b; ЕСЛИ(a; b; c)", "IF a THEN b; IF(a; b; c)"),
        (
            "с ТО - проверка: b обязательно там, где a; со скобками - значение: b, если a, иначе c",
            "with THEN a check: b must hold where a does; with brackets a value: b if a, else c",
        ),
        ("ЕСЛИ ЕСТЬ(Итоги.Прибыль) ТО Итоги.Прибыль > 0", HELD),
        ("ЕСЛИ(Итоги.НМКК1 > 6; 1; 2) = 1", HELD),
    ),
    _word(
        "THEN",
        ("ТО", "THEN"),
        ("ЕСЛИ a ТО b", "IF a THEN b"),
        ("перед следствием", "before the conclusion"),
        ("ЕСЛИ Итоги.Задолженность > 0 ТО КОЛИЧЕСТВО(Займы.Займ) > 0", HELD),
    ),
    _word(
        "IN",
        ("В", "IN"),
        ("x В (a; b; c)", "x IN (a; b; c)"),
        ("равно одному из значений; допуск не применяется", "equals one of the values; tolerances don't apply"),
        ("Итоги.НМКК1 В (5; 6; 6.5)", HELD),
    ),
    _word(
        "WHERE",
        ("ГДЕ", "WHERE"),
        ("СУММА(путь ГДЕ условие)", "SUM(path WHERE condition)"),
        ("какие строки брать; имена - от строки", "which rows to take; names are of the row"),
        ("СУММА(Займы.Займ.Остаток ГДЕ Ставка > 100) = 50000", HELD),
    ),
    _word(
        "TRUE",
        ("ДА", "TRUE"),
        ("ДА", "TRUE"),
        ("верно", "true"),
        ("ДА", HELD),
        synonyms=("ИСТИНА",),
    ),
    _word(
        "FALSE",
        ("НЕТ", "FALSE"),
        ("НЕТ", "FALSE"),
        ("неверно", "false"),
        ("НЕТ", FIRED),
        synonyms=("ЛОЖЬ",),
    ),
    _word(
        "FOR_EACH",
        ("ДЛЯ КАЖДОЙ", "FOR EACH"),
        ("ДЛЯ КАЖДОЙ путь: условие", "FOR EACH path: condition"),
        (
            "условие для каждой строки таблицы; имена - от строки, виновные строки называются",
            "the condition for each row of a table; names are of the row, the rows at fault are named",
        ),
        ("ДЛЯ КАЖДОЙ Займы.Займ: Остаток > 0", HELD),
        ("ДЛЯ КАЖДОЙ Займы.Займ: Погашен >= Выдан", FIRED),
        ('ДЛЯ КАЖДОЙ Займы.Займ[Номер = "3"]: Погашен >= Выдан', SKIPPED),
    ),
)
