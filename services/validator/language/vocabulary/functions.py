"""Functions over values."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary.definition import Definition, ValueKind

HELD, FIRED = "выполнен", "сработал"


def _function(
    key: str,
    words: tuple[str, str],
    names: tuple[str, str],
    arguments: tuple[ValueKind, ...],
    summary: tuple[str, str],
    *examples: tuple[str, str],
    result: ValueKind = "number",
    optional: int = 0,
) -> Definition:
    russian, english = words
    return Definition(
        kind="function",
        key=key,
        terminal="FUNCTION",
        russian=russian,
        english=english,
        signature=f"{russian}({names[0]})",
        signature_en=f"{english}({names[1]})",
        summary=summary[0],
        summary_en=summary[1],
        examples=examples,
        arguments=arguments,
        optional=optional,
        result=result,
    )


FUNCTIONS: Final = (
    _function(
        "matches",
        ("СОВПАДАЕТ", "MATCHES"),
        ('текст; "регулярное выражение"', 'text; "regular expression"'),
        ("text", "text"),
        ("в тексте находится выражение (синтаксис RE2)", "the expression is found in the text (RE2 syntax)"),
        (r'СОВПАДАЕТ(Организация.Сайт; "^(www\.|https?://)")', HELD),
        ('СОВПАДАЕТ(Организация.ИНН; "^7736")', FIRED),
        result="boolean",
    ),
    _function(
        "length",
        ("ДЛИНА", "LENGTH"),
        ("текст", "text"),
        ("text",),
        ("сколько знаков в тексте; у пустого - 0", "how many characters a text has; 0 of an empty one"),
        ("ДЛИНА(Организация.ИНН) = 10", HELD),
        ("ДЛИНА(Организация.Телефон) = 0", HELD),
    ),
    _function(
        "days",
        ("ДНЕЙ", "DAYS"),
        ("первая; вторая", "first; second"),
        ("date", "date"),
        ("дней между датами: вторая минус первая", "days between dates: the second minus the first"),
        ('ДНЕЙ(ДАТА("2026-01-15"); ДАТА("2026-01-20")) = 5', HELD),
        ('ДЛЯ КАЖДОЙ Займы.Займ[Номер = "2"]: ДНЕЙ(Выдан; Погашен) = -10', HELD),
    ),
    _function(
        "workdays",
        ("РАБДНЕЙ", "WORKDAYS"),
        ("первая; вторая", "first; second"),
        ("date", "date"),
        (
            "рабочих дней после первой даты по вторую включительно",
            "working days after the first date up to the second, inclusive",
        ),
        ('РАБДНЕЙ(ДАТА("2026-10-30"); ДАТА("2026-11-05")) = 3', HELD),
    ),
    _function(
        "inn",
        ("ИНН", "INN"),
        ("текст", "text"),
        ("text",),
        ("ИНН из 10 или 12 цифр с верным контрольным числом", "an ИНН of 10 or 12 digits whose checksum is right"),
        ("ИНН(Организация.ИНН)", HELD),
        ('ИНН("7707083890")', FIRED),
        result="boolean",
    ),
    _function(
        "ogrn",
        ("ОГРН", "OGRN"),
        ("текст", "text"),
        ("text",),
        ("ОГРН из 13 или 15 цифр с верным контрольным числом", "an ОГРН of 13 or 15 digits whose checksum is right"),
        ("ОГРН(Организация.ОГРН)", HELD),
        result="boolean",
    ),
    _function(
        "round",
        ("ОКРУГЛ", "ROUND"),
        ("число [; знаков]", "number [; digits]"),
        ("number", "number"),
        ("округление: половина - от нуля, как в таблицах", "rounding, half away from zero, as spreadsheets do"),
        ("ОКРУГЛ(2.345; 2) = 2.35", HELD),
        ("ОКРУГЛ(-2.5) = -3", HELD),
        ("ОКРУГЛ(Итоги.Задолженность; -3) = 150000", HELD),
        optional=1,
    ),
    _function(
        "abs",
        ("АБС", "ABS"),
        ("число", "number"),
        ("number",),
        ("число без знака", "a number without its sign"),
        ("АБС(-3) = 3", HELD),
    ),
)
