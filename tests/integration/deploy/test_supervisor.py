"""The supervisor over small real programs: what crashes comes back, what is stopped is gone."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest

from deploy.local.ports import free_ports
from deploy.local.probes import listens
from deploy.local.programs import Program
from deploy.local.settings import PROJECT
from deploy.local.supervisor import StartFailedError, Supervisor
from tests.stack import wait_until

SERVER = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]


def server(name: str, port: int) -> Program:
    return Program(name, (*SERVER, str(port)), ready=listens(port))


@pytest.fixture
async def supervisor(tmp_path: Path) -> AsyncIterator[Supervisor]:
    made = Supervisor(tmp_path, on_change=lambda state: None)
    yield made
    await made.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.02)


def pid_of(supervisor: Supervisor, name: str) -> int:
    state = supervisor.state.find(name)
    assert state is not None
    assert state.pid is not None
    return state.pid


def is_running(supervisor: Supervisor, name: str) -> bool:
    state = supervisor.state.find(name)
    return state is not None and state.state == "running"


async def test_a_stage_is_over_when_all_of_it_is_ready(supervisor: Supervisor) -> None:
    ports = free_ports(2)
    await supervisor.start([(f"s{port}", lambda port=port: server(f"s{port}", port)) for port in ports])
    assert all(listens(port)() for port in ports)


async def test_a_killed_program_is_started_again(supervisor: Supervisor) -> None:
    port = free_ports(1)[0]
    await supervisor.start([("one", lambda: server("one", port))])
    first = pid_of(supervisor, "one")
    os.kill(first, signal.SIGKILL)
    await until(lambda: supervisor.state.processes[0].restarts == 1 and is_running(supervisor, "one"))
    assert pid_of(supervisor, "one") != first
    assert not psutil.pid_exists(first)


async def test_a_program_that_never_starts_is_told_with_its_last_words(supervisor: Supervisor) -> None:
    hopeless = Program("hopeless", (sys.executable, "-c", "raise SystemExit('no such luck')"), ready=lambda: False)
    with pytest.raises(StartFailedError, match="no such luck"):
        await supervisor.start([("hopeless", lambda: hopeless)])


async def test_stopping_leaves_nothing_behind_not_even_grandchildren(supervisor: Supervisor, tmp_path: Path) -> None:
    marker = tmp_path / "grandchild"
    code = textwrap.dedent(f"""
        import pathlib, signal, subprocess, sys, time
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path({str(marker)!r}).write_text(str(child.pid))
        time.sleep(600)
    """)
    parent = Program("parent", (sys.executable, "-c", code), ready=lambda: bool(marker.exists() and marker.read_text()))
    await supervisor.start([("parent", lambda: parent)])
    both = [pid_of(supervisor, "parent"), int(marker.read_text())]
    await supervisor.stop()
    await until(lambda: not any(_alive(pid) for pid in both))


async def test_a_program_that_does_not_listen_to_its_signal_is_killed(supervisor: Supervisor, tmp_path: Path) -> None:
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
    )
    log = tmp_path / "deaf.log"
    deaf = Program("deaf", (sys.executable, "-c", code), ready=lambda: "deaf" in log.read_text(), stop_seconds=0.2)
    await supervisor.start([("deaf", lambda: deaf)])
    pid = pid_of(supervisor, "deaf")
    await supervisor.stop()
    assert not _alive(pid)


async def test_units_are_added_held_and_released_while_others_run(supervisor: Supervisor) -> None:
    one, two = free_ports(2)
    await supervisor.start([("one", lambda: server("one", one))])
    await supervisor.add("two", lambda: server("two", two))
    await supervisor.hold("one")
    assert not listens(one)()
    assert listens(two)()
    assert supervisor.held() == {"one"}
    await supervisor.release("one")
    assert listens(one)()


def test_the_children_die_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    code = textwrap.dedent(f"""
        import asyncio, pathlib
        from deploy.local.probes import listens
        from deploy.local.programs import Program
        from deploy.local.supervisor import Supervisor

        async def main():
            program = Program("one", {(*SERVER, str(port))!r}, ready=listens({port}))
            supervisor = Supervisor(pathlib.Path({str(tmp_path)!r}), lambda state: None)
            await supervisor.start([("one", lambda: program)])
            print(supervisor.state.processes[0].pid, flush=True)
            await asyncio.sleep(600)

        asyncio.run(main())
    """)
    keeper = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert keeper.stdout is not None
    child = int(keeper.stdout.readline())
    keeper.kill()
    keeper.communicate()
    wait_until(lambda: not _alive(child), what="the child's end")
    assert not listens(port)()


def _alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
