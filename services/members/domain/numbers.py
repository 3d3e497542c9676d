"""ИНН and ОГРН of an organisation: length and check digit.

ИНН: weights 2 4 10 3 5 9 4 6 8 over the first nine digits, modulo 11, modulo 10.
ОГРН: the first twelve digits as a number, modulo 11, modulo 10.
"""

_INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_LENGTH = 10
_OGRN_LENGTH = 13


def inn_fault(inn: str) -> str | None:
    """`inn_length` or `inn_checksum` when it is not the ИНН of an organisation, else None."""
    if not _digits(inn, _INN_LENGTH):
        return "inn_length"
    check = sum(weight * int(digit) for weight, digit in zip(_INN_WEIGHTS, inn, strict=False)) % 11 % 10
    return None if check == int(inn[-1]) else "inn_checksum"


def ogrn_fault(ogrn: str) -> str | None:
    """`ogrn_length` or `ogrn_checksum` when it is not the ОГРН of an organisation, else None."""
    if not _digits(ogrn, _OGRN_LENGTH):
        return "ogrn_length"
    return None if int(ogrn[:-1]) % 11 % 10 == int(ogrn[-1]) else "ogrn_checksum"


def _digits(text: str, length: int) -> bool:
    # `isdigit` alone takes Arabic and superscript digits too.
    return len(text) == length and text.isascii() and text.isdigit()
