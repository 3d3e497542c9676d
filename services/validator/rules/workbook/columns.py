"""Sheets and columns of the workbook: what is written and what is read are one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEVERITIES: Final = {"error": "ошибка", "warning": "предупреждение"}
POLICIES: Final = {"zero": "считать нулем", "missing": "не проверять"}
TYPES: Final = {"number": "число", "date": "дата", "text": "текст", "boolean": "да/нет", "row": "строка таблицы"}
YES: Final = "да"
NO: Final = "нет"
FLAGS: Final = {"true": YES, "false": NO}


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the field of a rule-set file; `words` are those that a cell may hold, by the field's value."""

    name: str
    title: str
    width: int
    required: bool = False
    words: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    columns: tuple[Column, ...]


# One row: the version itself.
RULE_SET: Final = Sheet(
    "Набор",
    (
        Column("form", "Код формы", 14, required=True),
        Column("version", "Версия", 14, required=True),
        Column("effective_from", "Действует с", 14),
        Column("effective_to", "Действует по", 14),
    ),
)
TRIGGERS: Final = Sheet(
    "Триггеры",
    (
        Column("code", "Код", 12, required=True),
        Column("title", "Название", 44),
        Column("severity", "Вид", 16, words=SEVERITIES),
        Column("when", "Когда применяется", 40),
        Column("formula", "Формула", 70, required=True),
        Column("message", "Сообщение", 50),
        Column("hint", "Как исправить", 50),
        Column("source", "Основание", 30),
        Column("tolerance", "Допуск", 10),
        Column("empty", "Пустые числа", 16, words=POLICIES),
        Column("valid_from", "Действует с", 14),
        Column("valid_to", "Действует по", 14),
    ),
)
VALUES: Final = Sheet(
    "Значения",
    (
        Column("trigger", "Триггер", 12, required=True),
        Column("name", "Имя", 24, required=True),
        Column("formula", "Формула", 70, required=True),
    ),
)
# Without a trigger: of the whole rule set.
PARAMETERS: Final = Sheet(
    "Параметры",
    (
        Column("trigger", "Триггер", 12),
        Column("name", "Имя", 24, required=True),
        Column("value", "Значение", 18, required=True),
        Column("from", "С даты", 14),
        Column("to", "По дату", 14),
    ),
)
ELEMENTS: Final = Sheet(
    "Элементы",
    (
        Column("path", "Путь", 60, required=True),
        Column("type", "Тип", 16, words=TYPES),
        Column("label", "Название", 44),
        Column("section", "Раздел", 34),
        Column("line", "Строка", 10),
        Column("column", "Графа", 10),
        Column("repeats", "Повторяется", 14, words=FLAGS),
        Column("key", "Ключ строки", 20),
        Column("mandatory", "Обязателен", 14, words=FLAGS),
        Column("options", "Допустимые значения", 30),
    ),
)
SHEETS: Final = (RULE_SET, TRIGGERS, VALUES, PARAMETERS, ELEMENTS)
