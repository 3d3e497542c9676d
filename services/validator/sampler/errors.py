"""What is said when a sample can't be written."""

from __future__ import annotations

from collections.abc import Iterable


class SampleError(ValueError):
    """The call is wrong; the text, in Russian, says what and what would be right."""


def unknown_form(code: str, known: Iterable[str]) -> SampleError:
    return SampleError(f"Форма «{code}» образца не имеет. Есть: {', '.join(known)}.")


def unknown_fault(code: str, form: str) -> SampleError:
    return SampleError(f"В наборе формы {form} нет триггера «{code}», который мог бы сработать.")


def bad_period(text: str) -> SampleError:
    return SampleError(f"Период «{text}» не читается: нужен год и квартал, например 2026Q3.")


def too_early(text: str, first_day: str) -> SampleError:
    return SampleError(f"Период «{text}» раньше начала действия встроенных триггеров ({first_day}).")


def bad_inn(text: str) -> SampleError:
    return SampleError(f"ИНН «{text}» неверен: нужны 10 цифр.")


def bad_ogrn(text: str) -> SampleError:
    return SampleError(f"ОГРН «{text}» неверен: нужны 13 цифр с верной контрольной.")


def bad_number(option: str, text: str) -> SampleError:
    return SampleError(f"Значение «{text}» параметра {option} - не целое неотрицательное число.")


def unknown_element(path: str) -> SampleError:
    return SampleError(f"В образце нет элемента «{path}».")


def cannot_write(path: str, reason: str) -> SampleError:
    return SampleError(f"Файл «{path}» не записан: {reason}.")
