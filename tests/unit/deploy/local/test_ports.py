"""Choosing ports."""

import socket
from collections.abc import Iterator

import pytest

from deploy.local.ports import LOOPBACK, first_free, free_ports, is_free


@pytest.fixture
def occupied() -> Iterator[int]:
    with socket.create_server((LOOPBACK, 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_somebody_listens_on_is_not_free(occupied: int) -> None:
    assert not is_free(occupied)


def test_the_wanted_port_is_taken_when_it_is_free() -> None:
    wanted = free_ports(1)[0]
    assert first_free([wanted]) == wanted


def test_an_occupied_wish_falls_back_to_the_next_and_then_to_any(occupied: int) -> None:
    second = free_ports(1)[0]
    assert first_free([occupied, second]) == second
    assert is_free(first_free([occupied]))


def test_ports_chosen_together_differ() -> None:
    assert len(set(free_ports(20))) == 20


def test_a_port_that_is_already_given_away_is_not_given_again() -> None:
    wanted = free_ports(1)[0]
    assert first_free([wanted], taken=[wanted]) != wanted
