"""A program of the local system, and how it is started so that it never outlives the one who started it."""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from deploy.local.probes import Probe
from deploy.local.settings import PROJECT

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The user and group a program runs as, where that is not ours."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """What to run, with which environment, as whom, when it is ready and how it is stopped."""

    name: str
    command: tuple[str, ...]
    ready: Probe
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    # Sent by the kernel when the supervisor dies.
    death_signal: signal.Signals = signal.SIGKILL
    # A little more than the time in which a service drains by itself.
    stop_seconds: float = 25.0
    health_port: int | None = None


def spawn(program: Program, log: Path) -> subprocess.Popen[bytes]:
    """Start `program`, its output appended to `log`."""
    with _appending(log) as output:
        return subprocess.Popen(program.command, stdout=output, **start_options(program))


async def spawn_async(program: Program, log: Path) -> asyncio.subprocess.Process:
    """The same for an event loop."""
    with _appending(log) as output:
        return await asyncio.create_subprocess_exec(*program.command, stdout=output, **start_options(program))


def _appending(log: Path) -> IO[bytes]:
    return open(log, "ab")


def start_options(program: Program) -> dict[str, Any]:
    """How each program is started: in a session of its own, as its account, tied to our life.

    Start it from the main thread: Linux sends the death signal when the *thread* that forked ends.
    """
    account = program.account
    return {
        # Another user may be unable to enter the project's folder.
        "cwd": "/" if account else PROJECT,
        "env": {**os.environ, **program.environment},
        "stdin": subprocess.DEVNULL,
        "stderr": subprocess.STDOUT,
        # Ctrl-C in the terminal goes to the supervisor alone, which stops the others in order.
        "start_new_session": True,
        "user": account.uid if account else None,
        "group": account.gid if account else None,
        "extra_groups": [] if account else None,
        "preexec_fn": _die_with_parent(program.death_signal),
    }


def _die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def tie() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # the parent died between fork and prctl: the signal would never come
            os._exit(1)

    return tie


def signal_session(pid: int, number: signal.Signals) -> None:
    """Signal the program and the children it left in its process group; one that is gone is no error."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def rotate(folder: Path) -> None:
    """Keep what the run before wrote as `<name>.1`, in place of what was kept from the one before it."""
    for file in folder.iterdir():
        if file.suffix != ".1":
            file.replace(file.with_name(f"{file.name}.1"))


def tail(log: Path, lines: int = 20) -> str:
    """The end of a log, for a message about a program that did not start."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
