"""Compose, resolved once."""

from pathlib import Path

import pytest

from tests.integration.deploy.compose import Composed, composed, make_env


@pytest.fixture(scope="session")
def env_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("compose") / "env"
    made = make_env(target)
    assert made.returncode == 0, made.stderr
    return target


@pytest.fixture(scope="session")
def system(env_file: Path) -> Composed:
    return composed(env_file)
