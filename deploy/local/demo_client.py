"""The gateway's HTTP API as the seed needs it: the same calls that any member's program makes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

_PATIENCE = 120.0


class ApiError(Exception):
    """An answer other than success; `code` is that of the problem document."""

    def __init__(self, response: httpx.Response) -> None:
        problem = response.json() if "json" in response.headers.get("content-type", "") else {}
        self.status = response.status_code
        self.code = str(problem.get("code", ""))
        super().__init__(f"{response.request.method} {response.request.url.path}: {self.status} {response.text[:500]}")


@dataclass(frozen=True)
class Api:
    """A session of one person; `http` carries its cookie and CSRF header."""

    http: httpx.Client

    @classmethod
    def sign_in(cls, address: str, email: str, password: str) -> "Api":
        """Open a session. Raises ApiError, 401 where there is no such person yet."""
        client = httpx.Client(base_url=f"{address}/api/v1", timeout=_PATIENCE)
        answer = _checked(client.post("/session", json={"email": email, "password": password}))
        client.headers["X-CSRF-Token"] = answer["csrf_token"]
        return cls(client)

    def sign_out(self) -> None:
        self.http.delete("/session")
        self.http.close()

    def get(self, path: str, **query: str) -> Any:
        return _checked(self.http.get(path, params=query))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return _checked(self.http.post(path, json=body))

    def upload(self, report_id: str, file: Path, *, key: str, **query: str) -> Any:
        """Hand in a file as the raw body; `key` makes a repeat harmless."""
        with open(file, "rb") as content:
            answer = self.http.post(
                f"/reports/{report_id}/submissions",
                params={"filename": file.name, **query},
                content=content,
                headers={"Idempotency-Key": key, "Content-Type": "application/octet-stream"},
            )
        return _checked(answer)


def _checked(response: httpx.Response) -> Any:
    if response.is_error:
        raise ApiError(response)
    return response.json() if response.content else None
