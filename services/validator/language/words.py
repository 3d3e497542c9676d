"""The words of the language: Russian first, English synonyms beside. Keys are case-folded."""

from __future__ import annotations

from typing import Final

# Reserved wherever a path could begin; after a dot nothing is reserved.
RESERVED: Final[dict[str, str]] = {
    "и": "AND",
    "and": "AND",
    "или": "OR",
    "or": "OR",
    "не": "NOT",
    "not": "NOT",
    "если": "IF",
    "if": "IF",
    "то": "THEN",
    "then": "THEN",
    "в": "IN",
    "in": "IN",
    "где": "WHERE",
    "where": "WHERE",
    "да": "TRUE",
    "true": "TRUE",
    "истина": "TRUE",
    "нет": "FALSE",
    "false": "FALSE",
    "ложь": "FALSE",
}

# Reserved only with a dot after them.
PREFIXES: Final[dict[str, str]] = {
    "член": "MEMBER",
    "member": "MEMBER",
    "период": "PERIOD",
    "period": "PERIOD",
    "корень": "ROOT",
    "root": "ROOT",
}

FOR_EACH: Final[frozenset[tuple[str, str]]] = frozenset({("для", "каждой"), ("for", "each")})

# Keywords only before a bracket: token type and what the builder makes of it.
FUNCTIONS: Final[dict[str, tuple[str, str]]] = {
    "сумма": ("AGGREGATE", "sum"),
    "sum": ("AGGREGATE", "sum"),
    "количество": ("AGGREGATE", "count"),
    "count": ("AGGREGATE", "count"),
    "мин": ("AGGREGATE", "min"),
    "min": ("AGGREGATE", "min"),
    "макс": ("AGGREGATE", "max"),
    "max": ("AGGREGATE", "max"),
    "среднее": ("AGGREGATE", "average"),
    "average": ("AGGREGATE", "average"),
    "уникально": ("AGGREGATE", "unique"),
    "unique": ("AGGREGATE", "unique"),
    "есть": ("PRESENCE", "exists"),
    "exists": ("PRESENCE", "exists"),
    "пусто": ("PRESENCE", "empty"),
    "empty": ("PRESENCE", "empty"),
    "совпадает": ("FUNCTION", "matches"),
    "matches": ("FUNCTION", "matches"),
    "длина": ("FUNCTION", "length"),
    "length": ("FUNCTION", "length"),
    "дней": ("FUNCTION", "days"),
    "days": ("FUNCTION", "days"),
    "рабдней": ("FUNCTION", "workdays"),
    "workdays": ("FUNCTION", "workdays"),
    "инн": ("FUNCTION", "inn"),
    "inn": ("FUNCTION", "inn"),
    "огрн": ("FUNCTION", "ogrn"),
    "ogrn": ("FUNCTION", "ogrn"),
    "округл": ("FUNCTION", "round"),
    "round": ("FUNCTION", "round"),
    "абс": ("FUNCTION", "abs"),
    "abs": ("FUNCTION", "abs"),
    "дата": ("DATE", "date"),
    "date": ("DATE", "date"),
    "параметр": ("PARAMETER", "parameter"),
    "parameter": ("PARAMETER", "parameter"),
    "прошлый": ("PRIOR", "previous"),
    "previous": ("PRIOR", "previous"),
    "годназад": ("PRIOR", "year_ago"),
    "yearago": ("PRIOR", "year_ago"),
    "форма": ("FORM", "form"),
    "form": ("FORM", "form"),
}

ARITY: Final[dict[str, tuple[int, int]]] = {
    "matches": (2, 2),
    "length": (1, 1),
    "days": (2, 2),
    "workdays": (2, 2),
    "inn": (1, 1),
    "ogrn": (1, 1),
    "round": (1, 2),
    "abs": (1, 1),
}

# How the printer writes them.
RUSSIAN: Final[dict[str, str]] = {
    "sum": "СУММА",
    "count": "КОЛИЧЕСТВО",
    "min": "МИН",
    "max": "МАКС",
    "average": "СРЕДНЕЕ",
    "unique": "УНИКАЛЬНО",
    "exists": "ЕСТЬ",
    "empty": "ПУСТО",
    "matches": "СОВПАДАЕТ",
    "length": "ДЛИНА",
    "days": "ДНЕЙ",
    "workdays": "РАБДНЕЙ",
    "inn": "ИНН",
    "ogrn": "ОГРН",
    "round": "ОКРУГЛ",
    "abs": "АБС",
    "previous": "ПРОШЛЫЙ",
    "year_ago": "ГОДНАЗАД",
}

PERIOD_FIELDS: Final[dict[str, str]] = {"Начало": "start", "Конец": "end", "Start": "start", "End": "end"}
