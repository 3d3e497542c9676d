"""Names of elements -> how the official form calls their place: section, line, column, label. Proposals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SECTION = re.compile(r"(?:Коллекция)?Раздел(\d+)(?:_(?!\d+$))?(.*?)(?:_\d+)?")
_COLUMN = re.compile(r"(?:Кол|Графа)(\d+)_?(?:Таб\d+_?)?(.*)")
_LINE = re.compile(r"Строка_?(\d+(?:_\d+)*)_?(.*)")
# Abbreviations, words, numbers - in that order, so that «ИННРуководителя» is «ИНН» and «Руководителя».
_WORD = re.compile(
    r"[A-ZА-ЯЁ]{2,}(?=[A-ZА-ЯЁ][a-zа-яё])"
    r"|[A-ZА-ЯЁ]{2,}\d*(?![a-zа-яё])"
    r"|[A-ZА-ЯЁ]?[a-zа-яё]+|\d+|[A-ZА-ЯЁ]"
)
_FRAMES: Final = frozenset({"Отчетность", "Отчет"})
_KNOWN: Final = {
    "СопроводительноеПисьмо": "Сопроводительное письмо",
    "Files": "Приложения",
    "File": "Приложение",
}
_TITLE_PAGE: Final = "Титульный лист"


@dataclass(frozen=True, slots=True)
class Place:
    label: str | None = None
    section: str | None = None
    line: str | None = None
    column: str | None = None


def place_of(path: tuple[str, ...]) -> Place:
    """What the names of a path say of its place in the form."""
    name = path[-1].removeprefix("@")
    if match := _COLUMN.fullmatch(name):
        return Place(words(match[2]) or None, _section(path), column=match[1])
    if match := _LINE.fullmatch(name):
        return Place(words(match[2]) or None, _section(path), line=match[1].replace("_", "."))
    return Place(_label(path, name) or None, _section(path))


def _label(path: tuple[str, ...], name: str) -> str:
    if match := _SECTION.fullmatch(name):
        return words(match[2])
    if name in ("Код", "Описание") and len(path) > 1:
        # An enumeration: what it enumerates is told by the element that holds it.
        held = words(path[-2])
        return held if name == "Описание" else f"{held}: код"
    return words(re.sub(r"_\d+$", "", name))


def _section(path: tuple[str, ...]) -> str | None:
    above = [name for name in path if name not in _FRAMES]
    for name in above:
        if match := _SECTION.fullmatch(name):
            title = words(match[2])
            return f"Раздел {match[1]}. {title}" if title else f"Раздел {match[1]}"
    for name in above[:-1]:
        if (title := words(name.removeprefix("Коллекция"))) and not name.startswith("Отчетн"):
            return title
    return _TITLE_PAGE if len(path) <= 2 else None


def words(name: str) -> str:
    """«ЗадолженностьВсего» -> «Задолженность всего»; abbreviations stay as they are."""
    if name in _KNOWN:
        return _KNOWN[name]
    found = _WORD.findall(name)
    told = [word if len(word) > 1 and word.isupper() else word.lower() for word in found]
    text = " ".join(told)
    return text[:1].upper() + text[1:]
