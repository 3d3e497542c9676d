"""Ordinary files: the type by the name's ending AND by the content; a renamed file is not taken at its word.

Pure code, for who takes files and for who tries a form on one.
"""

import zipfile
import zlib
from typing import IO, Final

_HEAD = 16
_MAX_CONTENT_TYPES = 1 << 20
_CONTENT_TYPES = "[Content_Types].xml"
# The main part of the macro-free document; documents with macros name another type and are refused.
_OFFICE_PARTS = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_MAGIC = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
_SPELLINGS = {"jpeg": "jpg"}
UNKNOWN = "неизвестный тип"
# What the standard library raises for archives that are damaged, encrypted, or packed in ways it does not know.
BROKEN_ZIP: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
KNOWN = tuple(sorted({*_MAGIC, *_OFFICE_PARTS}))


def type_of_name(file_name: str) -> str:
    """The type that the ending of a name claims, in lower case; empty when there is none."""
    _, dot, ending = file_name.rpartition(".")
    claimed = ending.strip().lower() if dot else ""
    return _SPELLINGS.get(claimed, claimed)


def type_of_content(file: IO[bytes]) -> str:
    """`pdf`, `jpg`, `png`, `docx`, `xlsx` by the bytes of a seekable file, or UNKNOWN."""
    file.seek(0)
    head = file.read(_HEAD)
    for kind, magic in _MAGIC.items():
        if head.startswith(magic):
            return kind
    return _office_type(file) if head.startswith(b"PK\x03\x04") else UNKNOWN


def _office_type(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as package, package.open(_CONTENT_TYPES) as part:
            # Bounded: a bomb in place of this part must not be unpacked whole.
            declared = part.read(_MAX_CONTENT_TYPES)
    except (*BROKEN_ZIP, KeyError):
        return UNKNOWN
    kinds = [kind for kind, content_type in _OFFICE_PARTS.items() if content_type in declared]
    return kinds[0] if len(kinds) == 1 else UNKNOWN


def refused_type(file_name: str, file: IO[bytes], accepted: tuple[str, ...]) -> str | None:
    """What was found, when the file is not of an accepted type; None when name and content agree on one."""
    claimed, found = type_of_name(file_name), type_of_content(file)
    if claimed == found and found in {_SPELLINGS.get(kind, kind) for kind in accepted}:
        return None
    return found if claimed == found else f"{claimed or 'без расширения'} ({found})"
