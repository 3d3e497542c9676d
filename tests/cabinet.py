"""A member's (or the staff's) program: the public HTTP API, asynchronously, for end-to-end, fault and load tests."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.product import Stack

MEMBER = "member@demo.kabinet.example"
SECOND = "second@demo.kabinet.example"
STAFF = "staff@demo.kabinet.example"
OPERATOR = "ops@demo.kabinet.example"

# What a program tries again with the same key: the failure is not its own.
_PASSING = frozenset({502, 503, 504, 500})


@dataclass
class Cabinet:
    """One signed-in person. Answers are the parsed JSON; refusals are returned as responses by `raw_*` calls."""

    http: httpx.AsyncClient
    retried: int = field(default=0)

    async def get(self, path: str, **query: Any) -> Any:
        return _checked(await self.http.get(path, params=query))

    async def post(self, path: str, body: Any = None) -> Any:
        return _checked(await self.http.post(path, json=body))

    async def reports(self, **query: Any) -> list[dict[str, Any]]:
        return list((await self.get("/reports", **query))["items"])

    async def report_for(self, reporting_date: str, *, form: str = "0420846") -> dict[str, Any]:
        """The report of that form and period. Raises LookupError."""
        found = [r for r in await self.reports(form=form) if r["reporting_date"] == reporting_date]
        if not found:
            raise LookupError(reporting_date)
        return found[0]

    async def raw_upload(
        self, report_id: str, content: bytes, *, name: str = "report.xtdd", key: str | None = None, **query: Any
    ) -> httpx.Response:
        """One try, as a raw body."""
        headers = {"Content-Type": "application/octet-stream", **({"Idempotency-Key": key} if key else {})}
        return await self.http.post(
            f"/reports/{report_id}/submissions", params={"filename": name, **query}, content=content, headers=headers
        )

    async def upload(self, report_id: str, content: bytes, **options: Any) -> dict[str, Any]:
        """The receipt. Raises AssertionError with the problem when it was refused."""
        return dict(_checked(await self.raw_upload(report_id, content, **options)))

    async def upload_until_taken(self, report_id: str, content: bytes, *, seconds: float = 60) -> dict[str, Any]:
        """The receipt, trying again with one idempotency key while the failure is the server's."""
        key = secrets.token_hex(16)
        async with asyncio.timeout(seconds):
            while True:
                try:
                    response = await self.raw_upload(report_id, content, key=key)
                except httpx.TransportError:
                    response = None
                if response is not None and response.status_code not in _PASSING:
                    return dict(_checked(response))
                self.retried += 1
                await asyncio.sleep(0.2)

    async def submission(self, submission_id: str) -> dict[str, Any]:
        return dict(await self.get(f"/submissions/{submission_id}"))

    async def verdict(self, submission_id: str, *, seconds: float = 60) -> dict[str, Any]:
        """The submission once it is no longer «На проверке»."""
        async with asyncio.timeout(seconds):
            while (found := await self.submission(submission_id))["status"] == "checking":
                await asyncio.sleep(0.05)
            return found


def _checked(response: httpx.Response) -> Any:
    assert response.is_success, (
        f"{response.request.method} {response.request.url}: {response.status_code} {response.text}"
    )
    return response.json() if response.content else None


@asynccontextmanager
async def signed_in(stack: Stack, email: str = MEMBER, *, timeout: float = 30) -> AsyncIterator[Cabinet]:
    """A session of one of the demo people on a running copy."""
    async with httpx.AsyncClient(base_url=f"{stack.base_url}/api/v1", timeout=timeout) as http:
        answer = await http.post("/session", json={"email": email, "password": stack.accounts[email]})
        http.headers["X-CSRF-Token"] = _checked(answer)["csrf_token"]
        yield Cabinet(http)
