"""The C library as Python calls it. Whoever holds a `Report` holds the tree that it points into."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint8, c_void_p
from typing import Any, Final

from lxml import etree

from services.validator.native.build import library_path

log = logging.getLogger(__name__)

MATCHER: Final = ctypes.CFUNCTYPE(c_int, c_int, c_void_p, c_size_t)
_NUMBERS: Final = POINTER(c_int32)
_FUNCTIONS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "plan": (c_void_p, (c_int, c_char_p, c_char_p, c_size_t)),
    "report": (c_void_p, (c_void_p, c_void_p)),
    "sizes": (None, (c_void_p, _NUMBERS, POINTER(c_uint8))),
    "parents": (c_void_p, (c_void_p, c_int)),
    "is_regular": (c_int, (c_void_p, c_char_p)),
    "stranger": (c_char_p, (c_void_p, c_int, _NUMBERS, _NUMBERS, _NUMBERS)),
    "line": (c_int, (c_void_p, c_int, c_int)),
    "is_section": (c_int, (c_void_p, c_int, c_int)),
    "raw": (c_int64, (c_void_p, c_int, POINTER(c_void_p))),
    "text_at": (c_int64, (c_void_p, c_char_p, c_int, POINTER(c_void_p))),
    "statement": (c_void_p, (c_void_p, c_char_p)),
    "state": (c_int64, (c_void_p, POINTER(c_void_p))),
    "operations": (c_char_p, ()),
    "program": (c_void_p, (c_char_p, c_int, c_int, c_char_p, c_int, c_char_p, c_size_t)),
    "run": (c_int, (c_void_p, c_void_p, c_char_p, c_int, c_char_p, MATCHER, c_int64, c_char_p)),
    **{f"free_{kind}": (None, (c_void_p,)) for kind in ("plan", "report", "statement", "program", "bytes")},
}
# Past the head of a Python object lxml keeps its document, then the node.
_NODE: Final = object.__basicsize__ + ctypes.sizeof(c_void_p)


class Held:
    """Something that the library has made, freed with its last holder."""

    __slots__ = ("_free", "address")

    def __init__(self, address: int | None, free: Callable[[int], None]) -> None:
        self._free = free
        self.address = address
        if address is None:
            raise MemoryError

    def __del__(self) -> None:
        if self.address is not None:
            self._free(self.address)


class Library:
    """`operations`: the numbers of the machine's instructions by name."""

    def __init__(self, path: str) -> None:
        self.calls: Any = ctypes.CDLL(path)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = self.calls[f"kabinet_{name}"]
            function.restype, function.argtypes = result, arguments
            setattr(self.calls, name, function)
        self.operations = {name: n for n, name in enumerate(self.calls.operations().decode().split())}

    def plan(self, parents: Sequence[int], names: Sequence[str]) -> Held:
        """A plan of slots: their parents and their own names (`@name` is an attribute)."""
        text = b"".join(name.encode() + b"\0" for name in names)
        made = self.calls.plan(len(parents), packed(parents), text, len(text))
        return Held(made, self.calls.free_plan)

    def text_at(self, root: etree._Element, names: bytes, count: int) -> str | None:
        """The text of the first element at `count` local names, each with a zero after it. Raises `LookupError` for
        one that lies in pieces."""
        at = c_void_p()
        size = self.calls.text_at(node_of(root), names, count, byref(at))
        if size < 0:
            raise LookupError
        return ctypes.string_at(at, size).decode() if at else None

    def statement(self, root: etree._Element, letter: str) -> Iterator[bytes]:
        """What a report states, element by element in pieces of a quarter of a megabyte, without its `letter`s."""
        walk = Held(self.calls.statement(node_of(root), letter.encode()), self.calls.free_statement)
        at = c_void_p()
        while size := self.calls.state(walk.address, byref(at)):
            if size < 0:
                raise MemoryError
            yield ctypes.string_at(at, size)

    def report(self, plan: Held, root: etree._Element) -> Report:
        return Report(self.calls, plan, root)


class Report(Held):
    """The columns of one report. Slots and ordinals are not checked: they come from the plan and the sizes told."""

    __slots__ = ("_calls", "_plan", "_root")

    def __init__(self, calls: Any, plan: Held, root: etree._Element) -> None:
        super().__init__(calls.report(plan.address, node_of(root)), calls.free_report)
        self._calls = calls
        self._plan = plan
        self._root = root

    def sizes(self, slots: int) -> tuple[list[int], bytes]:
        """The number of elements of each slot, and whether each of their parents has one."""
        counts, complete = (c_int32 * slots)(), (c_uint8 * slots)()
        self._calls.sizes(self.address, counts, complete)
        return list(counts), bytes(complete)

    def parents(self, slot: int, count: int) -> list[int]:
        if not count:
            return []
        return list((c_int32 * count).from_address(self._calls.parents(self.address, slot)))

    def raw(self, slot: int) -> list[str | None]:
        """Texts, or values of an attribute; None for an element without text."""
        at = c_void_p()
        size = self._calls.raw(self.address, slot, byref(at))
        if size < 0:
            raise MemoryError
        text = ctypes.string_at(at, size).decode()
        self._calls.free_bytes(at)
        texts = text.split("\0")[:-1]
        return [None if one == "\1" else one for one in texts] if "\1" in text else list(texts)

    def line(self, slot: int, ordinal: int) -> int | None:
        return self._calls.line(self.address, slot, ordinal) or None

    def is_section(self, slot: int, ordinal: int) -> bool:
        return bool(self._calls.is_section(self.address, slot, ordinal))

    def is_regular(self, listed: bytes) -> bool:
        """Whether every listed element stands once (1), or must (2), and nothing else is there."""
        return bool(self._calls.is_regular(self.address, listed))

    def strangers(self) -> Iterator[tuple[int, str, int | None, int]]:
        """Elements that the plan does not know: the slot above, the name, the line of the first, how many."""
        slot, line, count, number = c_int32(), c_int32(), c_int32(), 0
        while name := self._calls.stranger(self.address, number, byref(slot), byref(line), byref(count)):
            yield slot.value, name.decode(), line.value or None, count.value
            number += 1


def node_of(element: etree._Element) -> int | None:
    """Where libxml2 keeps the element; good as long as the element is held."""
    return c_void_p.from_address(id(element) + _NODE).value


def packed(numbers: Sequence[int]) -> bytes:
    return bytes((c_int32 * len(numbers))(*numbers))


class _Lane:
    """The library once it was looked for; `off` while it is to be done without."""

    found: Library | None = None
    sought = False
    off = 0


def library() -> Library | None:
    """The library that was built for these sources and this lxml, if it works; None where there is none."""
    if not _Lane.sought:
        _Lane.sought = True
        _Lane.found = _load()
    return None if _Lane.off else _Lane.found


@contextmanager
def switched_off() -> Iterator[None]:
    """The engine goes the long way."""
    _Lane.off += 1
    try:
        yield
    finally:
        _Lane.off -= 1


def _load() -> Library | None:
    path = library_path()
    if not path.exists():
        log.warning("the validator's native library is not built: verdicts are the same and take longer")
        return None
    try:
        loaded = Library(str(path))
    except (OSError, AttributeError) as error:
        log.warning("the validator's native library does not load: %s", error)
        return None
    return loaded if _works(loaded) else None


def _works(loaded: Library) -> bool:
    """A tree of ours comes back as it was written; else lxml keeps its nodes elsewhere."""
    root = etree.fromstring(b"<a><b c='2'>1</b></a>")
    plan = loaded.plan([0, 0, 1], ["", "b", "@c"])
    report = loaded.report(plan, root)
    works = (report.raw(1), report.raw(2), report.line(1, 0)) == (["1"], ["2"], 1)
    if not works:
        log.warning("the validator's native library does not read what lxml has parsed")
    return works
