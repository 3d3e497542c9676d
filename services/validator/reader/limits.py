"""Bounds on what a file may hold, checked on its bytes before a parser sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from services.validator.reader.refusals import refuse, refuse_limit


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and characters; depth is libxml2's own bound."""

    size: int = 64 << 20
    elements: int = 1_000_000
    depth: int = 256
    start_tag: int = 64 << 10
    attributes: int = 500
    text: int = 10_000_000


DEFAULT: Final = Limits()
# A quoted value may also break off where the searching ends.
_TAG = re.compile(rb"""<(?![!?/])(?:[^<>"']++|"[^<"]*+(?:"|\Z)|'[^<']*+(?:'|\Z))*+""")


def check_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise refuse("empty_file")
    if len(data) > limits.size:
        raise refuse("too_large", expected=str(limits.size >> 20))


def check_markup(data: bytes, limits: Limits) -> None:
    """Two million empty elements take 25 times their bytes of memory, a million attributes 100 MB: count first."""
    # A tag takes two bytes at least: a shorter text is not worth counting in.
    tags = data.count(b"<") if len(data) > 2 * limits.elements else 0
    if tags > limits.elements and tags - data.count(b"</") > limits.elements:
        raise refuse_limit("elements", limits.elements)
    # A tag over the limit leaves a whole aligned window without «<»; so few windows are looked at closely.
    window = limits.start_tag // 2
    checked = -1
    for start in range(0, len(data) - window + 1, window):
        if data.find(b"<", start, start + window) < 0:
            opened = data.rfind(b"<", 0, start)
            if opened != checked:
                _check_tag(data, opened, limits)
            checked = opened


def _check_tag(data: bytes, opened: int, limits: Limits) -> None:
    # No further than needed: through a tag of megabytes the pattern takes seconds.
    tag = _TAG.match(data, opened, opened + limits.start_tag + 1) if opened >= 0 else None
    if tag and tag.end() - tag.start() > limits.start_tag:
        raise refuse_limit("start_tag", limits.start_tag)
