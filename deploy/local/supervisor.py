"""Starts programs, restarts what crashes, stops them in order. Why not a library: docs/adr/0008-local-supervisor.md."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from deploy.local.programs import Program, signal_session, spawn_async, tail
from deploy.local.state import ProcessState, State

# A program is made anew before each start: a server looks at what a crash left behind.
Maker = Callable[[], Program]

START_SECONDS = 60.0
STEADY_SECONDS = 30.0
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
FAILED_STARTS = 4
PROBE_PAUSE = 0.05


class StartFailedError(Exception):
    """A program did not become ready; the message ends with the last lines of its log."""


@dataclass
class Unit:
    """One program under supervision."""

    name: str
    make: Maker
    state: ProcessState
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    program: Program | None = None
    failures: int = 0


class Supervisor:
    """Keeps the units of one data folder running. `on_change` gets the whole state each time something changes."""

    def __init__(self, logs: Path, on_change: Callable[[State], None]) -> None:
        self._logs = logs
        self._on_change = on_change
        self._stages: list[list[Unit]] = []
        # Background tasks of the one who uses it: they end with the supervisor.
        self.errands: list[asyncio.Task[None]] = []
        me = psutil.Process()
        self.state = State(pid=os.getpid(), created=me.create_time(), boot=psutil.boot_time())

    async def start(self, makers: Sequence[tuple[str, Maker]]) -> None:
        """Start one stage: all of it at once, back when all of it is ready."""
        units = [Unit(name, make, ProcessState(name, "starting")) for name, make in makers]
        self._stages.append(units)
        self.state.processes += [unit.state for unit in units]
        await self._start(units)

    async def add(self, name: str, make: Maker) -> None:
        """Start one more unit in the last stage, while the others run."""
        unit = Unit(name, make, ProcessState(name, "starting"))
        self._stages[-1].append(unit)
        self.state.processes.append(unit.state)
        await self._start([unit])

    async def hold(self, name: str) -> None:
        """Stop one unit and keep it stopped until `release`."""
        await self._stop(self._unit(name))

    async def release(self, name: str) -> None:
        """Start a held unit again."""
        unit = self._unit(name)
        unit.stopping.clear()
        unit.failures = 0
        await self._start([unit])

    async def stop(self) -> None:
        """Stop everything: the last stage first, the units of a stage in parallel."""
        for errand in self.errands:
            errand.cancel()
        for units in reversed(self._stages):
            await asyncio.gather(*(self._stop(unit) for unit in units))

    def kill(self) -> None:
        """End everything at once."""
        for unit in self._units():
            unit.stopping.set()
            if unit.state.pid:
                signal_session(unit.state.pid, signal.SIGKILL)

    def held(self) -> set[str]:
        """The names of units that are stopped on purpose."""
        return {unit.name for unit in self._units() if unit.stopping.is_set()}

    def names(self) -> list[str]:
        """Every unit, in the order of starting."""
        return [unit.name for unit in self._units()]

    def _units(self) -> Iterable[Unit]:
        return (unit for stage in self._stages for unit in stage)

    def _unit(self, name: str) -> Unit:
        return next(unit for unit in self._units() if unit.name == name)

    async def _start(self, units: Sequence[Unit]) -> None:
        for unit in units:
            unit.task = asyncio.create_task(self._keep(unit), name=unit.name)
        await asyncio.gather(*(self._first_ready(unit) for unit in units))

    async def _first_ready(self, unit: Unit) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not unit.ready.is_set():
            if unit.stopping.is_set():
                return
            if unit.task and unit.task.done():
                raise StartFailedError(f"{unit.name} does not start: {unit.task.exception()}")
            if unit.failures >= FAILED_STARTS or time.monotonic() > deadline:
                raise StartFailedError(f"{unit.name} does not start:\n{tail(self._log(unit))}")
            await asyncio.sleep(PROBE_PAUSE)

    async def _keep(self, unit: Unit) -> None:
        """Run the unit again and again until it is told to stop."""
        while not unit.stopping.is_set():
            began = time.monotonic()
            await self._run_once(unit)
            if unit.stopping.is_set():
                break
            unit.failures = 1 if time.monotonic() - began > STEADY_SECONDS else unit.failures + 1
            unit.state.restarts += 1
            self._change(unit, "waiting")
            await _wait(unit.stopping, pause_after(unit.failures))
        self._change(unit, "stopped")

    async def _run_once(self, unit: Unit) -> None:
        program = unit.program = unit.make()
        process = await spawn_async(program, self._log(unit))
        unit.state.pid, unit.state.created = process.pid, _created(process.pid)
        unit.state.health_port = program.health_port
        self._change(unit, "starting")
        readiness = asyncio.create_task(self._watch_readiness(unit, program))
        if unit.stopping.is_set():  # told to stop while it was being started
            process.send_signal(program.stop_signal)
        try:
            await process.wait()
        finally:
            readiness.cancel()
            unit.ready.clear()
            signal_session(process.pid, signal.SIGKILL)  # what it left in its process group
            unit.state.pid = unit.state.created = None

    async def _watch_readiness(self, unit: Unit, program: Program) -> None:
        while not await asyncio.to_thread(program.ready):  # noqa: ASYNC110 - nothing in this process can tell
            await asyncio.sleep(PROBE_PAUSE)
        unit.ready.set()
        self._change(unit, "running")

    async def _stop(self, unit: Unit) -> None:
        unit.stopping.set()
        if unit.task is None or unit.task.done():
            return
        if unit.state.pid and unit.program:
            self._change(unit, "stopping")
            # It may have ended by itself a moment ago; the others must still be stopped.
            with suppress(ProcessLookupError):
                os.kill(unit.state.pid, unit.program.stop_signal)
        done, _ = await asyncio.wait([unit.task], timeout=unit.program.stop_seconds if unit.program else None)
        if not done and unit.state.pid:
            signal_session(unit.state.pid, signal.SIGKILL)
            await asyncio.wait([unit.task])

    def _change(self, unit: Unit, state: str) -> None:
        unit.state.state = state
        self._on_change(self.state)

    def _log(self, unit: Unit) -> Path:
        return self._logs / f"{unit.name}.log"


def pause_after(failures: int) -> float:
    """Seconds before the next start: three times as long after each failure in a row, up to LONGEST_PAUSE."""
    # Bounded first: after hours of crashes the power would be too large for a float, and end the supervision.
    return min(FIRST_PAUSE * 3.0 ** min(failures - 1, 10), LONGEST_PAUSE)


def _created(pid: int) -> float | None:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return None


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
