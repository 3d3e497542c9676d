"""Small files of the data folder: written whole or not at all, readable by their owner alone."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def write_json(path: Path, value: object) -> None:
    """Replace `path` in one step: a kill in the middle leaves the old file, never half of the new one."""
    # A name of its own for each writer: two at once would move each other's file away.
    descriptor, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(value, stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    Path(fresh).replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The object in `path`, or an empty one where there is no such file."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"{path} should hold a JSON object")
    return value


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Whoever reads `path`, changes it and writes it takes turns with the others, in this process or another."""
    with open(path.with_name(f"{path.name}.lock"), "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
