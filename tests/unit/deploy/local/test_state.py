"""What a start knows about the run before it."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from deploy.local.stale import MARK, end_stale
from deploy.local.state import (
    AlreadyRunningError,
    ProcessState,
    State,
    data_folder_lock,
    living,
    read_state,
    running_supervisor,
    write_state,
)

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]


def _state(*processes: ProcessState) -> State:
    me = psutil.Process()
    return State(pid=me.pid, created=me.create_time(), boot=psutil.boot_time(), processes=list(processes))


def test_the_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = _state(ProcessState("nats", "running", 7, 1.5, restarts=2, health_port=9))
    write_state(tmp_path, state)
    assert read_state(tmp_path) == state


def test_a_running_supervisor_is_known_by_number_and_start_time(tmp_path: Path) -> None:
    state = _state()
    write_state(tmp_path, state)
    assert running_supervisor(tmp_path) is not None
    state.created -= 100  # the number was given to another process since
    write_state(tmp_path, state)
    assert running_supervisor(tmp_path) is None


def test_a_data_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with data_folder_lock(tmp_path), pytest.raises(AlreadyRunningError), data_folder_lock(tmp_path):
        pytest.fail("two hold the same folder")
    with data_folder_lock(tmp_path):
        assert os.access(tmp_path, os.W_OK)


def test_recorded_and_marked_leftovers_are_ended_and_others_left_alone(tmp_path: Path) -> None:
    recorded = subprocess.Popen(SLEEPER)
    marked = subprocess.Popen(SLEEPER, env={**os.environ, MARK: str(tmp_path)})
    of_another_copy = subprocess.Popen(SLEEPER, env={**os.environ, MARK: f"{tmp_path}-other"})
    reused = subprocess.Popen(SLEEPER)
    write_state(
        tmp_path,
        _state(
            ProcessState("one", "running", recorded.pid, psutil.Process(recorded.pid).create_time()),
            ProcessState("two", "running", reused.pid, psutil.Process(reused.pid).create_time() - 100),
        ),
    )
    assert end_stale(tmp_path) == sorted([recorded.pid, marked.pid])
    assert not any(psutil.pid_exists(process.pid) for process in (recorded, marked))
    assert [of_another_copy.poll(), reused.poll()] == [None, None]
    for process in (of_another_copy, reused):
        process.kill()
        process.wait()


def test_a_zombie_does_not_live() -> None:
    process = subprocess.Popen(SLEEPER)
    created = psutil.Process(process.pid).create_time()
    assert living(process.pid, created) is not None
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # dead, and nobody has waited for it
    assert living(process.pid, created) is None
    process.wait()
