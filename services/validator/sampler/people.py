"""Invented people and numbers with right checksums."""

from __future__ import annotations

from random import Random
from typing import Final

from services.validator.domain.checksums import is_inn

_SURNAMES: Final = (
    "Иванов",
    "Петров",
    "Смирнов",
    "Кузнецов",
    "Соколов",
    "Попов",
    "Лебедев",
    "Новиков",
    "Морозов",
    "Волков",
)
_NAMES: Final = ("Алексей", "Дмитрий", "Сергей", "Андрей", "Николай", "Михаил", "Павел", "Егор")
_PATRONYMICS: Final = ("Алексеевич", "Дмитриевич", "Сергеевич", "Андреевич", "Николаевич", "Михайлович")


def make_full_name(rng: Random) -> str:
    return f"{rng.choice(_SURNAMES)} {rng.choice(_NAMES)} {rng.choice(_PATRONYMICS)}"


def head_of(inn: str) -> str:
    """The head of an organisation, the same in each of its reports."""
    return make_full_name(Random(f"head|{inn}"))  # noqa: S311 - a repeatable sample, not a secret


def make_ogrn(rng: Random) -> str:
    """ОГРН of a legal entity: 13 digits, the last is the remainder by 11."""
    body = f"1{rng.randrange(10, 24)}77{rng.randrange(10**7):07}"
    return body + str(int(body) % 11 % 10)


def make_person_inn(rng: Random) -> str:
    """ИНН of a person: ten digits and the two control digits that fit them."""
    body = f"77{rng.randrange(1, 10**8):08}"
    return next(inn for inn in (f"{body}{tail:02}" for tail in range(100)) if is_inn(inn))


def spoil_last_digit(text: str) -> str:
    """The same number with a wrong control digit."""
    return text[:-1] + str((int(text[-1]) + 1) % 10)
