"""The words of the findings on paper: Russian first, English beside it."""

from dataclasses import dataclass
from typing import Any

from gateway.language import Language


@dataclass(frozen=True)
class PaperTexts:
    """`words` are those that the sheet itself sets; the rest are put together with values."""

    title: str
    heading: str
    hash: str
    made: str
    facts: tuple[str, ...]
    counts: str
    begin: str
    explains: str
    suggested: str
    repeat: str
    place: tuple[str, str, str]
    absent: str
    empty: str
    change_to: str
    whole: str
    rows: str
    cut: str
    code: str
    words: dict[str, Any]


RU = PaperTexts(
    title="Ошибки триггеров",
    heading="Ошибки триггеров: {form}, {period}",
    hash="Файл отчета: {name}, SHA-256 {sha256}",
    made="Сформировано {at} МСК",
    facts=("Организация", "Форма", "Период", "Версия и регистрационный номер", "Загружен", "Набор правил"),
    counts="Сработало: {fired}, предупреждений: {warnings}, не удалось проверить: {not_evaluable}, выполнено: {held}, "
    "не применялось: {not_applicable}.",
    begin="Начните с этого: ячеек {cells}, уйдет до {explained} из {firings} срабатываний",
    explains="Триггеры: {codes}.",
    suggested="Исправьте на {value}.",
    repeat="Повторяется {number}-й период подряд",
    place=("строка {}", "графа {}", "строка таблицы {}"),
    absent="нет",
    empty="пусто",
    change_to="исправьте на {value}",
    whole="Сравнение целиком",
    rows="{shown}",
    cut="еще {left}, полный список в файлах XLSX, CSV и JSON",
    code="Код {code}{version}",
    words={
        "columns": ("Где", "В файле", "Ожидалось", "Разница"),
        "page": "Лист",
        "qr": "Регистрационный номер и хеш файла",
        "rows": "Строки таблицы",
        "cut": "Не поместилось",
        "fix": "Как исправить",
        "who": "Кто исправит",
        "source": "Зачем это правило",
        "formula": "Формула",
        "filled": "С числами из файла",
        "signature": ("Исполнитель", "Должность, подпись", "Дата"),
    },
)

EN = PaperTexts(
    title="Trigger findings",
    heading="Trigger findings: {form}, {period}",
    hash="Report file: {name}, SHA-256 {sha256}",
    made="Made {at} Moscow time",
    facts=("Organisation", "Form", "Period", "Version and registration number", "Uploaded", "Rule set"),
    counts="Fired: {fired}, warnings: {warnings}, not evaluable: {not_evaluable}, held: {held}, "
    "not applicable: {not_applicable}.",
    begin="Begin with these {cells} cells: up to {explained} of {firings} firings go",
    explains="Triggers: {codes}.",
    suggested="Change it to {value}.",
    repeat="For {number} periods on end",
    place=("line {}", "column {}", "row {} of the table"),
    absent="absent",
    empty="empty",
    change_to="change it to {value}",
    whole="The comparison as a whole",
    rows="{shown}",
    cut="{left} more; all of them are in the XLSX, CSV and JSON files",
    code="Code {code}{version}",
    words={
        "columns": ("Where", "In the file", "Expected", "Difference"),
        "page": "Sheet",
        "qr": "Registration number and hash of the file",
        "rows": "Rows of the table",
        "cut": "Left out",
        "fix": "How to mend it",
        "who": "Who mends it",
        "source": "Why this rule",
        "formula": "Formula",
        "filled": "With the file's numbers",
        "signature": ("Prepared by", "Position, signature", "Date"),
    },
)

BY_LANGUAGE: dict[Language, PaperTexts] = {"ru": RU, "en": EN}
