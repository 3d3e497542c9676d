"""The C beside this file is compiled at set-up, where a compiler is at hand.

It needs libxml2's headers, which lxml brings, and neither Python's headers nor a library to link with. The name of what
is built tells its sources and its lxml: an older build is never taken for it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from lxml import etree

HERE: Final = Path(__file__).resolve().parent
BUILT: Final = HERE / "built"
_LXML: Final = etree.__version__
_OPTIONS: Final = ("-std=gnu11", "-O3", "-shared", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror")
# Where lxml keeps the node of an element, as its public header has it; `library` looks there.
_LAYOUT: Final = "struct LxmlElement { PyObject_HEAD struct LxmlDocument *_doc; xmlNode *_c_node;"


class BuildError(Exception):
    """There is no compiler, or it refused; the words say what it said."""


def library_path() -> Path:
    """Where the library of these sources and this lxml lies once it is built."""
    told = hashlib.sha256(f"{_LXML} {platform.machine()}".encode())
    for source in sorted((*HERE.glob("*.c"), *HERE.glob("*.h"))):
        told.update(source.read_bytes())
    return BUILT / f"columns-{told.hexdigest()[:16]}.so"


def compilers() -> list[list[str]]:
    """The machine's own compilers, then the one that comes as a wheel."""
    named = shlex.split(os.environ.get("CC", ""))
    found = [[path] for name in ("cc", "gcc", "clang") if (path := shutil.which(name))]
    wheel = [[sys.executable, "-m", "ziglang", "cc"]] if importlib.util.find_spec("ziglang") else []
    return [*([named] if named else []), *found, *wheel]


def build() -> Path:
    """The library, compiled unless it is there already. Raises `BuildError`."""
    path = library_path()
    if path.exists():
        return path
    headers = Path(etree.__file__).parent
    if _LAYOUT not in " ".join((headers / "etree.h").read_text(encoding="utf-8").split()):
        raise BuildError(f"lxml {_LXML} keeps its nodes in another way than these sources expect")
    tried = ["no C compiler is at hand"]
    for compiler in compilers():
        said = _compile(compiler, headers / "includes", path)
        if said is None:
            return path
        tried.append(f"{shlex.join(compiler)}: {said}")
    raise BuildError("; ".join(tried[1:] or tried))


def _compile(compiler: list[str], headers: Path, target: Path) -> str | None:
    """What the compiler complained of, None when it did its work."""
    target.parent.mkdir(exist_ok=True)
    sources = sorted(map(str, HERE.glob("*.c")))
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        command = [*compiler, *_OPTIONS, f"-I{headers}", "-o", str(made), *sources]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if run.returncode != 0 or not made.exists():
            return run.stderr.strip()[-2000:] or f"exit code {run.returncode}"
        made.replace(target)  # whole or not at all: another process may load it at once
    for older in set(target.parent.glob("columns-*.so")) - {target}:
        older.unlink(missing_ok=True)
    return None
