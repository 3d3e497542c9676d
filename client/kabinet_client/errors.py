"""What can go wrong, by whose turn it is."""

from typing import Any


class ClientError(Exception):
    """Anything that this package raises."""


class RefusedError(ClientError):
    """The cabinet refused, and would refuse again: `code` is stable, `title` and `detail` are for people."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status = status
        self.problem = problem
        self.code = str(problem.get("code", "unknown"))
        self.title = str(problem.get("title", f"HTTP {status}"))
        self.detail = str(problem.get("detail", ""))
        super().__init__(f"{self.code}: {self.title}. {self.detail}".strip())


class UnreachableError(ClientError):
    """The cabinet could not be reached, or was in trouble, for as long as was tried. Come again with the same key."""


class StillCheckingError(ClientError):
    """The verdict did not come in the time that was given; the report is received all the same."""


class DamagedError(ClientError):
    """What came is not what the cabinet keeps: its SHA-256 differs."""
