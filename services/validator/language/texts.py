"""What a methodologist is told about a mistake in a formula, in Russian and English."""

from __future__ import annotations

from typing import Final

ERRORS: Final[dict[str, tuple[str, str]]] = {
    "expected": ("{expectation}", "{expectation}"),
    "empty": ("формула пуста", "the formula is empty"),
    "mixed_alphabets": (
        "слово „{word}“ смешивает русские и латинские буквы: {alphabet} „{letter}“",
        "the word “{word}” mixes Cyrillic and Latin letters: {alphabet} “{letter}”",
    ),
    "unknown_function": ("функции „{word}“ нет{hint}", "there is no function “{word}”{hint}"),
    "unknown_character": ("непонятный знак „{character}“", "an unexpected character “{character}”"),
    "comma": (
        "запятая здесь не используется: дробная часть пишется через точку, аргументы разделяются „;“",
        "a comma is not used here: write the fraction after a point and part arguments with “;”",
    ),
    "bad_number": ("число записано неверно: „{word}“", "a number is written wrongly: “{word}”"),
    "too_many_digits": ("в числе больше 28 цифр", "a number has more than 28 digits"),
    "open_text": ('ожидалась закрывающая кавычка „"“', "a closing quotation mark was expected"),
    "open_name": ("ожидалась закрывающая обратная кавычка „`“", "a closing backtick was expected"),
    "empty_name": ("имя в обратных кавычках пусто", "the name in backticks is empty"),
    "bad_date": ("„{word}“ - не дата: ожидалась ГГГГ-ММ-ДД или ДД.ММ.ГГГГ", "“{word}” is not a date"),
    "arguments": (
        "у функции {function} ожидалось аргументов: {expected}",
        "{function} takes {expected} argument(s)",
    ),
    "tolerance_sign": (
        "ожидалось сравнение = <> <= >=: со знаком „{sign}“ допуск не применяется",
        "a tolerance goes with = <> <= >=, not with “{sign}”",
    ),
    "chained": ("сравнения не сцепляются: ожидалась логическая связка", "comparisons do not chain"),
    "position": (
        "в квадратных скобках ожидалось условие, а не номер строки",
        "a condition was expected in square brackets, not a position",
    ),
    "period_field": ("у ПЕРИОД есть только Начало и Конец, ожидалось одно из них", "PERIOD has Начало and Конец only"),
    "bad_pattern": ("регулярное выражение записано неверно: {problem}", "a wrong regular expression: {problem}"),
    "too_long": ("формула длиннее {limit} знаков", "the formula is longer than {limit} characters"),
    "too_many_steps": ("в пути больше {limit} имен", "a path has more than {limit} names"),
    "too_deep": ("формула вложена глубже {limit} уровней", "the formula is nested deeper than {limit} levels"),
}

ALPHABETS: Final[dict[str, tuple[str, str]]] = {
    "latin": ("латинская буква", "the Latin letter"),
    "cyrillic": ("русская буква", "the Cyrillic letter"),
}

HINTS: Final[tuple[str, str]] = ("; возможно, {word}", "; perhaps {word}")

# Terminal groups in the order in which an expectation is chosen: the first acceptable one is told.
EXPECTATIONS: Final[tuple[tuple[str, str, str], ...]] = (
    ("THEN", "ожидалось „ТО“", "“THEN” was expected"),
    ("COLON", "ожидалось „:“", "“:” was expected"),
    ("RPAR", "ожидалась „)“", "“)” was expected"),
    ("RSQB", "ожидалась „]“", "“]” was expected"),
    ("LPAR_ONLY", "ожидалась „(“", "“(” was expected"),
    ("NUMBER", "ожидалось значение", "a value was expected"),
    ("TEXT_ONLY", "ожидался текст в кавычках", "a text in quotation marks was expected"),
    ("NAME", "ожидалось имя элемента", "the name of an element was expected"),
    ("SEMICOLON", "ожидалась „;“", "“;” was expected"),
    ("$END", "ожидался конец формулы", "the end of the formula was expected"),
    ("DOT", "ожидалась „.“", "“.” was expected"),
)
