"""What is told about a wrong rule-set file, in Russian and English."""

from __future__ import annotations

from typing import Final

PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "not_yaml": ("файл не разбирается как YAML: {reason}", "the file is not YAML: {reason}"),
    "too_large": ("файл правил больше {limit} МБ", "the rule file is over {limit} MB"),
    "alias": ("якоря и ссылки YAML не поддерживаются", "YAML anchors and aliases are not supported"),
    "duplicate_key": ("поле „{name}“ записано дважды", "the field “{name}” is written twice"),
    "mapping_expected": ("ожидались поля „имя: значение“", "fields “name: value” were expected"),
    "list_expected": ("ожидался список", "a list was expected"),
    "scalar_expected": ("ожидалось одно значение", "a single value was expected"),
    "required": ("нет обязательного поля „{name}“", "the field “{name}” is required"),
    "unknown_field": ("неизвестное поле „{name}“{hint}", "an unknown field “{name}”{hint}"),
    "choice": ("„{value}“ не подходит: ожидалось одно из {expected}", "“{value}”: one of {expected} was expected"),
    "date": ("„{value}“ - не дата ГГГГ-ММ-ДД", "“{value}” is not a date YYYY-MM-DD"),
    "whole": ("„{value}“ - не целое число", "“{value}” is not a whole number"),
    "boolean": ("„{value}“ - не да и не нет", "“{value}” is neither yes nor no"),
    "pattern": ("регулярное выражение записано неверно: {reason}", "a wrong regular expression: {reason}"),
    "tolerance": ("допуск „{value}“ - не число и не проценты", "the tolerance “{value}” is no number nor per cent"),
    "formula": ("{reason}", "{reason}"),
    "path": ("„{value}“ - не путь к элементу", "“{value}” is not the path of an element"),
    "duplicate_code": ("код „{taken}“ уже занят", "the code “{taken}” is taken"),
    "duplicate_path": ("элемент „{path}“ описан дважды", "the element “{path}” is described twice"),
}

HINT: Final = "; возможно, „{name}“"
