"""Fixtures for every test that needs the real servers. What they give is described in `stack.py`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.product import Stack, running_stack
from tests.stack import Servers, TestNats, running_nats, running_servers

# The longest first: of tests that run side by side, none should be waited for at the end. The browser last: the
# driver's loop stays with the main thread, and no other would run beside it.
ORDER = ("integration/deploy", "integration", "unit", "faults", "e2e", "browser")
TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.path.relative_to(TESTS).as_posix()))


def _place(path: str) -> int:
    return next(place for place, folder in enumerate(ORDER) if path.startswith(folder))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Archives hold the time of their making: as names of tests they would differ from one process to the next."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """NATS, PostgreSQL, S3 and a mail sink, started once and shared: leave no streams behind, or take `nats`."""
    with running_servers() as started:
        yield started


@pytest.fixture
def nats() -> Iterator[TestNats]:
    """An empty NATS server for this test alone (it takes a few hundredths of a second)."""
    with running_nats() as started:
        yield started


@pytest.fixture(scope="module")
def broker() -> Iterator[TestNats]:
    """An empty NATS server for the tests of one module."""
    with running_nats() as started:
        yield started


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The whole product, seeded, started once and shared. For what breaks it beyond repair take `running_stack`."""
    with running_stack() as started:
        yield started
