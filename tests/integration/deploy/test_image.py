"""The image: hadolint has nothing to say, and what is copied is there and let through."""

import re
import subprocess
from fnmatch import fnmatch

from deploy.local.settings import PROJECT
from tests.integration.deploy.compose import tool

DOCKERFILE = PROJECT / "deploy/Dockerfile"


def copied() -> list[str]:
    """Sources that come from the project, not from another stage."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    return [source.rstrip("/") for line in lines for source in line.split()[:-1]]


def test_hadolint_finds_nothing() -> None:
    checked = subprocess.run([tool("hadolint"), str(DOCKERFILE)], capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_everything_that_is_copied_exists() -> None:
    assert [source for source in copied() if not (PROJECT / source).exists()] == []


def test_everything_that_is_copied_is_let_into_the_build() -> None:
    lines = (PROJECT / "deploy/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    let_in = [line[1:] for line in lines if line.startswith("!")]
    shut_out = [source for source in copied() if not any(_within(source, pattern) for pattern in let_in)]
    assert shut_out == []


def test_the_image_runs_as_nobody_in_particular_and_installs_only_what_is_locked() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    users = re.findall(r"^USER (\S+)$", text, re.MULTILINE)
    assert users == ["10001:10001"]
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text
    assert all(re.search(r":\d+\.\d+\.\d+", image) for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE))


def _within(source: str, pattern: str) -> bool:
    return fnmatch(source, pattern) or source.startswith(f"{pattern}/")
