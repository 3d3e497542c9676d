"""The one place where bytes become a tree. Strict, without DTD, entities, network, comments or instructions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from services.validator.reader.encoding import to_utf8
from services.validator.reader.limits import DEFAULT, Limits, check_markup, check_size
from services.validator.reader.prolog import decode_namespace, prepare, prepare_everywhere
from services.validator.reader.refusals import Refusal, refuse, refuse_at, refuse_encoding, refuse_limit, refuse_xbrl

XBRL: Final = "http://www.xbrl.org/2003/instance"
_BAD_NAMESPACE: Final = etree.ErrorTypes.WAR_NS_URI
_ENCODING_ERRORS: Final = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
        etree.ErrorTypes.I18N_CONV_FAILED,
    }
)
_TRUNCATED: Final = frozenset(
    {
        etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
        etree.ErrorTypes.ERR_GT_REQUIRED,
        etree.ErrorTypes.ERR_LTSLASH_REQUIRED,
        etree.ErrorTypes.ERR_CDATA_NOT_FINISHED,
        etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED,
        etree.ErrorTypes.ERR_PI_NOT_FINISHED,
        etree.ErrorTypes.ERR_ATTRIBUTE_NOT_FINISHED,
        etree.ErrorTypes.ERR_DOCUMENT_EMPTY,
    }
)
# What a file that ends within a name, a tag or a letter is complained of; elsewhere they are mistakes of markup.
_BROKEN_OFF: Final = frozenset(
    {
        etree.ErrorTypes.ERR_NAME_REQUIRED,
        etree.ErrorTypes.NS_ERR_QNAME,
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.WAR_NS_URI,
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """A report that was read. `namespace` is decoded; tags of `root` carry the percent-encoded one."""

    root: etree._Element
    namespace: str
    name: str
    encoding: str


@cache
def _parser() -> etree.XMLParser:
    """One for all files: a parser of its own for each cost as much as finding their period."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,  # a comment inside a value would cut the value in two
        remove_pis=True,
        collect_ids=False,
    )


def read_document(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Bytes of one .xtdd file -> `Document`. Raises `Refusal` with one of the public upload codes, and MemoryError."""
    check_size(data, limits)
    text, encoding = to_utf8(data)
    check_markup(text, limits)
    root = _parse(prepare(text), limits)
    space, _, name = str(root.tag).removeprefix("{").rpartition("}")
    namespace = decode_namespace(space)
    if namespace == XBRL:
        raise refuse_xbrl()
    return Document(root, namespace, name, encoding)


def _parse(data: bytes, limits: Limits) -> etree._Element:
    try:
        return _strict(data, limits)
    except etree.XMLSyntaxError as error:
        if _code(error) != _BAD_NAMESPACE:
            raise _refusal(data, error, limits) from error
    try:
        return _strict(prepare_everywhere(data), limits)
    except etree.XMLSyntaxError as error:
        raise _refusal(data, error, limits) from error


def _strict(data: bytes, limits: Limits) -> etree._Element:
    root = etree.fromstring(data, _parser())
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse("forbidden_xml")
    return root


def _refusal(data: bytes, error: etree.XMLSyntaxError, limits: Limits) -> Refusal:
    if _code(error) == etree.ErrorTypes.ERR_NO_MEMORY:
        # lxml tells it as a syntax error: a good file must not be called broken for a want of ours.
        raise MemoryError(error.msg) from error
    line = error.lineno or None
    message = (error.msg or "").lower()
    if _code(error) in _ENCODING_ERRORS or "not proper utf-8" in message or "invalid byte" in message:
        return refuse_encoding(None)
    if "depth" in message:
        return refuse_limit("depth", limits.depth)
    too_much = any(words in message for words in ("too long", "too big", "huge"))
    if too_much or _code(error) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return refuse_limit("text", limits.text)
    codes = _TRUNCATED if data.rstrip().endswith(b">") else _TRUNCATED | _BROKEN_OFF
    if _code(error) in codes and _at_end(data, line):
        return refuse_at("truncated_xml", line)
    return refuse_at("not_xml", line)


def _code(error: etree.XMLSyntaxError) -> int:
    return int(getattr(error, "code", 0))


def _at_end(data: bytes, line: int | None) -> bool:
    """A tag left open in the middle is a mistake; the same complaint on the last line means that the rest lacks."""
    return line is None or line >= data.rstrip().count(b"\n") + 1
