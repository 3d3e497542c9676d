"""`python -m deploy.local <command>`: the commands behind the Makefile."""

import argparse
import asyncio
import sys
from collections.abc import Callable

from deploy.local import commands
from deploy.local.checks import CheckFailedError
from deploy.local.control import NotRunningError
from deploy.local.settings import LocalSettings
from deploy.local.state import AlreadyRunningError
from deploy.local.supervisor import StartFailedError
from deploy.local.web_build import WebFailedError

FAILURES = (
    AlreadyRunningError,
    CheckFailedError,
    LookupError,
    NotRunningError,
    StartFailedError,
    TimeoutError,
    WebFailedError,
)
Command = Callable[[LocalSettings, argparse.Namespace], int]


def parser() -> argparse.ArgumentParser:
    """The command line. Each command names the function of `commands` that does it."""
    root = argparse.ArgumentParser(prog="python -m deploy.local", description="Kabinet on one machine")
    verbs = root.add_subparsers(dest="verb", required=True)

    def verb(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=text)
        added.set_defaults(run=run)
        return added

    up = verb("up", commands.up, "start everything and stay until Ctrl-C")
    up.add_argument("--detach", action="store_const", dest="run", const=commands.up_detached, help="start and return")
    verb("down", commands.down, "stop everything")
    verb("status", commands.status, "services, queue, workers, dead letters")
    verb("seed", commands.seed, "fill in the demo SRO; `up` does it")
    verb("web", commands.web, "build the web client if its sources changed")
    verb("lint", commands.lint, "ruff, mypy, import-linter, the web's types and rules")
    for name, run, text in (
        ("journal", commands.journal, "verify the journal of the running copy; or roots, erase"),
        ("test", commands.test, "set up and run all tests"),
        ("bench", commands.bench, "measure what docs/performance.md reports"),
    ):
        verb(name, run, text).add_argument("arguments", nargs=argparse.REMAINDER)
    worker = verb("worker", commands.worker, "add a validator worker while everything runs")
    worker.add_argument("-n", "--number", type=int, help="have this many workers instead of one more")
    for name, run, text in (
        ("hold", commands.hold, "stop one process and keep it stopped"),
        ("release", commands.release, "start a held process again"),
    ):
        verb(name, run, text).add_argument("name")
    return root


def main() -> int:
    arguments = parser().parse_args()
    run: Command = arguments.run
    try:
        return run(LocalSettings.from_environment(), arguments)
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130


if __name__ == "__main__":
    sys.exit(main())
