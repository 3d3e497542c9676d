"""What other commands wish for reaches the supervisor, however many of them wish at once."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from deploy.local import control
from deploy.local.control import Wish, hold, read_wish, write_wish
from deploy.local.state import ProcessState, State, write_state

NAMES = [f"worker-{number}" for number in range(1, 17)]


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Path]:
    """A data folder whose supervisor is this process, with every process stopped already."""
    me = psutil.Process()
    processes = [ProcessState(name, "stopped", 7, 1.5, restarts=0, health_port=None) for name in NAMES]
    write_state(tmp_path, State(me.pid, me.create_time(), psutil.boot_time(), ready=True, processes=processes))
    write_wish(tmp_path, Wish(workers=2))
    before = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    yield tmp_path
    signal.signal(signal.SIGUSR1, before)


def test_wishes_made_at_once_are_all_kept(supervised: Path) -> None:
    with ThreadPoolExecutor(len(NAMES)) as threads:
        list(threads.map(lambda name: hold(supervised, name), NAMES))
    assert sorted(read_wish(supervised).held) == sorted(NAMES)


def test_a_wish_leaves_no_file_of_its_own_behind(supervised: Path) -> None:
    hold(supervised, NAMES[0])
    assert [name for name in os.listdir(supervised) if name.startswith(f".{control.WISH_FILE}")] == []
