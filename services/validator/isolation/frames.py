"""What goes through the pipe between a pool and its readers: a JSON head and a body of bytes, with their lengths."""

from typing import Any, Protocol

import orjson

LENGTHS = 8


class Source(Protocol):
    """Where frames come from: exactly that many bytes, or an error at the end of the stream."""

    def read(self, size: int, /) -> bytes | None: ...


def pack(head: dict[str, Any], body: bytes) -> tuple[bytes, bytes]:
    """The frame in two pieces, so that a body of megabytes is not copied."""
    text = orjson.dumps(head)
    return len(text).to_bytes(4, "big") + len(body).to_bytes(4, "big") + text, body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Sizes of head and body in bytes."""
    return int.from_bytes(prefix[:4], "big"), int.from_bytes(prefix[4:], "big")


def read_frame(source: Source) -> tuple[dict[str, Any], bytes] | None:
    """The next frame of a blocking stream; None when the other side has closed it."""
    prefix = source.read(LENGTHS)
    if not prefix or len(prefix) < LENGTHS:
        return None
    head, body = lengths(prefix)
    return orjson.loads(source.read(head) or b""), source.read(body) or b""
