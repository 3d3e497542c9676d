"""`lint` and `test`: everything that tells whether the code is sound, in one place for people and for machines."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.local.servers.binaries import script
from deploy.local.settings import PROJECT
from deploy.local.web_build import WEB, build_web, install_web, npm

CHROMIUM = "/usr/bin/chromium"
PYTHON_CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
# Most of a test on real servers is waiting, so several run at once. The whole product is heavier: two of it, no more.
# The browser has its own: its driver bears no other loop beside it, and the tests before it use the rates up.
PYTEST_RUNS: tuple[Sequence[str], ...] = (
    ("-n", "3", "--dist", "loadfile", "tests/unit", "tests/integration"),
    ("-n", "2", "--dist", "loadfile", "tests/faults", "tests/e2e"),
    ("-n", "2", "--dist", "loadfile", "tests/browser"),
)
WEB_CHECKS = ("typecheck", "lint", "api:check")


class CheckFailedError(Exception):
    """A check found something; it has said what."""


def lint() -> None:
    """ruff, mypy strict, import-linter, and the client's types and rules beside them. Raises what failed."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        client = beside.submit(_lint_client)
        for name, *arguments in PYTHON_CHECKS:
            _check(name, [script(name), *arguments])
        client.result()


def _lint_client() -> None:
    install_web()
    for name in WEB_CHECKS:
        _npm_check(name)


def test(arguments: Sequence[str]) -> None:
    """Lint, build and test the client, then run pytest: everything, or with `arguments`."""
    lint()
    build_web(_say)
    _npm_check("test")
    ensure_chromium()
    for chosen in (arguments,) if arguments else PYTEST_RUNS:
        _check("pytest", [sys.executable, "-m", "pytest", *chosen])


def bench(arguments: Sequence[str]) -> None:
    """Measure what docs/performance.md reports."""
    _check("bench", [sys.executable, "-m", "tests.load", *arguments])


def ensure_chromium() -> None:
    """The browser tests need Debian's Chromium. Raises CheckFailedError where it is missing and cannot be installed."""
    if Path(CHROMIUM).exists():
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise CheckFailedError(f"{CHROMIUM} is missing: install the package `chromium` for the browser tests.")
    _say("Installing Chromium for the browser tests.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], env=quiet, check=True)
    packages = [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    subprocess.run(packages, env=quiet, check=True)


def _npm_check(name: str) -> None:
    _say(f"== web: {name}")
    npm("run", "--silent", name, cwd=WEB)


def _check(name: str, command: Sequence[str]) -> None:
    _say(f"== {name}")
    if subprocess.run(command, cwd=PROJECT, check=False).returncode != 0:
        raise CheckFailedError(f"{name} failed")


def _say(text: str) -> None:
    print(text, flush=True)
