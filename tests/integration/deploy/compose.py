"""docker-compose.yml as the real Compose reads it, with secrets fresh from `deploy/make-env.sh`."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.settings import PROJECT

COMPOSE_FILE = PROJECT / "docker-compose.yml"


def tool(name: str) -> str:
    """A program that came as a wheel."""
    return str(Path(sys.executable).parent / name)


def make_env(target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "deploy/make-env.sh", str(target)], cwd=PROJECT, capture_output=True, text=True)


def compose(env_file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Compose; variables of the surroundings must not stand in for what the file lacks."""
    command = [tool("docker-compose"), "--env-file", str(env_file), "-f", str(COMPOSE_FILE), *arguments]
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(env_file.parent)}
    return subprocess.run(command, cwd=PROJECT, env=surroundings, capture_output=True, text=True)


@dataclass(frozen=True)
class Composed:
    """The resolved file, and the variables that went into it."""

    document: Mapping[str, Any]
    variables: Mapping[str, str]

    @property
    def services(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = self.document["services"]
        return found

    @property
    def ours(self) -> dict[str, Mapping[str, Any]]:
        """The services that run our image."""
        return {name: service for name, service in self.services.items() if "build" in service}


def read_variables(env_file: Path) -> dict[str, str]:
    lines = env_file.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] for pair in pairs}


def composed(env_file: Path) -> Composed:
    resolved = compose(env_file, "config", "--format", "json")
    assert resolved.returncode == 0, resolved.stderr
    return Composed(json.loads(resolved.stdout), read_variables(env_file))
