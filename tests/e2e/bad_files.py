"""Files that nobody should be able to harm anything with, made out of a good report."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

Change = Callable[[bytes], bytes]

_MEGABYTE = 1 << 20
_ENCRYPTED = 0x1
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_MANY_ATTRIBUTES = 1_000_000
_ENTITY_OF_A_FILE = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by their names, which are written as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def nested(content: bytes, depth: int) -> bytes:
    """A report in `depth` zips, one inside the other."""
    archive = packed({"report.xtdd": content})
    for level in range(depth - 1):
        archive = packed({f"level-{level}.zip": archive})
    return archive


def named_as_written(name: bytes, content: bytes) -> bytes:
    """A zip with a name that the standard library would tidy up."""
    placeholder = "x" * len(name)
    return packed({placeholder: content}).replace(placeholder.encode(), name)


def encrypted(content: bytes) -> bytes:
    """A zip whose headers say that a password is needed."""
    archive = bytearray(packed({"report.xtdd": content}))
    for mark, flags_at in ((_LOCAL, 6), (_CENTRAL, 8)):
        place = archive.index(mark) + flags_at
        (flags,) = struct.unpack_from("<H", archive, place)
        struct.pack_into("<H", archive, place, flags | _ENCRYPTED)
    return bytes(archive)


@cache
def bomb() -> bytes:
    """100 MB of zeros in 100 KB."""
    return packed({"report.xtdd": bytes(100 * _MEGABYTE)})


def lying_bomb() -> bytes:
    """A bomb whose headers state a small size."""
    archive = bytearray(bomb())
    for mark, size_at in ((_LOCAL, 22), (_CENTRAL, 24)):
        struct.pack_into("<I", archive, archive.index(mark) + size_at, 1000)
    return bytes(archive)


def with_doctype(declaration: str, inside: str = "") -> Change:
    """The report with a declaration before its root and `inside` as the first thing within it."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        before, root, after = _split(text)
        return (before + declaration + root + inside + after).encode()

    return change


def inside_root(inside: str) -> Change:
    """The report with something more within its root."""
    return with_doctype("", inside)


external_entity = with_doctype(_ENTITY_OF_A_FILE, "&e;")
billion_laughs = with_doctype(f'<!DOCTYPE r [<!ENTITY a0 "ha">{_LAUGHS}]>', "&a9;")
deep = inside_root("<d>" * 300 + "</d>" * 300)
huge_text = inside_root("<t>" + "x" * (11 * _MEGABYTE) + "</t>")
many_attributes = inside_root("<t " + " ".join(f'a{n}="1"' for n in range(_MANY_ATTRIBUTES)) + "/>")
many_elements = inside_root("<e/>" * 2_000_000)


def cut_off(content: bytes) -> bytes:
    """As a broken download leaves it."""
    return content[: len(content) * 3 // 5]


def without(element: str) -> Change:
    """The report without one element."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        return re.sub(rf"\s*<(\w+:)?{element}>[^<]*</(\w+:)?{element}>", "", text).encode()

    return change


def replaced(old: str, new: str) -> Change:
    """The report with another text somewhere. Raises ValueError where there is nothing to replace."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        if old not in text:
            raise ValueError(old)
        return text.replace(old, new).encode()

    return change


def encoded(codec: str, stated: str | None) -> Change:
    """The report in another encoding; `stated` is what its declaration says, None: no declaration."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        declaration = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
        return re.sub(r"^<\?xml.*?\?>", declaration, text, count=1).encode(codec)

    return change


def _split(text: str) -> tuple[str, str, str]:
    """What stands before the root, its start tag, and the rest."""
    root = re.search(r"<[^?!][^>]*>", text)
    if root is None:
        raise ValueError("no root")
    return text[: root.start()], root.group(), text[root.end() :]
