"""What is told about a formula that can be read and is wrong, in Russian and English."""

from __future__ import annotations

from typing import Final

MISTAKES: Final[dict[str, tuple[str, str]]] = {
    "unknown_path": ("элемента „{path}“ нет в форме{hint}", "the form has no element “{path}”{hint}"),
    "section_as_value": (
        "„{path}“ - строка таблицы или раздел, а нужно одно значение",
        "“{path}” is a row or a section where a value is wanted",
    ),
    "several_elements": (
        "элемент „{path}“ повторяется, а нужно одно значение: выберите строку условием в квадратных скобках "
        "или возьмите СУММА, МАКС, ДЛЯ КАЖДОЙ",
        "the element “{path}” repeats where one value is wanted: choose a row or aggregate",
    ),
    "type_mismatch": ("ожидалось: {expected}, а здесь {found}", "{expected} was expected, here is {found}"),
    "text_order": (
        "тексты сравниваются только на = и <>",
        "only = and <> apply to texts and to yes and no",
    ),
    "tolerance_kind": ("допуск применим только к числам", "a tolerance applies to numbers only"),
    "tolerance_negative": ("допуск отрицательный", "the tolerance is negative"),
    "division_by_zero": ("деление на ноль", "division by zero"),
    "bad_rounding": ("ОКРУГЛ не может оставить столько знаков", "ROUND can't keep so many digits"),
    "bad_pattern": ("регулярное выражение записано неверно", "a wrong regular expression"),
    "unknown_parameter": ("параметра „{name}“ нет{hint}", "there is no parameter “{name}”{hint}"),
    "unknown_member_field": (
        "в карточке члена СРО нет поля „{name}“{hint}",
        "the member's card has no field “{name}”{hint}",
    ),
    "circular_value": ("значение „{name}“ определено через само себя", "the value “{name}” is defined by itself"),
    "limit": ("формула требует слишком большого объема вычислений", "the formula asks for too much computation"),
}

WARNINGS: Final[dict[str, tuple[str, str]]] = {
    "never_true": ("условие никогда не выполняется{why}", "the condition is never true{why}"),
    "always_true": ("условие выполняется всегда{why}", "the condition is always true{why}"),
    "not_among": (
        "„{value}“ не бывает значением „{term}“: возможны {options}",
        "“{value}” is no value of “{term}”: {options}",
    ),
    "when_contradicts": (
        "при условии применения формула всегда ложна: триггер сработает на каждом отчете{why}",
        "where `when` is met the formula is always false{why}",
    ),
    "when_repeats": (
        "при условии применения формула всегда истинна: триггер не сработает никогда{why}",
        "where `when` is met the formula is always true{why}",
    ),
    "unused_value": ("именованное значение „{name}“ нигде не используется", "the value “{name}” is never used"),
    "unused_parameter": ("параметр „{name}“ нигде не используется", "the parameter “{name}” is never used"),
}

TEXTS: Final = {**MISTAKES, **WARNINGS}
NEAR: Final = ("; возможно, вы имели в виду „{name}“", "; did you mean “{name}”?")
WHY: Final[dict[bool, tuple[str, str]]] = {
    False: (": ему не отвечает ни одно значение „{term}“", ": no value of “{term}” meets it"),
    True: (": ему отвечает любое значение „{term}“", ": any value of “{term}” meets it"),
}

KINDS: Final[dict[str, tuple[str, str]]] = {
    "number": ("число", "a number"),
    "date": ("дата", "a date"),
    "text": ("текст", "a text"),
    "boolean": ("условие (да или нет)", "a condition (yes or no)"),
    "row": ("строка таблицы или раздел", "a row or a section"),
}
