"""Where the wheels put their programs."""

import sysconfig
from importlib.util import find_spec
from pathlib import Path


def script(name: str) -> str:
    """The path of a program that a wheel installed beside the interpreter (`nats-server`, `rclone`)."""
    path = Path(sysconfig.get_path("scripts")) / name
    if not path.exists():
        raise FileNotFoundError(f"{name} is not installed: run `make venv`")
    return str(path)


def package_folder(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{name} is not installed: run `make venv`")
    return Path(spec.origin).parent
