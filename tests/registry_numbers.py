"""ИНН and ОГРН with valid check digits, for organisations made up by tests."""

import random

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def some_inn() -> str:
    """A random valid ИНН of an organisation."""
    digits = [random.randint(1, 9), *(random.randint(0, 9) for _ in range(8))]
    check = sum(weight * digit for weight, digit in zip(_INN_WEIGHTS, digits, strict=True)) % 11 % 10
    return "".join(map(str, [*digits, check]))


def some_ogrn() -> str:
    """A random valid ОГРН."""
    body = f"1{random.randrange(10**11):011d}"
    return f"{body}{int(body) % 11 % 10}"
