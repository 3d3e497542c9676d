"""The garbage collector rests while a file is judged: tens of thousands of live elements, no cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Reference counts free everything a verdict makes; looking for cycles took a tenth of its time and found none."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
