"""What a formula takes from outside the file: the member, the period, parameters, other reports; and the root."""

from __future__ import annotations

from typing import Final

from services.validator.language.vocabulary.definition import Definition, Kind, ValueKind

HELD, SKIPPED = "выполнен", "не применялся"


def _word(
    kind: Kind,
    key: str,
    terminal: str,
    words: tuple[str, str],
    signatures: tuple[str, str],
    summary: tuple[str, str],
    *examples: tuple[str, str],
    result: ValueKind | None = None,
) -> Definition:
    return Definition(
        kind=kind,
        key=key,
        terminal=terminal,
        russian=words[0],
        english=words[1],
        signature=signatures[0],
        signature_en=signatures[1],
        summary=summary[0],
        summary_en=summary[1],
        examples=examples,
        result=result,
    )


CALLED: Final = (
    _word(
        "function",
        "date",
        "DATE",
        ("ДАТА", "DATE"),
        ('ДАТА("ГГГГ-ММ-ДД")', 'DATE("YYYY-MM-DD")'),
        ("дата; пишется и как ДД.ММ.ГГГГ", "a date; DD.MM.YYYY is taken too"),
        ('ДЛЯ КАЖДОЙ Займы.Займ: Выдан >= ДАТА("01.01.2026")', HELD),
        result="date",
    ),
    _word(
        "function",
        "parameter",
        "PARAMETER",
        ("ПАРАМЕТР", "PARAMETER"),
        ('ПАРАМЕТР("имя")', 'PARAMETER("name")'),
        ("значение параметра на отчетную дату", "the value of a parameter on the reporting date"),
        ('Итоги.НМКК1 >= ПАРАМЕТР("НМКК1_МИН")', HELD),
    ),
    _word(
        "function",
        "previous",
        "PRIOR",
        ("ПРОШЛЫЙ", "PREVIOUS"),
        ("ПРОШЛЫЙ(путь)", "PREVIOUS(path)"),
        (
            "путь в отчете той же формы за предыдущий период; нет такого отчета - «не применялся»",
            "a path in the report of the same form for the period before; not applied without such a report",
        ),
        ("Итоги.Задолженность >= ПРОШЛЫЙ(Итоги.Задолженность)", SKIPPED),
    ),
    _word(
        "function",
        "year_ago",
        "PRIOR",
        ("ГОДНАЗАД", "YEARAGO"),
        ("ГОДНАЗАД(путь)", "YEARAGO(path)"),
        (
            "путь в отчете той же формы за тот же период год назад; нет такого отчета - «не применялся»",
            "a path in the report of the same form a year ago; not applied without such a report",
        ),
        ("Итоги.Задолженность >= ГОДНАЗАД(Итоги.Задолженность)", SKIPPED),
    ),
    _word(
        "function",
        "form",
        "FORM",
        ("ФОРМА", "FORM"),
        ('ФОРМА("код"; путь)', 'FORM("code"; path)'),
        (
            "путь в отчете другой формы на ту же отчетную дату; нет такого отчета - «не применялся»",
            "a path in the report of another form for the same reporting date; not applied without such a report",
        ),
        ('Итоги.НМКК1 = ФОРМА("0420841"; Итоги.НМКК1)', SKIPPED),
    ),
)

PREFIXED: Final = (
    _word(
        "context",
        "member",
        "MEMBER",
        ("ЧЛЕН", "MEMBER"),
        ("ЧЛЕН.поле", "MEMBER.field"),
        ("поле карточки члена СРО: Тип, ИНН, ОГРН, Наименование", "a field of the member's card: Тип, ИНН, ОГРН"),
        ('ЧЛЕН.Тип = "МКК"', HELD),
        ("ЧЛЕН.ИНН = Организация.ИНН", HELD),
    ),
    _word(
        "context",
        "period",
        "PERIOD",
        ("ПЕРИОД", "PERIOD"),
        ("ПЕРИОД.Начало, ПЕРИОД.Конец", "PERIOD.Start, PERIOD.End"),
        ("первый и последний день отчетного периода", "the first and the last day of the reporting period"),
        ('ПЕРИОД.Начало = ДАТА("2026-07-01") И ПЕРИОД.Конец = ДАТА("2026-09-30")', HELD),
        result="date",
    ),
    _word(
        "context",
        "root",
        "ROOT",
        ("КОРЕНЬ", "ROOT"),
        ("КОРЕНЬ.путь", "ROOT.path"),
        ("путь от корня файла, когда имена отсчитываются от строки", "a path from the root where names are of a row"),
        ("ДЛЯ КАЖДОЙ Займы.Займ: Остаток <= КОРЕНЬ.Итоги.Задолженность", HELD),
    ),
)
