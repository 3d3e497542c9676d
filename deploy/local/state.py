"""`supervisor.json` in the data folder: what runs, for the other commands and for the next start after a crash."""

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from deploy.local.files import read_json, write_json

STATE_FILE = "supervisor.json"
LOCK_FILE = "supervisor.lock"


class AlreadyRunningError(Exception):
    """Another supervisor holds this data folder."""


@dataclass
class ProcessState:
    """One supervised process. `created` is the start time in seconds since the epoch: with `pid` it names a process."""

    name: str
    state: str
    pid: int | None = None
    created: float | None = None
    restarts: int = 0
    health_port: int | None = None


@dataclass
class State:
    """The supervisor and its processes, in the order in which they were started."""

    pid: int
    created: float
    boot: float
    ready: bool = False
    processes: list[ProcessState] = field(default_factory=list)

    def find(self, name: str) -> ProcessState | None:
        """The process of that name, if there is one."""
        return next((process for process in self.processes if process.name == name), None)


def write_state(data_dir: Path, state: State) -> None:
    write_json(data_dir / STATE_FILE, asdict(state))


def read_state(data_dir: Path) -> State | None:
    """The last state written, or None where nothing ever ran."""
    kept = read_json(data_dir / STATE_FILE)
    if not kept:
        return None
    processes = [ProcessState(**process) for process in kept.pop("processes")]
    return State(**kept, processes=processes)


def living(pid: int | None, created: float | None) -> psutil.Process | None:
    """The process with this number and start time; None for a zombie or for another one that got the number since."""
    if pid is None or created is None:
        return None
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - created) < 0.05
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.Error:
        return None


def running_supervisor(data_dir: Path) -> tuple[State, psutil.Process] | None:
    """The supervisor of this data folder, where it is alive."""
    state = read_state(data_dir)
    process = living(state.pid, state.created) if state else None
    return (state, process) if state and process else None


@contextlib.contextmanager
def data_folder_lock(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for as long as this process lives: the kernel lets go of it even after kill -9."""
    with open(data_dir / LOCK_FILE, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(f"{data_dir} is in use by a running copy") from error
        yield
