"""Checksums of ИНН (10 and 12 digits) and ОГРН (13 and 15 digits)."""

from __future__ import annotations

from typing import Final

_INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_inn(text: str) -> bool:
    """ИНН of an organisation or a person, by order of the tax service ЕД-7-14/559@."""
    if not _digits(text, (10, 12)):
        return False
    if len(text) == 10:
        return _control(text, _INN_10) == int(text[9])
    return _control(text, _INN_11) == int(text[10]) and _control(text, _INN_12) == int(text[11])


def is_ogrn(text: str) -> bool:
    """ОГРН or ОГРНИП: the remainder of all digits but the last by 11 or 13, its last digit."""
    if not _digits(text, (13, 15)):
        return False
    return int(text[:-1]) % (len(text) - 2) % 10 == int(text[-1])


def _digits(text: str, lengths: tuple[int, ...]) -> bool:
    return len(text) in lengths and text.isascii() and text.isdigit() and text.strip("0") != ""


def _control(text: str, weights: tuple[int, ...]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, text, strict=False)) % 11 % 10
