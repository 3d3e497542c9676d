"""A value that can't stand in a proof: whatever is done with it ends the proof, and the closures are asked instead."""

from __future__ import annotations

from typing import Any, Final, NoReturn


class Unproved(Exception):  # noqa: N818 - no error: another way of telling is taken
    """A quick proof met something that only the closures can tell."""


class _Doubt:
    """Stands for a value that is absent, empty, unreadable or met several times.

    Every operator, the reflected ones included, raises: a doubt can't slip through a comparison as mere inequality.
    """

    __slots__ = ()

    def _raise(self, *_: Any) -> NoReturn:
        raise Unproved

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _raise
    __lt__ = __le__ = __gt__ = __ge__ = __neg__ = __abs__ = __bool__ = __len__ = __iter__ = __index__ = _raise
    __eq__ = __ne__ = __hash__ = __contains__ = __getitem__ = __getattr__ = _raise


DOUBT: Final[Any] = _Doubt()
