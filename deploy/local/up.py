"""`up`: everything on, in the order in which it can serve; then watch over it until told to stop."""

import asyncio
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from deploy.local.control import Wish, read_wish, write_wish
from deploy.local.installation import Installation, open_installation
from deploy.local.migrations import bring_up_to_date
from deploy.local.processes import (
    GATEWAY,
    SERVICE_PROCESSES,
    maker,
    process_environment,
    server_makers,
    worker,
)
from deploy.local.programs import Program, rotate, signal_session, spawn_async, tail
from deploy.local.provision import owner_of, provision_databases
from deploy.local.settings import SERVICES, LocalSettings
from deploy.local.stale import MARK, end_stale
from deploy.local.state import State, data_folder_lock, write_state
from deploy.local.supervisor import StartFailedError, Supervisor

Say = Callable[[str], None]


async def run(settings: LocalSettings, say: Say, finish: Callable[[Installation], str]) -> None:
    """Start everything, tell `finish`'s text, and keep it running until SIGTERM or Ctrl-C.

    Raises AlreadyRunningError where another supervisor holds the data folder, StartFailedError where something does
    not start; whatever had been started is stopped again.
    """
    settings.prepare()
    with data_folder_lock(settings.data_dir):
        if stale := end_stale(settings.data_dir):
            say(f"Ended {len(stale)} processes left by an earlier run.")
        for folder in (settings.logs, settings.traces):
            rotate(folder)
        supervisor = Supervisor(settings.logs, partial(write_state, settings.data_dir))
        stop = _stop_on_signal(supervisor)
        try:
            starting = asyncio.create_task(_start(settings, supervisor, say))
            await _first(starting, stop)
            if starting.done():
                say(finish(await starting))
                await stop.wait()
        finally:
            say("Stopping.")
            await supervisor.stop()
            _set_ready(settings, supervisor.state, ready=False)


async def _first(starting: asyncio.Task[Installation], stop: asyncio.Event) -> None:
    """Wait until the start is over or abandoned."""
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not starting.done():
        starting.cancel()
        await asyncio.wait([starting])


async def _start(settings: LocalSettings, supervisor: Supervisor, say: Say) -> Installation:
    installation = open_installation(settings)
    say("Starting NATS, PostgreSQL, S3 and the mail sink.")
    await supervisor.start(server_makers(installation))
    await provision_databases(installation.postgres, installation.credentials.database_passwords)
    if migrated := await bring_up_to_date(installation.postgres, SERVICES, partial(_migrate, installation)):
        say(f"Migrated the databases of {', '.join(migrated)}.")
    say("Starting the services and the workers.")
    write_wish(settings.data_dir, Wish(settings.workers))
    processes = [*SERVICE_PROCESSES, *(worker(number) for number in range(1, settings.workers + 1))]
    await supervisor.start([maker(installation, process) for process in processes])
    await supervisor.start([maker(installation, GATEWAY)])
    _obey_wishes(installation, supervisor, say)
    say("Seeding the demo SRO.")
    await _seed(installation)
    _set_ready(settings, supervisor.state, ready=True)
    return installation


async def _migrate(installation: Installation, service: str) -> None:
    process = next(process for process in SERVICE_PROCESSES if process.name == service)
    program = Program(
        name=f"{service}-migrate",
        command=(sys.executable, "-m", "chassis.migrations", service),
        environment=process_environment(installation, process)
        | {"KABINET_DATABASE_URL": installation.database_url(service, owner_of(service))},
        ready=lambda: True,
    )
    await run_once(program, installation.settings.logs)


async def _seed(installation: Installation) -> None:
    settings = installation.settings
    environment = {
        "KABINET_DATA_DIR": str(settings.data_dir),
        "KABINET_HTTP_PORT": str(settings.http_port),
        MARK: str(settings.data_dir),
    }
    command = (sys.executable, "-m", "deploy.local", "seed")
    await run_once(Program("seed", command, ready=lambda: True, environment=environment), settings.logs)


async def run_once(program: Program, logs: Path) -> None:
    """Run a program to its end; it does not outlive our interest in it. Raises StartFailedError with its output."""
    log = logs / f"{program.name}.log"
    process = await spawn_async(program, log)
    try:
        if await process.wait() != 0:
            raise StartFailedError(f"{program.name} failed:\n{tail(log)}")
    finally:
        signal_session(process.pid, signal.SIGKILL)


def _stop_on_signal(supervisor: Supervisor) -> asyncio.Event:
    """The first Ctrl-C, SIGTERM or closed terminal asks for an orderly stop, the second ends everything at once."""
    stop = asyncio.Event()

    def ask() -> None:
        if stop.is_set():
            supervisor.kill()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, ask)
    return stop


def _obey_wishes(installation: Installation, supervisor: Supervisor, say: Say) -> None:
    """On SIGUSR1 bring the number of workers and the held processes to what `wish.json` says, one wish at a time."""
    asked = asyncio.Event()

    async def obey() -> None:
        while True:
            await asked.wait()
            asked.clear()
            try:
                await _apply(installation, supervisor, read_wish(installation.settings.data_dir))
            except StartFailedError as error:
                say(str(error))  # the unit goes on trying; the others are not its victims

    loop = asyncio.get_running_loop()
    supervisor.errands.append(loop.create_task(obey()))
    loop.add_signal_handler(signal.SIGUSR1, asked.set)


async def _apply(installation: Installation, supervisor: Supervisor, wish: Wish) -> None:
    known, held = supervisor.names(), supervisor.held()
    workers = [worker(number).name for number in range(1, wish.workers + 1)]
    surplus = [name for name in known if name.startswith("worker-") and name not in workers]
    keep_stopped = {*wish.held, *surplus}
    await asyncio.gather(*(supervisor.hold(name) for name in known if name in keep_stopped - held))
    await asyncio.gather(*(supervisor.release(name) for name in known if name in held - keep_stopped))
    for number in range(1, wish.workers + 1):
        if worker(number).name not in known:
            await supervisor.add(*maker(installation, worker(number)))


def _set_ready(settings: LocalSettings, state: State, *, ready: bool) -> None:
    state.ready = ready
    write_state(settings.data_dir, state)
