"""Sheets and columns of the workbook: what is written and what is read are one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SEVERITIES: Final = {"error": "ошибка", "warning": "предупреждение"}
POLICIES: Final = {"zero": "считать нулем", "missing": "не проверять"}
TYPES: Final = {"number": "число", "date": "дата", "text": "текст", "boolean": "да/нет", "row": "строка таблицы"}
FLAGS: Final = {"true": "да", "false": "нет"}


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the field of a rule-set file; `words` are those that a cell may hold, by the field's value."""

    name: str
    title: str
    width: int
    required: bool = False
    date: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is not `needed` may be missing: then it says nothing."""

    title: str
    columns: tuple[Column, ...]
    needed: bool = False


# One row: the version itself.
RULE_SET: Final = Sheet(
    "Набор",
    (
        Column("form", "Код формы", 14, required=True),
        Column("edition", "Редакция формы", 18),
        Column("version", "Версия", 14),
        Column("effective_from", "Действует с", 14, date=True),
        Column("effective_to", "Действует по", 14, date=True),
    ),
    needed=True,
)
TRIGGERS: Final = Sheet(
    "Триггеры",
    (
        Column("code", "Код", 12, required=True),
        Column("title", "Название", 44),
        Column("severity", "Вид", 16, words=SEVERITIES),
        Column("when", "Когда применяется", 40),
        Column("formula", "Формула", 70),
        Column("message", "Сообщение", 50),
        Column("hint", "Как исправить", 50),
        Column("source", "Основание", 30),
        Column("tolerance", "Допуск", 10),
        Column("empty", "Пустые числа", 16, words=POLICIES),
        Column("valid_from", "Действует с", 14, date=True),
        Column("valid_to", "Действует по", 14, date=True),
    ),
    needed=True,
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
        Column("from", "С даты", 14, date=True),
        Column("to", "По дату", 14, date=True),
    ),
)
# To look paths up in: it is not read back, forms have an editor of their own.
ELEMENTS: Final = Sheet(
    "Элементы",
    (
        Column("path", "Путь", 60),
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

GUIDE_TITLE: Final = "Как заполнять"
GUIDE: Final = (
    "Лист „Триггеры“: строка — триггер. Новый триггер — новая строка, порядок строк сохраняется.",
    "Формулы пишутся как обычный текст, без знака „=“ в начале. Все ячейки текстовые: не меняйте их формат.",
    "Лист „Значения“: именованные части формул. Лист „Параметры“: пределы по отчетным датам; без кода триггера "
    "параметр общий для всего набора.",
    "Даты — ГГГГ-ММ-ДД или ДД.ММ.ГГГГ. Столбцы узнаются по названию, переставлять их можно, переименовывать нельзя.",
    "Лист „Элементы“ — справочный: пути элементов формы. Изменения на нем не читаются, форму меняют в ее редакторе.",
    "Загрузите файл на странице набора правил: перед сохранением Кабинет покажет все отличия.",
)
