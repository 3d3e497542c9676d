"""A refusal's parameters for the error table: what was found, named for people in Russian and in English (`…_en`)."""

from collections.abc import Mapping
from typing import Final

from services.validator.reader.texts import LIMITS, PACKAGE

Refused = Mapping[str, str | int | None]
Words = tuple[str, str]

_DOCTYPE: Final = ("объявление DOCTYPE или сущности", "a declaration of a DOCTYPE or an entity")
_NOT_UTF8: Final = ("байты, которых нет в UTF-8", "bytes that UTF-8 does not have")
_NOT_XML: Final = ("не XML", "not XML")
_MARKUP: Final = ("ошибка разметки в строке {line}", "a mistake of markup in line {line}")
_END: Final = ("конец файла", "the end of the file")
_END_LINE: Final = ("обрыв в строке {line}", "it breaks off in line {line}")
_TAKEN: Final = "XTDD, ZIP"


def params(refused: Refused) -> dict[str, str]:
    """`refused` is `Refusal.to_json()`. Codes, names of elements and numbers are the same in both languages."""
    stated = {name: str(refused[name]) for name in ("found", "expected") if refused[name] is not None}
    russian, english = _found(refused)
    named = {"found": russian, "found_en": english} if russian else {}
    match refused["code"]:
        case "wrong_file_type":
            named["expected"] = _TAKEN
        case "too_large":
            named |= {"limit": f"{refused['expected']} МБ", "limit_en": f"{refused['expected']} MB"}
    return stated | named


def _found(refused: Refused) -> Words:
    found, line = str(refused["found"] or ""), refused["line"]
    match refused["code"]:
        case "not_xml":
            return _at(_MARKUP, line) if line is not None and line != 1 else _NOT_XML
        case "truncated_xml":
            return _at(_END_LINE, line) if line is not None else _END
        case "forbidden_xml":
            return _DOCTYPE
        case "bad_encoding":
            return (found, found) if found else _NOT_UTF8
        case "period_missing":
            return str(refused["expected"] or ""), str(refused["expected"] or "")
        case "xml_limits":
            return LIMITS[found]
        case "bad_package":
            return PACKAGE[found]
    return found, found


def _at(words: Words, line: int | str) -> Words:
    return words[0].format(line=line), words[1].format(line=line)
