"""Ways of asking a process whether it can serve. A probe answers at once and raises nothing: not ready is an answer."""

import http.client
import json
import socket
import struct
from collections.abc import Callable

from deploy.local.ports import LOOPBACK

Probe = Callable[[], bool]
_PATIENCE = 1.0


def http_probe(port: int, path: str) -> Probe:
    """Ready when GET answers 200."""
    return lambda: http_status(port, path) == 200


def http_status(port: int, path: str) -> int:
    """The status of GET on loopback; 0 where nothing answers."""
    return _get(port, path)[0]


def http_json(port: int, path: str) -> dict[str, object]:
    """The JSON object at GET on loopback; an empty one where nothing answers with 200."""
    status, body = _get(port, path)
    if status != 200:
        return {}
    value = json.loads(body)
    return value if isinstance(value, dict) else {}


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def listens(port: int) -> Probe:
    """Ready when the port takes a connection."""

    def probe() -> bool:
        try:
            socket.create_connection((LOOPBACK, port), timeout=_PATIENCE).close()
        except OSError:
            return False
        return True

    return probe


def postgres_probe(port: int) -> Probe:
    """Ready when the server asks for a password; while it recovers from a crash it listens too, but with an error."""
    body = struct.pack("!i", 3 << 16) + b"user\0postgres\0database\0postgres\0\0"

    def probe() -> bool:
        try:
            with socket.create_connection((LOOPBACK, port), timeout=_PATIENCE) as connection:
                connection.sendall(struct.pack("!i", len(body) + 4) + body)
                return connection.recv(1) == b"R"
        except OSError:
            return False

    return probe
