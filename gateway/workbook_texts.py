"""The words of the workbook of findings: Russian first, English beside it."""

from dataclasses import dataclass

from gateway.language import Language


@dataclass(frozen=True)
class WorkbookTexts:
    fired: str
    warnings: str
    not_evaluable: str
    not_applicable: str
    held: str
    rows: str
    how_to_read: str
    file_stem: str
    finding_columns: tuple[str, ...]
    row_columns: tuple[str, ...]
    row_at_fault: str
    row_not_evaluated: str
    rows_left_out: str
    causes: dict[str, str]
    statuses: dict[str, str]
    facts: tuple[str, ...]
    reasons: str
    outcome: str
    guide: tuple[str, ...]


RU = WorkbookTexts(
    fired="Сработали",
    warnings="Предупреждения",
    not_evaluable="Не удалось проверить",
    not_applicable="Не применялись",
    held="Выполнены",
    rows="Строки",
    how_to_read="Как читать",
    file_stem="Ошибки триггеров",
    finding_columns=(
        "Код",
        "Триггер",
        "Что найдено",
        "Раздел",
        "Строка",
        "Графа",
        "Где",
        "Номер строки таблицы",
        "Ключ строки таблицы",
        "В файле",
        "Ожидалось",
        "Разница",
        "Исправьте на",
        "Слева",
        "Справа",
        "Как исправить",
        "Кто действует",
        "Основание",
        "Формула",
        "Формула с числами",
        "Элемент",
        "Строка файла",
        "Периодов подряд",
    ),
    row_columns=("Код", "Номер строки", "Ключ", "Что с ней"),
    row_at_fault="сработал",
    row_not_evaluated="не удалось проверить",
    rows_left_out="и еще строк: {}",
    causes={"file": "вы", "rule": "СРО", "system": "система, перепроверит сама"},
    statuses={
        "not_submitted": "Не загружался",
        "checking": "На проверке",
        "accepted_with_errors": "Принят с ошибками",
        "accepted": "Принят без ошибок",
        "check_failed": "Не удалось проверить на триггеры",
    },
    facts=("Форма", "Период", "Регистрационный номер", "Файл", "Статус", "Сработало", "Не удалось проверить"),
    reasons="Почему не удалось проверить",
    outcome="Класс",
    guide=(
        "Лист «Сработали»: исправьте эти ошибки в отчете и загрузите его снова.",
        "Лист «Предупреждения»: проверьте эти места; принять отчет они не мешают.",
        "Лист «Не удалось проверить»: в графе «Кто действует» сказано, кто это исправит.",
        "Лист «Не применялись»: эти проверки вашего отчета не касаются или сравнивать было нечего.",
        "Если ячеек несколько, у триггера несколько строк подряд с одним кодом.",
        "«Исправьте на» - значение, при котором равенство выполнится, если прочие графы верны: правят одну из них.",
        "«Периодов подряд» - сколько отчетных периодов подряд, считая этот, триггер срабатывает.",
        "«Строка файла» - номер строки в файле отчета; после 65 534-й строки он неизвестен.",
        "Лист «Строки»: все строки таблиц отчета, на которых сработал триггер, счет с 1.",
        "Коды записаны текстом, суммы - числами; числа длиннее 15 знаков - текстом, чтобы не потерять точность.",
    ),
)

EN = WorkbookTexts(
    fired="Fired",
    warnings="Warnings",
    not_evaluable="Not evaluable",
    not_applicable="Not applicable",
    held="Held",
    rows="Rows",
    how_to_read="How to read this",
    file_stem="Trigger findings",
    finding_columns=(
        "Code",
        "Trigger",
        "What was found",
        "Section",
        "Line",
        "Column",
        "Where",
        "Row of the table",
        "Key of the row",
        "In the file",
        "Expected",
        "Difference",
        "Change it to",
        "Left",
        "Right",
        "How to mend it",
        "Who acts",
        "Source",
        "Formula",
        "Formula with values",
        "Element",
        "Line of the file",
        "Periods on end",
    ),
    row_columns=("Code", "Row", "Key", "Outcome"),
    row_at_fault="fired",
    row_not_evaluated="not evaluable",
    rows_left_out="more rows: {}",
    causes={"file": "you", "rule": "the SRO", "system": "nobody, it is re-checked by itself"},
    statuses={
        "not_submitted": "Not submitted",
        "checking": "Being checked",
        "accepted_with_errors": "Accepted with errors",
        "accepted": "Accepted without errors",
        "check_failed": "Could not be checked against triggers",
    },
    facts=("Form", "Period", "Registration number", "File", "Status", "Fired", "Not evaluable"),
    reasons="Why it could not be checked",
    outcome="Class",
    guide=(
        "Sheet Fired: mend these errors in the report and upload it again.",
        "Sheet Warnings: look at these places; they do not stop the report.",
        "Sheet Not evaluable: the column Who acts says who mends it.",
        "Sheet Not applicable: these checks do not concern this report, or there was nothing to compare.",
        "A trigger with several cells has several lines with the same code.",
        "Change it to: the value that satisfies the equation if all other cells are right: mend one of them.",
        "Periods on end: for how many periods, this one counted, the trigger has been firing.",
        "Line of the file is unknown past line 65,534.",
        "Sheet Rows: every row of the report's tables on which a trigger fired, counted from 1.",
        "Codes are text, amounts are numbers; numbers of more than 15 digits are text, so that nothing is lost.",
    ),
)

BY_LANGUAGE: dict[Language, WorkbookTexts] = {"ru": RU, "en": EN}
