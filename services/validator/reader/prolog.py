"""What stands before the content: DOCTYPE is refused here, and namespaces are made fit for a strict parser."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from services.validator.reader.refusals import refuse, refuse_at

# Possessive throughout: a file of quotes and dashes must not make a pattern try again.
_SPACE = re.compile(rb"\s*+")
_START_TAG = re.compile(rb"""<(?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+>""")
_NAMESPACE = re.compile(rb"""(\sxmlns(?::[^\s=]+)?\s*=\s*)("[^"]*"|'[^']*')""")
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_COMMENT_OR_TAG = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[^!?/](?:[^<>"']++|"[^<"]*+"|'[^<']*+')*+>""", re.DOTALL
)
# What may stand before the root, and how it ends.
_MISC: Final = ((b"<?", b"?>"), (b"<!--", b"-->"))


def prepare(data: bytes) -> bytes:
    """UTF-8 bytes with the root's namespaces percent-encoded. lxml refuses a namespace with Cyrillic letters as no URI;
    letting it recover instead would let trailing garbage and a second root through."""
    beginning = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    start = _root_at(data, beginning)
    if start >= len(data):
        raise refuse_at("truncated_xml", None) if data[beginning:].strip() else refuse("empty_file")
    if data.startswith(b"<!DOCTYPE", start) or data.startswith(b"<!doctype", start):
        raise refuse("forbidden_xml")
    if data.startswith(b"<!ENTITY", start):
        raise refuse("forbidden_xml")
    if data[start : start + 1] != b"<":
        raise refuse_at("not_xml", 1)
    tag = _START_TAG.match(data, start)
    if tag is None:
        return data
    encoded = _percent_encode(tag.group())
    if encoded is tag.group():
        return data
    whole = memoryview(data)  # the text is copied once: a fresh megabyte of memory costs more than its copying
    return b"".join((whole[beginning:start], encoded, whole[tag.end() :]))


def _root_at(data: bytes, beginning: int) -> int:
    """Where the root, or a DOCTYPE, starts: past white space, instructions and comments; at the end where none does.

    Searched, not matched: a pattern over a comment of megabytes took seconds.
    """
    start = _end_of_space(data, beginning)
    while True:
        closing = next((end for opening, end in _MISC if data.startswith(opening, start)), None)
        if closing is None:
            return start
        found = data.find(closing, start + 2)
        if found < 0:
            return len(data)
        start = _end_of_space(data, found + len(closing))


def _end_of_space(data: bytes, start: int) -> int:
    space = _SPACE.match(data, start)
    return space.end() if space else start


def prepare_everywhere(data: bytes) -> bytes:
    """The same for every start tag: slower, for files that declare namespaces below the root."""
    return _COMMENT_OR_TAG.sub(lambda match: _percent_encode(match.group()), data)


@lru_cache(maxsize=64)
def decode_namespace(namespace: str) -> str:
    return unquote(namespace, errors="replace") if "%" in namespace else namespace


def _percent_encode(tag: bytes) -> bytes:
    if tag.isascii() or b"xmlns" not in tag or tag.startswith(b"<!"):
        return tag
    return _NAMESPACE.sub(lambda match: match.group(1) + _NOT_ASCII.sub(_escaped, match.group(2)), tag)


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in match.group())
