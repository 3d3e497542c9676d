"""The whole product for tests: everything `make up` starts, in a data folder of its own, gone with pytest."""

import contextlib
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local import control
from deploy.local.demo import accounts
from deploy.local.installation import Installation, read_installation
from deploy.local.ports import free_ports
from deploy.local.programs import Program
from deploy.local.settings import LocalSettings
from deploy.local.state import ProcessState, State, living, read_state, running_supervisor
from tests.stack import Child, reachable_folder, wait_until

START_SECONDS = 240.0


@dataclass
class Stack:
    """A running copy. `environment`: settings given to every process besides its own (`KABINET_…`)."""

    data_dir: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    http_port: int = field(default_factory=lambda: free_ports(1)[0])

    def __post_init__(self) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._supervisor = Child(self._program, self.data_dir)

    @property
    def base_url(self) -> str:
        """The gateway's address, without a slash at the end."""
        return str(json.loads((self.data_dir / "endpoints.json").read_text())["gateway"])

    @property
    def accounts(self) -> dict[str, str]:
        """Email -> password of the demo people."""
        return accounts(self.data_dir)

    @property
    def installation(self) -> Installation:
        """Addresses and credentials of its servers."""
        return read_installation(LocalSettings(self.data_dir, self.http_port))

    @property
    def traces(self) -> list[Path]:
        """The files of OTLP JSON lines, one a process."""
        return sorted((self.data_dir / "traces").glob("*.jsonl"))

    def start(self) -> None:
        """Start everything and wait until it is seeded and ready."""
        self._supervisor.start(seconds=START_SECONDS)

    def stop(self) -> None:
        """Stop everything gently."""
        self._supervisor.stop(seconds=90)

    def kill_everything(self) -> None:
        """kill -9 of the supervisor and of every process under it, at once."""
        processes = self._living()
        self._supervisor.kill()
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def process(self, name: str) -> ProcessState:
        """What the supervisor knows of `postgres`, `nats`, `s3`, `smtp`, a service, `worker-1`, …, `gateway`."""
        found = self._state().find(name)
        if found is None:
            raise LookupError(name)
        return found

    def processes(self) -> list[ProcessState]:
        """Every supervised process."""
        return self._state().processes

    def workers(self) -> list[str]:
        """The names of the workers that run."""
        running = [process.name for process in self._state().processes if process.state == "running"]
        return [name for name in running if re.fullmatch(r"worker-\d+", name)]

    def kill(self, name: str) -> None:
        """kill -9 of one process; the supervisor starts it again by itself."""
        pid = self.process(name).pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def kill_and_wait(self, name: str) -> None:
        """kill -9 of one process; back when its successor is ready."""
        before = self.process(name)
        self.kill(name)
        wait_until(lambda: self._is_successor(name, before), seconds=60, what=f"{name} after its kill")

    def hold(self, name: str) -> None:
        """Stop one process gently and keep it stopped."""
        control.hold(self.data_dir, name)

    def release(self, name: str) -> None:
        """Start a held process; back when it is ready."""
        control.release(self.data_dir, name)

    def wipe_nats(self) -> None:
        """kill -9 of NATS and the loss of its whole store; back when the empty server is ready."""
        self.kill("nats")
        self.hold("nats")
        shutil.rmtree(self.installation.nats.store, ignore_errors=True)
        self.release("nats")

    def set_workers(self, number: int) -> None:
        """Have this many workers."""
        control.set_workers(self.data_dir, lambda now: number)

    def _program(self) -> Program:
        return Program(
            name="supervisor",
            command=(sys.executable, "-m", "deploy.local", "up"),
            environment={
                "KABINET_DATA_DIR": str(self.data_dir),
                "KABINET_HTTP_PORT": str(self.http_port),
                "KABINET_LARGE_DEMO": "false",
                **self.environment,
            },
            ready=self._is_ready,
            # pytest was killed: an orderly stop, with nobody to wait for it.
            death_signal=signal.SIGTERM,
        )

    def _is_ready(self) -> bool:
        running = running_supervisor(self.data_dir)
        return running is not None and running[0].ready

    def _is_successor(self, name: str, before: ProcessState) -> bool:
        now = self.process(name)
        return now.state == "running" and now.pid not in (None, before.pid)

    def _state(self) -> State:
        state = read_state(self.data_dir)
        if state is None:
            raise LookupError("nothing was started yet")
        return state

    def _living(self) -> list[psutil.Process]:
        found = [living(entry.pid, entry.created) for entry in self._state().processes]
        direct = [process for process in found if process]
        return [*(child for process in direct for child in process.children(recursive=True)), *direct]


@contextlib.contextmanager
def running_stack(environment: Mapping[str, str] | None = None, *, http_port: int | None = None) -> Iterator[Stack]:
    """A copy of the product, started and seeded; stopped at the end. `http_port` is the wished one."""
    with reachable_folder() as folder:
        stack = Stack(folder / "data", environment or {}, http_port or free_ports(1)[0])
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
