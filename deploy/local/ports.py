"""Free ports on the loopback interface."""

import contextlib
import random
import socket
from collections.abc import Iterable

LOOPBACK = "127.0.0.1"
# Below the range from which the kernel takes ports for outgoing connections: one of those may not sit on our port
# between the moment we look and the moment the server listens.
CANDIDATES = range(15_000, 32_000)


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now. Connections left in TIME_WAIT by a killed server do not count."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def first_free(wanted: Iterable[int], taken: Iterable[int] = ()) -> int:
    """The first free port of `wanted`, or any other free one; never one of `taken`."""
    avoid = set(taken)
    for port in wanted:
        if port not in avoid and is_free(port):
            return port
    for port in random.sample(CANDIDATES, k=2_000):
        if port not in avoid and is_free(port):
            return port
    raise OSError("no free port on the loopback interface")


def free_ports(number: int) -> list[int]:
    """`number` different free ports."""
    found: list[int] = []
    while len(found) < number:
        found.append(first_free((), taken=found))
    return found
