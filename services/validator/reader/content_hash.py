"""A hash of what a report states: copies that differ in the covering letter, root attributes or layout are the same."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any, Final

from lxml import etree

from services.validator.native import library
from services.validator.reader.recognise import LETTER, letters
from services.validator.reader.xml import Document


def content_hash(document: Document) -> str:
    """SHA-256 in hex over elements in order, each with its name, number of children, text and attributes.

    Number of children with the order of elements tells the tree; white space between elements is layout.
    """
    native = library()
    if native is None:
        return _hash(document)
    told = sha256(f"{document.namespace}\x1e{document.name}".encode("utf-8", "surrogatepass"))
    for stated in native.statement(document.root, LETTER):
        told.update(stated)
    return told.hexdigest()


def _hash(document: Document) -> str:
    root = document.root
    found = letters(root)
    skipped = {root, *(below for letter in found for below in letter.iter())}
    holders = Counter(letter.getparent() for letter in found)
    attributed = {element: _attributes(element) for element in _WITH_ATTRIBUTES(root)}
    names = _LocalNames()
    parts = [document.namespace, document.name]
    for element in root.iter():
        if element not in skipped:
            children = len(element) - holders[element] if element in holders else len(element)
            text, tail = element.text, element.tail
            text, tail = text and text.strip(), tail and tail.strip()
            stated = f"{names[element.tag]}\x1f{children}\x1f{text or ''}\x1f{tail or ''}"
            parts.append(stated + attributed[element] if element in attributed else stated)
    return sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


_WITH_ATTRIBUTES: Final[Any] = etree.XPath("//*[@*]")


class _LocalNames(dict[str, str]):
    """Tag -> local name; a file repeats its few tags thousands of times."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


def _attributes(element: etree._Element) -> str:
    return "".join(sorted(f"\x1f{name!s}={value!s}" for name, value in element.attrib.items()))
