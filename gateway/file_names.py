"""Names of files that people send: shown and given back, never used as a path."""

import re
import unicodedata
from urllib.parse import quote

MAX_LENGTH = 150
_MAX_SUFFIX = 20
# Reserved by file systems, and by the header that the name goes back in.
_RESERVED = re.compile(r'[<>:"|?*;%]')
_UNNAMED = "file"


def sanitise(name: str) -> str:
    """A name that is safe to show and to save: no folders, no control or direction marks, at most 150 characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    cleaned = " ".join(_RESERVED.sub("_", visible).split()).strip(". ")
    return _shortened(cleaned) or _UNNAMED


def decoded(raw: bytes) -> str:
    """A name as it came in a header: UTF-8, or windows-1251 from old programs."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")


def disposition(name: str) -> str:
    """`Content-Disposition` of a download (RFC 6266): the name in full, and an ASCII one for old programs."""
    safe = sanitise(name)
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _shortened(name: str) -> str:
    """The name cut in the middle: its type, `.xtdd` or `.zip`, must survive."""
    if len(name) <= MAX_LENGTH:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > _MAX_SUFFIX:
        return name[:MAX_LENGTH].rstrip(". ")
    return stem[: MAX_LENGTH - len(suffix) - 1].rstrip(". ") + "." + suffix
