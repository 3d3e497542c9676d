"""Bytes of a report -> UTF-8 bytes. UTF-8 passes untouched: the parser itself refuses what is not UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

from services.validator.reader.refusals import refuse, refuse_encoding

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_BOM: Final = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# Only these: Python knows codecs that run code of their own or unpack archives.
_KNOWN: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "windows-1252": "cp1252",
    "koi8-r": "koi8_r",
    "ibm866": "cp866",
    "cp866": "cp866",
    "iso-8859-5": "iso8859_5",
    "iso-8859-1": "latin_1",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\?>")
_TEXT_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_STATED = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """The report in UTF-8, perhaps with its BOM, and the name of the encoding that it came in.

    Raises `bad_encoding` where the bytes are not of the stated encoding or the encoding is not known.
    """
    if data.startswith(codecs.BOM_UTF8):
        return _without_declaration(data), "utf-8"
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _transcode(data, name, name), name
    for start, name in _WITHOUT_BOM:
        if data.startswith(start):
            return _transcode(data, name, name), name
    stated = _stated(data)
    codec = _KNOWN.get(stated)
    if codec is None:
        raise refuse_encoding(stated)
    if codec in ("utf-8", "ascii"):
        return data, codec
    return _transcode(data, codec, stated), stated


def _stated(data: bytes) -> str:
    declaration = _DECLARATION.match(data, 0, 1024)
    return _stated_in(declaration.group()) if declaration else "utf-8"


def _stated_in(declaration: bytes) -> str:
    stated = _STATED.search(declaration)
    return stated.group(1).decode("ascii").lower() if stated else "utf-8"


def _without_declaration(data: bytes) -> bytes:
    """A declaration that contradicts the BOM would mislead the parser; its lines are kept, evidence counts them."""
    start = len(codecs.BOM_UTF8)
    declaration = _DECLARATION.match(data, start, start + 1024)
    if declaration is None or _stated_in(declaration.group()) == "utf-8":
        return data  # not cut: at 25 MB that is a copy of 13 ms
    return b"\n" * declaration.group().count(b"\n") + data[declaration.end() :]


def _transcode(data: bytes, codec: str, stated: str) -> bytes:
    try:
        text = data.decode(codec)
    except UnicodeError as error:
        raise refuse_encoding(stated) from error
    if not text.strip("\ufeff\x00 \r\n\t"):
        raise refuse("empty_file")
    text = text.removeprefix("\ufeff")
    declaration = _TEXT_DECLARATION.match(text, 0, 1024)
    if declaration:
        text = "\n" * declaration.group().count("\n") + text[declaration.end() :]
    try:
        return text.encode("utf-8")
    except UnicodeError as error:
        # Lone surrogates of a broken UTF-16.
        raise refuse_encoding(stated) from error
