"""How the other commands speak to a running supervisor: they write what they want and send SIGUSR1; it makes it so."""

import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from deploy.local.files import one_at_a_time, read_json, write_json
from deploy.local.state import State, living, running_supervisor

WISH_FILE = "wish.json"
_PATIENCE = 120.0


class NotRunningError(Exception):
    """There is no supervisor in this data folder."""


@dataclass(frozen=True)
class Wish:
    """The number of validator workers, and the processes to be kept stopped."""

    workers: int
    held: tuple[str, ...] = field(default_factory=tuple)


def write_wish(data_dir: Path, wish: Wish) -> None:
    write_json(data_dir / WISH_FILE, asdict(wish))


def read_wish(data_dir: Path) -> Wish:
    """What was last wished for."""
    kept = read_json(data_dir / WISH_FILE)
    return Wish(workers=int(kept["workers"]), held=tuple(kept["held"]))


def set_workers(data_dir: Path, change: Callable[[int], int]) -> int:
    """Change the number of workers while everything runs; returns the new number, once that many are ready."""
    wish = _wish(data_dir, lambda wish: replace(wish, workers=max(0, change(wish.workers))))
    _wait_for(data_dir, lambda state: _working(state) == wish.workers)
    return wish.workers


def hold(data_dir: Path, name: str) -> None:
    """Stop one process, gently, and keep it stopped."""
    _wish(data_dir, lambda wish: replace(wish, held=(*wish.held, name)))
    _wait_for(data_dir, lambda state: _is(state, name, "stopped"))


def release(data_dir: Path, name: str) -> None:
    """Start a held process again; back when it is ready."""
    _wish(data_dir, lambda wish: replace(wish, held=tuple(other for other in wish.held if other != name)))
    _wait_for(data_dir, lambda state: _is(state, name, "running"))


def stop_supervisor(data_dir: Path, patience: float = _PATIENCE) -> bool:
    """Stop everything and wait for it; False where nothing ran."""
    running = running_supervisor(data_dir)
    if running is None:
        return False
    state, process = running
    process.terminate()
    _wait(lambda: living(state.pid, state.created) is None, patience, "the supervisor did not stop")
    return True


def _wish(data_dir: Path, change: Callable[[Wish], Wish]) -> Wish:
    """Change what was last wished for, and tell the supervisor; returns the new wish."""
    state = _supervisor(data_dir)
    with one_at_a_time(data_dir / WISH_FILE):
        wish = change(read_wish(data_dir))
        write_wish(data_dir, wish)
    os.kill(state.pid, signal.SIGUSR1)
    return wish


def _supervisor(data_dir: Path) -> State:
    running = running_supervisor(data_dir)
    if running is None:
        raise NotRunningError("Kabinet is not running here; start it with `make up`")
    if not running[0].ready:  # it does not listen to wishes yet: the signal would end it
        raise NotRunningError("Kabinet is still starting")
    return running[0]


def _wait_for(data_dir: Path, done: Callable[[State], bool]) -> None:
    def reached() -> bool:
        now = running_supervisor(data_dir)
        return now is not None and done(now[0])

    _wait(reached, _PATIENCE, "the supervisor did not do it in time; see its log")


def _working(state: State) -> int:
    return sum(bool(re.fullmatch(r"worker-\d+", p.name)) and p.state == "running" for p in state.processes)


def _is(state: State, name: str, wanted: str) -> bool:
    process = state.find(name)
    if process is None:
        raise LookupError(f"there is no process {name}; see `make status`")
    return process.state == wanted


def _wait(done: Callable[[], bool], patience: float, failure: str) -> None:
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(failure)
        time.sleep(0.05)
