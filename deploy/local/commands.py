"""What each command of `python -m deploy.local` does; every one returns the exit status."""

import argparse
import asyncio
import os
import subprocess
import sys
import time

from deploy.local import checks, control, demo
from deploy.local import status as report
from deploy.local import up as starting
from deploy.local.files import read_json
from deploy.local.installation import ENDPOINTS_FILE, Installation, read_installation
from deploy.local.programs import tail
from deploy.local.seed import seed_demo
from deploy.local.settings import PROJECT, LocalSettings
from deploy.local.state import running_supervisor
from deploy.local.web_build import build_web

DETACHED_START_SECONDS = 300.0


def up(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Start everything and stay."""
    build_web(_say)
    asyncio.run(starting.run(settings, _say, _greeting))
    return 0


def up_detached(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Start everything in a process of its own and return when it is ready."""
    settings.prepare()
    log = settings.logs / "supervisor.log.1"
    environment = {**os.environ, "KABINET_DATA_DIR": str(settings.data_dir)}
    with open(log, "wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.local", "up"],
            cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + DETACHED_START_SECONDS
    while time.monotonic() < deadline:
        running = running_supervisor(settings.data_dir)
        if running and running[0].ready and running[0].pid == process.pid:
            _say(_greeting(read_installation(settings)))
            return 0
        if process.poll() is not None:
            _say(tail(log))
            return process.returncode or 1
        time.sleep(0.1)
    process.terminate()
    raise TimeoutError(f"not ready in {DETACHED_START_SECONDS:.0f} s; see {log}")


def down(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Stop everything."""
    _say("Stopped." if control.stop_supervisor(settings.data_dir) else "Nothing was running.")
    return 0


def worker(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """One more worker, or as many as asked for."""
    wanted: int | None = arguments.number
    number = control.set_workers(settings.data_dir, lambda now: now + 1 if wanted is None else wanted)
    _say(f"Workers: {number}.")
    return 0


def hold(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Stop one process."""
    control.hold(settings.data_dir, arguments.name)
    return 0


def release(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Start a held process."""
    control.release(settings.data_dir, arguments.name)
    return 0


def status(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Tell how everything is; 1 where nothing runs."""
    running = running_supervisor(settings.data_dir)
    if running is None:
        _say("Kabinet is not running here; start it with `make up`.")
        return 1
    installation = read_installation(settings)
    _say(f"Kabinet at {installation.public_url}{'' if running[0].ready else ' (starting)'}\n")
    for line in report.process_lines(running[0]):
        _say(line)
    _say_queue(installation)
    return 0


def _say_queue(installation: Installation) -> None:
    queue, dead = report.queue(installation), report.dead_letter_count(installation)
    _say(f"\nqueue: {queue.pending} waiting, {queue.in_flight} in work" if queue else "\nqueue: not there yet")
    _say(f"dead letters: {dead}")
    if dead:
        for letter in asyncio.run(report.last_dead_letters(installation)):
            _say(f"  {letter.arrived}  {letter.subject}")


def journal(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """A command of the journal - `verify`, `roots`, `erase` - with the settings of this copy."""
    environment = {**os.environ, **read_installation(settings).environment("journal"), "KABINET_TRACE_FILE": ""}
    command = [sys.executable, "-m", "services.journal", *(arguments.arguments or ["verify"])]
    return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


def seed(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Fill in the demo SRO; what is there already stays."""
    seed_demo(read_installation(settings), _say)
    return 0


def web(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Build the web client if its sources changed."""
    build_web(_say)
    return 0


def lint(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Run the linters."""
    checks.lint()
    return 0


def test(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Run everything; what follows the command goes to pytest."""
    checks.test(arguments.arguments)
    return 0


def bench(settings: LocalSettings, arguments: argparse.Namespace) -> int:
    """Measure."""
    checks.bench(arguments.arguments)
    return 0


def _greeting(installation: Installation) -> str:
    data_dir = installation.settings.data_dir
    address = read_json(data_dir / ENDPOINTS_FILE)["gateway"]
    accounts = "\n".join(f"  {email:<34} {password}" for email, password in demo.accounts(data_dir).items())
    return (
        f"\nKabinet is ready: {address}\n\nDemo accounts:\n{accounts}\n\n"
        f"Logs and mail: {data_dir}\n"
        "Stop with Ctrl-C or `make down`; look with `make status`; `make worker` adds a worker."
    )


def _say(text: str) -> None:
    print(text, flush=True)
